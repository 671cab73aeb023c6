/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * language.h: bokmål, nynorsk or English, told by their function words.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/reading/registers.h"

typedef struct
{
  uint32_t counts[GF_N_LANGUAGES];
} GfLanguageCount;

/* gf_language_count: adds the words of @text to @count. */
void gf_language_count (const GfRegisters *registers, const char *text,
                        GfLanguageCount *count);

/* gf_language_name: "nb", "nn", "en"; NULL where too little was counted to tell. */
const char *gf_language_name (const GfLanguageCount *count);

/* gf_language_add: @more is counted with @count. */
void gf_language_add (GfLanguageCount *count, const GfLanguageCount *more);

/* gf_language_single: the language nearly all of the counted words are of; NULL where
 * another has its share, or too few were counted. */
const char *gf_language_single (const GfLanguageCount *count);

/* gf_language_allows: whether no word of @count is of another language than @name. */
bool gf_language_allows (const GfLanguageCount *count, const char *name);
