/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * owner-words.h: words beside the name of whose paper it is.  An index is of a word of
 * the words that were made of the text.  Private to owners.c.
 */
#pragma once

#include "indexer/understand/reading/words.h"

/* gf_owner_is_organ: whether it is what an organ of a municipality is called; those of a
 * region only meet in one. */
bool gf_owner_is_organ (const GfWords *words, size_t index);

/* gf_owner_ends_phrase: whether nothing of the sentence follows it. */
bool gf_owner_ends_phrase (const char *text, const GfWords *words, size_t index);

/* gf_owner_is_building: "Formannskapet i Herredshuset": where it meets. */
bool gf_owner_is_building (const GfWords *words, size_t index);

/* gf_owner_length_before_dash: "Varlia formannskap - møte nr. 4/2018": bytes before the
 * dash or the parenthesis. */
size_t gf_owner_length_before_dash (const char *text, size_t length);
