/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * nearest.h: what somebody probably meant who misspelt a name.
 */
#pragma once

#include <glib.h>

/* Longer names are near nothing: what is compared is bounded. */
#define GF_NEAREST_MAX_BYTES 64

/*
 * gf_nearest: the one of @known that @name is made into by the fewest changes of one byte
 * (put in, left out, another) and swaps of two beside each other; the first of several.
 * @known: NULL-terminated
 * Returns: (transfer none): NULL where none is within a third of @name's length.
 */
const char *gf_nearest (const char *name, const char *const *known);
