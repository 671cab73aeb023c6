/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * accept.h: which of what there is a client would rather have (RFC 9110, section 12.5).
 *
 * Reads the headers Accept and Accept-Encoding.  What cannot be read in one of them is
 * passed over: a client that writes nonsense gets what one gets that writes nothing.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/*
 * gf_accept_choose: the place in @offered, of @n media types without parameters, of that
 * which @header likes best; of two alike the first.
 * @header: NULL: everything is liked alike
 * Returns: -1 where none of them will do.
 */
int gf_accept_choose (const char *header, const char *const *offered, size_t n);

/* gf_accept_has_coding: whether @header, of Accept-Encoding, takes @coding ("gzip"):
   names it or "*", and not with a quality of 0.  NULL takes none. */
bool gf_accept_has_coding (const char *header, const char *coding);
