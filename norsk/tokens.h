/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tokens.h: text into words.
 *
 * A word is a run of letters, digits and combining marks; everything else parts words, so
 * that "27-samarbeid" is 27 and samarbeid, "Asker- og Bærum" is asker, og and bærum,
 * "14/23" is 14 and 23, "2.1" is 2 and 1.  An apostrophe between letters parts too.  The
 * form is lower case, NFC, with accents taken off (é, ò, ô, ä, ü, š ...) except from å,
 * which is a letter, as are æ and ø; ligatures (fi) are resolved, soft hyphens and
 * zero-width characters passed over.  No globals, no locale: the same in every thread.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct
{
  size_t start;     /* bytes into the text: where the word stands in it ... */
  size_t end;       /* ... and where it ends (one past) */
  bool glued;       /* only one character, no white space (a hyphen, a slash, a point, @),
                       stands between this word and the one before: "27-samarbeid" */
  const char *form; /* the word, folded; valid until the next call on the same reader */
} GfToken;

typedef struct GfTokens GfTokens;

/*
 * gf_tokens_new: a reader over @text, which must be valid UTF-8 and outlive it.
 * @length: in bytes, -1 for NUL-terminated
 */
GfTokens *gf_tokens_new (const char *text, gssize length);
void gf_tokens_free (GfTokens *tokens);

/* The next word; false at the end.  Words over GF_WORD_MAX_BYTES are given too. */
bool gf_tokens_next (GfTokens *tokens, GfToken *token_out);

/*
 * gf_tokens_is_hyphenated: whether a hyphen (U+002D, U+2010, U+2011) between two letters,
 * and nothing else, ties the word last given to the one before: "e-helse", not
 * "27-samarbeid" and not "Asker- og".  The index holds such words joined too, see
 * indexer/extract/postings/postings.h.
 */
bool gf_tokens_is_hyphenated (const GfTokens *tokens);

/*
 * gf_tokens_fold: @word folded as a token is, without being parted.
 * Returns: (transfer full).
 */
char *gf_tokens_fold (const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfTokens, gf_tokens_free)
