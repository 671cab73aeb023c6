/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trouble.h: what is wrong with a question that cannot be answered.
 *
 * Such an error is a GF_QUERY_ERROR_PARAMETER of index.h like others: its message is
 * English, begins with 'q' and says at which character.  Beside it the error carries a
 * word for programs, the character, and the same sentence in bokmål, for people.  Other
 * errors have none of the three.
 */
#pragma once

#include "query/index.h"

/* What the reason may be. */
#define GF_TROUBLE_TOO_LONG "too-long" /* more bytes than a question may have */
#define GF_TROUBLE_TOO_MANY_WORDS "too-many-words" /* or values */
#define GF_TROUBLE_TOO_MANY_STARS "too-many-stars" /* words that end in one */
#define GF_TROUBLE_TOO_DEEP "too-deep"             /* parentheses inside each other */
#define GF_TROUBLE_NO_WORD "no-word"               /* signs only */
#define GF_TROUBLE_NO_VALUE "no-value"             /* one that its field cannot have */

/*
 * gf_trouble_set: @error as said above.
 * @reason: one of those above; kept
 * @character: of the question, from 1; 0 where it is the whole of it
 * @english, @norwegian: (transfer full): what is wrong and what to do, without the
 *   parameter's name and the character; @norwegian is a sentence
 */
void gf_trouble_set (GError **error, const char *reason, unsigned character,
                     char *english, char *norwegian);

/* gf_trouble_get_reason: Returns: (transfer none): NULL where @error has none. */
const char *gf_trouble_get_reason (const GError *error);

/* gf_trouble_get_character: from 1; 0 where @error points at none. */
unsigned gf_trouble_get_character (const GError *error);

/* gf_trouble_get_norwegian: Returns: (transfer none): NULL where @error has none. */
const char *gf_trouble_get_norwegian (const GError *error);
