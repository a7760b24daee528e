/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lanes-words.h"

/**
 * lanes_words_get:
 * @words: a table
 * @n_words: its length
 * @value: an index into it
 *
 * Returns: (transfer none): the word of @value
 */
const char *
lanes_words_get (const char *const *words, gsize n_words, guint value)
{
  g_return_val_if_fail (value < n_words, NULL);

  return words[value];
}

/**
 * lanes_words_find:
 * @words: a table
 * @n_words: its length
 * @word: (nullable): what to look for
 *
 * Returns: the value that @word stands for; -1: none
 */
int
lanes_words_find (const char *const *words, gsize n_words, const char *word)
{
  for (gsize i = 0; word != NULL && i < n_words; i++)
    {
      if (g_str_equal (words[i], word))
        return (int) i;
    }

  return -1;
}
