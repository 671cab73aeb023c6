/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * version-words.h: what a title, the name of a file or a short line says of which version
 * of a document it heads: "Klimastrategi 2023–2030, høringsutkast juni 2022" is the
 * hearing version of what is called "klimastrategi", for 2023 to 2030.
 *
 * The words are corpus/registers/version-words.tsv.  A date that follows a word of the
 * stage is that of the version and not of the period.
 */
#pragma once

#include "common/signature.h"
#include "indexer/understand/reading/registers.h"

typedef struct
{
  GfStage stage;
  uint16_t number; /* 0 for none */
  GString *name;   /* the words that are left, lower case, a blank between */
  GString *period; /* years, months and numbers, in their order, a blank between */
} GfVersionWords;

/* @words_out: to be cleared, whatever is found.  At most the first 60 words are read. */
void gf_version_words_read (const GfRegisters *registers, const char *text,
                            GfVersionWords *words_out);
void gf_version_words_clear (GfVersionWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfVersionWords, gf_version_words_clear)
