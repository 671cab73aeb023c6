/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/joined-word.h"

#include <string.h>

/* One longer than a word may be is given up, and no more of it is copied. */
void
gf_joined_word_add (GfJoinedWord *joined, const char *form, size_t length,
                    uint32_t position)
{
  if (joined->n_words++ == 0)
    {
      joined->length = 0;
      joined->position = position;
    }
  if (joined->length + length <= GF_WORD_MAX_BYTES)
    {
      memcpy (joined->form + joined->length, form, length);
      joined->form[joined->length + length] = '\0';
    }
  joined->length += length;
  if (joined->length > GF_WORD_MAX_BYTES)
    joined->length = GF_WORD_MAX_BYTES + 1;
}

bool
gf_joined_word_end (GfJoinedWord *joined)
{
  bool is_word = joined->n_words > 1 && joined->length <= GF_WORD_MAX_BYTES;

  joined->n_words = 0;
  return is_word;
}
