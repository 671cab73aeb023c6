/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * votes.h: votes as numbers: "vedtatt med 8 mot 3 stemmer", "fall med 3 mot 8 røyster",
 * "mot 2 stemmer", "8 stemmer for og 3 mot".  Private to understand.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * gf_votes_read: the last vote told of in @text.
 * @fell: the proposal lost, so the smaller number was for it
 * Returns: false where none is; then nothing is set.  A side not given is -1.
 */
bool gf_votes_read (const char *text, size_t length, bool fell, int32_t *for_out,
                    int32_t *against_out);
