/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * charset.h: bytes of text in an unknown encoding made UTF-8.
 *
 * Does its own conversions: iconv would open its modules by name, which the sandbox
 * forbids.  Knows UTF-8, UTF-16, CP1252 (and with it Latin-1, whose bytes 0x80 to 0x9f no
 * text uses), Mac Roman and CP850, which are told apart by what gives Norwegian words.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * gf_charset_decode: @bytes as UTF-8, NULs left out.
 *
 * A byte order mark decides; then zero bytes in every other place mean UTF-16; then bytes
 * that are UTF-8, all or nearly all, are UTF-8 (a stray byte among them is read as
 * CP1252); and of what is left gf_charset_guess () tells the encoding.  What a file says
 * of it is not asked: it is wrong too often, and where it is right the bytes say the
 * same. Returns: (transfer full): never NULL; valid UTF-8.
 */
char *gf_charset_decode (const uint8_t *bytes, size_t length);

/*
 * gf_charset_decode_as: the same where @label ("iso-8859-1"; (nullable)) comes from a
 * mail, which must say it and is short: taken at its word unless the bytes are UTF-8, or
 * the label is none that is known.
 */
char *gf_charset_decode_as (const char *label, const uint8_t *bytes, size_t length);

/*
 * gf_charset_is_text: whether @bytes, the start of a file, look like text in one of the
 * encodings above, where libmagic says only "data": a control character here and there is
 * let pass.
 */
bool gf_charset_is_text (const uint8_t *bytes, size_t length);
