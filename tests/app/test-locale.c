/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "app/lanes-model-page.h"
#include "app/lanes-task-table.h"
#include "core/lanes-model.h"
#include "lanes-test-room.h"
#include "lanes-test-window.h"
#include "platform/lanes-platform.h"

/* A made-up language of twice the length, from tests/app/make-locale, whose texts begin so. */
#define MARK "⟦"

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_isalpha (g_utf8_get_char (text)))
        return TRUE;
    }

  return FALSE;
}

/* "90.1 kB" is GLib's, and so is "0 bajtoj": it speaks Esperanto, as which the language goes. */
static gboolean
is_size (const char *text)
{
  return g_regex_match_simple ("^[0-9.,]+.(bytes?|bajtoj?|[kMG]B)$", text, 0, 0);
}

static guint
check_text (GtkWidget *widget, const char *text)
{
  if (text == NULL || !has_letters (text) || lanes_test_is_data (widget) || is_size (text) ||
      strstr (text, MARK) != NULL)
    return 0;
  g_test_message ("not marked for translators: %s: \"%s\"", G_OBJECT_TYPE_NAME (widget), text);

  return 1;
}

/* How many texts are not marked. */
static guint
check_texts (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget))
    n += check_text (widget, gtk_label_get_text (GTK_LABEL (widget)));
  n += check_text (widget, gtk_widget_get_tooltip_text (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_texts (child);

  return n;
}

static guint
check (LanesWindow *window)
{
  guint n_cut = lanes_test_count_cut (GTK_WIDGET (window));

  return n_cut + check_texts (GTK_WIDGET (window));
}

static guint
check_empty (LanesWindow *window, const char *tab)
{
  lanes_window_show_tab (window, tab);

  return check (window);
}

static guint
check_page (LanesWindow *window, const char *tab)
{
  guint n = check_empty (window, tab);

  lanes_test_press_run (window, _ ("Shopping Carts"));
  lanes_test_wait_until_idle (window);

  return n + check (window);
}

static guint
check_compare (LanesWindow *window)
{
  guint n = check_empty (window, "compare");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  lanes_test_wait_until_idle (window);

  return n + check (window);
}

static void
check_window (int width, int height)
{
  LanesWindow *window = lanes_test_window_new (width, height);
  guint n = 0;

  g_object_set (lanes_window_get_choices (window), "time-scale", 0.0, NULL);
  for (guint i = 0; i < LANES_N_MODELS; i++)
    n += check_page (window, lanes_models_get (i)->name);
  n += check_compare (window);
  g_assert_cmpuint (n, ==, 0);
  if (width == 360)
    lanes_test_assert_width (window, width);
  lanes_test_window_free (window);
}

static void
test_every_text_is_marked_and_has_its_room (void)
{
  check_window (1280, 800);
}

static void
test_the_narrow_window_has_room_for_twice_the_length (void)
{
  check_window (360, 480);
}

static void
test_the_other_direction_has_room_too (void)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  check_window (1280, 800);
  check_window (360, 480);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_text_of_twice_the_size_has_room_too (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  check_window (1280, 800);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

int
main (int argc, char **argv)
{
  lanes_platform_init_signals ();
  gtk_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("LANES_TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_assert_true (g_str_has_prefix (_ ("Threads"), MARK));

  g_test_add_func ("/locale/every-text-is-marked-and-has-its-room",
                   test_every_text_is_marked_and_has_its_room);
  g_test_add_func ("/locale/the-narrow-window-has-room-for-twice-the-length",
                   test_the_narrow_window_has_room_for_twice_the_length);
  g_test_add_func ("/locale/the-other-direction-has-room-too",
                   test_the_other_direction_has_room_too);
  g_test_add_func ("/locale/text-of-twice-the-size-has-room-too",
                   test_text_of_twice_the_size_has_room_too);

  return g_test_run ();
}
