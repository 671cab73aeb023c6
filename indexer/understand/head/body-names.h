/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * body-names.h: names of organs as they are made, beside those that bodies.tsv writes
 * out.
 *
 * An index is of a word of the words that were made of the text.  A name is of at most
 * ten words.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/registers.h"

/* gf_body_name_is_common: whether word @index is of a register of common words: "Andre"
 * before "regionråd" is no place. */
bool gf_body_name_is_common (const GfRegisters *registers, const GfWords *words,
                             size_t index);

/* gf_body_name_dup_council: "Grønheia regionråd", at its last word.  (transfer full)
 * (nullable) */
char *gf_body_name_dup_council (const GfRegisters *registers, const char *text,
                                const GfWords *words, size_t i);

/* gf_body_name_stands: whether word @i, which ends as names of organs do, stands as a
 * name.
 * @by_shape: it does wherever it stands */
bool gf_body_name_stands (bool by_shape, const char *text, const GfWords *words,
                          size_t i);

/* gf_body_name_dup_joined: the name that ends with word @i: "Plan- og miljøutvalget".
 * (transfer full) */
char *gf_body_name_dup_joined (const char *text, const GfWords *words, size_t i);

/* gf_body_name_dup_for: "Utvalg for plan og miljø", from word @i on.  (transfer full)
 * (nullable)
 * @size_out: its words */
char *gf_body_name_dup_for (const char *text, const GfWords *words, size_t i,
                            size_t *size_out);

/* gf_body_name_dup_of_place: "Rådet for Ringeriksregionen", the same way. */
char *gf_body_name_dup_of_place (const char *text, const GfWords *words, size_t i,
                                 size_t *size_out);

/* gf_body_name_dup_stated: all of @text, the value of a key ("Utvalg:"), where it can be
 * a name.  (transfer full) (nullable) */
char *gf_body_name_dup_stated (const char *text, size_t length);

/* gf_body_name_dup_genitive: "Driftsutvalget" of "Driftsutvalgets møte".  (transfer full)
 * (nullable) */
char *gf_body_name_dup_genitive (const char *text, const GfWords *words, size_t i);

/* gf_body_name_dup_legal: "Gjøvikregionen IPR", at its legal form.  (transfer full)
 * (nullable) */
char *gf_body_name_dup_legal (const GfRegisters *registers, const char *text,
                              const GfWords *words, size_t i);
