/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In lttoolbox-c.cc's place where the program is built without lttoolbox: no dictionary
   can be opened, so that nothing else is ever called. */
#include "norsk/lttoolbox-c.h"

G_DEFINE_QUARK (lt_error, lt_error)

static bool
fail (GError **error)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_FAILED, "built without lttoolbox");
  return false;
}

LtDictionary *
lt_dictionary_open (const char *path, GError **error)
{
  (void) path;
  fail (error);
  return NULL;
}

void
lt_dictionary_free (LtDictionary *dictionary)
{
  (void) dictionary;
}

GBytes *
lt_dictionary_dup_bytes (LtDictionary *dictionary)
{
  (void) dictionary;
  return g_bytes_new (NULL, 0);
}

bool
lt_dictionary_load (LtDictionary *dictionary, GError **error)
{
  (void) dictionary;
  return fail (error);
}

bool
lt_dictionary_read (LtDictionary *dictionary, const char *input, size_t min_bytes,
                    const LtPiece **pieces_out, size_t *n_pieces_out, GError **error)
{
  (void) dictionary;
  (void) input;
  (void) min_bytes;
  (void) pieces_out;
  (void) n_pieces_out;
  return fail (error);
}
