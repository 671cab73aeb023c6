/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * treatments.h: of whose meeting the passages of a case tell: a case of the council has
 * what the executive committee said and did of it above what the council did.
 *
 * Known by labels ("Behandling i formannskapet 12.02.2021:", "Eldrerådets vedtak") and by
 * the line right above "Enstemmig vedtatt:".  Linear in the passages.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/cases/passages.h"

/* gf_treatments_mark: sets of_other and told_before of the passages, and own_start.
 * @subjects: (nullable): names of the body and the region whose document it is, folded */
void gf_treatments_mark (GfPassages *passages, const char *const *subjects);

/* gf_treatments_dup_body: the stem of the name of a body at word @index, maybe in the
 * genitive: "formannskap" of "formannskapets".  @size_out: its words, 0 for none.
 * Returns: (transfer full) (nullable). */
char *gf_treatments_dup_body (const GfRegisters *registers, const GfWords *words,
                              size_t index, size_t *size_out);

/* gf_treatments_is_own: whether a body of that stem is the one whose document it is, as
 * far as is known. */
bool gf_treatments_is_own (const GfPassages *passages, const char *stem);

/* gf_treatments_tells_of_other: whether line @index begins by telling of a meeting of
 * another body than @subjects: "Formannskapet vedtok ...", "I formannskapet ble ..."
 * Never where the document's own is not known. */
bool gf_treatments_tells_of_other (const GfPassages *passages, size_t index);
