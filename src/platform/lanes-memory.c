/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-platform.h"

#if !LANES_PORTABLE && defined(__linux__)
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

/**
 * lanes_platform_resident_bytes:
 *
 * Any thread.
 *
 * Returns: resident memory of this process now, in bytes; -1: not known
 */
gint64
lanes_platform_resident_bytes (void)
{
#if LANES_PORTABLE || !defined(__linux__)
  return -1;
#else
  char text[128];
  char *end;
  gssize length;
  int fd = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return -1;
  length = read (fd, text, sizeof text - 1);
  close (fd);
  if (length <= 0)
    return -1;

  /* The second figure is resident pages: proc(5). */
  text[length] = '\0';
  g_ascii_strtoull (text, &end, 10);

  return (gint64) g_ascii_strtoull (end, NULL, 10) * sysconf (_SC_PAGESIZE);
#endif
}

#if !LANES_PORTABLE && defined(MADV_HUGEPAGE)
#define HUGE_PAGE ((gsize) 2 * 1024 * 1024)

/* Where the system has pages of two megabytes, an address to use them at. */
static gpointer
map_pages (gsize size)
{
  gsize whole = size + HUGE_PAGE;
  char *mapped = mmap (NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  gsize before;

  if (mapped == MAP_FAILED)
    g_error ("%" G_GSIZE_FORMAT " bytes of memory are not to be had", size);
  before = (HUGE_PAGE - (guintptr) mapped % HUGE_PAGE) % HUGE_PAGE;
  if (before > 0)
    munmap (mapped, before);
  munmap (mapped + before + size, HUGE_PAGE - before);
  madvise (mapped + before, size, MADV_HUGEPAGE);

  return mapped + before;
}

static gsize
round_up (gsize size)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);

  return (size + page - 1) / page * page;
}
#endif

/**
 * lanes_platform_alloc_pages:
 * @size: in bytes
 *
 * Memory for large arrays that are written to while something is measured. To back a page takes
 * the system more time than to write to it; the Linux side asks for large pages, of which there
 * are few. The generic side is g_malloc0(). Any thread.
 *
 * Returns: (transfer full): memory that is all zero, for lanes_platform_free_pages()
 */
gpointer
lanes_platform_alloc_pages (gsize size)
{
#if !LANES_PORTABLE && defined(MADV_HUGEPAGE)
  if (size >= HUGE_PAGE)
    return map_pages (round_up (size));
#endif

  return g_malloc0 (size);
}

/**
 * lanes_platform_free_pages:
 * @memory: (transfer full) (nullable): of lanes_platform_alloc_pages()
 * @size: the size that it was asked for
 *
 * Any thread.
 */
void
lanes_platform_free_pages (gpointer memory, gsize size)
{
#if !LANES_PORTABLE && defined(MADV_HUGEPAGE)
  if (size >= HUGE_PAGE)
    {
      if (memory != NULL)
        munmap (memory, round_up (size));
      return;
    }
#endif

  g_free (memory);
}

/**
 * lanes_platform_touch_memory:
 * @memory: allocated
 * @size: in bytes
 *
 * Has the system back the pages of @memory that is about to be written, all at once: page by
 * page, as they are written to, takes twice as long. What is in it stays. The generic side, and
 * a Linux before 5.14, do nothing. Any thread.
 */
void
lanes_platform_touch_memory (gpointer memory, gsize size)
{
#if !LANES_PORTABLE && defined(MADV_POPULATE_WRITE)
  guintptr page = (guintptr) sysconf (_SC_PAGESIZE);
  guintptr begin = ((guintptr) memory + page - 1) / page * page;
  guintptr end = ((guintptr) memory + size) / page * page;

  if (begin < end)
    madvise ((void *) begin, end - begin, MADV_POPULATE_WRITE);
#endif
}
