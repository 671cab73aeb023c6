/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lttoolbox-c.h: the C face of lttoolbox: what a compiled Apertium dictionary says of the
 * pieces of a word.  Of the same make as xapian-c: C++ in lttoolbox-c.cc only, no
 * exception leaves it, whole results and no callbacks.
 *
 * A reading is "lemma<tag><tag>"; the control tags LT_FIRST and LT_LAST tell what can
 * stand in a compound.  The stream format of lttoolbox's programs is not used: nothing
 * needs escaping on the way in, and what comes out is escaped where a lemma has a
 * character of that format in it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

/* Tags of a reading that holds only as the first part, or as the last, of a compound. */
#define LT_FIRST "<compound-only-L>"
#define LT_LAST "<compound-R>"

/* What is longer is not looked up. */
#define LT_MAX_INPUT_BYTES 256

#define LT_ERROR (lt_error_quark ())
GQuark lt_error_quark (void);

typedef enum
{
  LT_ERROR_DAMAGED, /* not a dictionary, or of another version of lttoolbox: do without */
  LT_ERROR_INPUT,   /* too long, or not UTF-8 */
  LT_ERROR_FAILED,  /* the rest; the message begins with the exception's kind */
} LtErrorCode;

typedef struct LtDictionary LtDictionary;

/*
 * lt_dictionary_open: @path is mapped, not loaded: nothing is opened after this.
 * Errors: those of g_mapped_file_new ().
 */
LtDictionary *lt_dictionary_open (const char *path, GError **error);
void lt_dictionary_free (LtDictionary *dictionary);

/* lt_dictionary_dup_bytes: the file as it is.  Returns: (transfer full). */
GBytes *lt_dictionary_dup_bytes (LtDictionary *dictionary);

/*
 * lt_dictionary_load: reads the dictionary into memory (some 20 ms, 12 MB); nothing where
 * that is done.  Errors: DAMAGED; FAILED.
 */
bool lt_dictionary_load (LtDictionary *dictionary, GError **error);

/* A piece of the input, from its beginning, that the dictionary has. */
typedef struct
{
  size_t n_bytes;       /* of the input */
  const char *readings; /* "/lemma<tag><tag>/lemma<tag>" */
} LtPiece;

/*
 * lt_dictionary_read: the pieces that @input begins with, shortest first.
 * @input: UTF-8; "<tag>" in it is that tag, so that a bilingual dictionary can be asked
 * @min_bytes: shorter pieces are not wanted
 * @pieces_out: (out) (transfer none): valid until the next call
 * @n_pieces_out: (out)
 * The dictionary must have been loaded.  Errors: INPUT; FAILED.
 */
bool lt_dictionary_read (LtDictionary *dictionary, const char *input, size_t min_bytes,
                         const LtPiece **pieces_out, size_t *n_pieces_out,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDictionary, lt_dictionary_free)

G_END_DECLS
