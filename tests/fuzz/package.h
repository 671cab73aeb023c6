/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package.h: a zip out of a text, so that a fuzzer changes what is parsed.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

/*
 * gf_package_make: a line "==NAME" begins the member NAME, which goes on to the next such
 * line or the end; what stands before the first is left out.  Members are stored as they
 * are, with a true checksum.  Returns: (transfer full).
 */
GBytes *gf_package_make (const uint8_t *data, size_t size);
