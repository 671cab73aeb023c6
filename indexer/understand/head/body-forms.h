/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * body-forms.h: "Styringsgruppen" or "Styringsgruppa", "Arbeidsutvalget" or
 * "Arbeidsutvalet": the registers know one name, the document writes another.  Private to
 * bodies.c.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_body_form_dup_written: @body in that of its forms that @lines have most often; as it
 * is where they have neither.  (transfer full) */
char *gf_body_form_dup_written (const GfLines *lines, const char *body);
