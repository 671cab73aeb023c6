/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * codepage.h: text in the code pages that old Office files name.
 *
 * Unlike charset.h this goes by what the file says: a byte of a document of 1996 means
 * nothing without.  The tables are in the program, since iconv would open its modules by
 * name.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#define GF_CODEPAGE_WESTERN 1252
#define GF_CODEPAGE_MAC 10000
#define GF_CODEPAGE_UTF16 1200
#define GF_CODEPAGE_UTF8 65001

/* The character of a byte; U+FFFD where the code page has none, or is one of several
 * bytes a character (932, 936, 949, 950).  A page that is not known is 1252. */
gunichar gf_codepage_char (unsigned codepage, uint8_t byte);

/* Appends @bytes as UTF-8, NULs left out; UTF-16 (little end first) and UTF-8 too. */
void gf_codepage_append (GString *out, unsigned codepage, const uint8_t *bytes,
                         size_t length);

/* The code page that a character set of Windows means (\fcharset): 0 where it says
 * nothing. */
unsigned gf_codepage_of_charset (unsigned charset);
