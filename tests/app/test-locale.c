/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "app/lanes-model-page.h"
#include "app/lanes-task-table.h"
#include "core/lanes-model.h"
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

/* What comes from workloads and runs, or from GTK itself, is not ours to translate. */
static gboolean
is_data (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_TEXT_VIEW) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_SPIN_BUTTON) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL;
}

static guint
check_text (GtkWidget *widget, const char *text)
{
  if (text == NULL || !has_letters (text) || is_data (widget) || strstr (text, MARK) != NULL)
    return 0;
  g_test_message ("not marked for translators: %s: \"%s\"", G_OBJECT_TYPE_NAME (widget), text);

  return 1;
}

/* A text that neither wraps nor ends in an ellipsis must have its room. */
static guint
check_room (GtkWidget *label)
{
  int minimum;

  if (is_data (label))
    return 0;
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= gtk_widget_get_width (label) + 1)
    return 0;
  g_test_message ("has %d of %d pixels: \"%s\"", gtk_widget_get_width (label), minimum,
                  gtk_label_get_text (GTK_LABEL (label)));

  return 1;
}

static guint
check (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget))
    n += check_text (widget, gtk_label_get_text (GTK_LABEL (widget))) + check_room (widget);
  n += check_text (widget, gtk_widget_get_tooltip_text (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check (child);

  return n;
}

/* Says which widgets make the window so wide. */
static void
tell_wide (GtkWidget *widget, int width)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= width || !gtk_widget_get_visible (widget))
    return;
  g_test_message ("%s wants %d pixels", G_OBJECT_TYPE_NAME (widget), minimum);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_wide (child, width);
}

static guint
check_page (LanesWindow *window, const char *tab)
{
  guint n;

  lanes_window_show_tab (window, tab);
  lanes_test_settle (GTK_WIDGET (window));
  n = check (GTK_WIDGET (window));
  lanes_test_press_run (window, _ ("Shopping Carts"));
  lanes_test_wait_until_idle (window);

  return n + check (GTK_WIDGET (window));
}

static void
check_window (int width, int height)
{
  LanesWindow *window = lanes_test_window_new (width, height);
  guint n = 0;
  int minimum;

  g_object_set (lanes_window_get_choices (window), "time-scale", 0.0, NULL);
  for (guint i = 0; i < LANES_N_MODELS; i++)
    n += check_page (window, lanes_models_get (i)->name);
  g_assert_cmpuint (n, ==, 0);

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  if (width == 360)
    {
      tell_wide (GTK_WIDGET (window), 320);
      g_assert_cmpint (minimum, <=, 360);
    }
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
