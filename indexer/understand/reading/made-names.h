/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * made-names.h: names of places and organs that no register has, as they are written:
 * "Asker og Bærum", "MIDT-BUSKERUD", the place of "Elvadalsrådet".
 *
 * An index is of a word of the words that were made of the text.  A name is of at most
 * six words.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/words.h"
#include "indexer/understand/reading/registers.h"

/* Whether the word ends with @ending, folded, and is more than two bytes longer. */
bool gf_made_name_ends (const GfWords *words, size_t index, const char *ending);

/* Whether there is such a word, and it begins with a capital. */
bool gf_made_name_is_capital (const char *text, const GfWords *words, size_t index);

/* Whether @between is all that stands between the word and the next. */
bool gf_made_name_is_gap (const char *text, const GfWords *words, size_t index,
                          const char *between);

/* gf_made_name_dup: the word with a capital first; the rest as written unless all are
 * capitals.  Returns: (transfer full) */
char *gf_made_name_dup (const char *text, const GfWords *words, size_t index);

/* gf_made_name_take_down: "NORE OG UVDAL" as "Nore og Uvdal"; what is not in capitals
 * throughout, and the legal forms, as written.  @name: (transfer full).  Returns:
 * (transfer full) */
char *gf_made_name_take_down (char *name);

/* gf_made_name_dup_ending_at: the name whose last word it is.  (transfer full) */
char *gf_made_name_dup_ending_at (const GfRegisters *registers, const char *text,
                                  const GfWords *words, size_t index);

/* gf_made_name_dup_starting_at: the name whose first word it is.  (transfer full) */
char *gf_made_name_dup_starting_at (const char *text, const GfWords *words, size_t index);

/* gf_made_name_dup_with_half: the word, with "Østre" or another half of a name before it.
 * (transfer full) */
char *gf_made_name_dup_with_half (const char *text, const GfWords *words, size_t index);

/* gf_made_name_is_half: "Nedre", "Øvre": half of a name. */
bool gf_made_name_is_half (const GfWords *words, size_t index);

/* gf_made_name_dup_unspaced: "S A N D F J E L L   K O M M U N E" as "SANDFJELL KOMMUNE".
 * (transfer full) (nullable): NULL where @text is not set like that */
char *gf_made_name_dup_unspaced (const char *text, size_t length);

/* gf_made_name_dup_place: what is left of @name, which ends with @ending, without it and
 * the joint before it.  (transfer full) */
char *gf_made_name_dup_place (const char *name, const char *ending);
