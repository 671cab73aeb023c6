/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * charset-tables.h: what the bytes 0x80 to 0xff are in encodings of one byte a character;
 * 0 where there is no character.  Private to charset.c and charset-guess.c.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef enum
{
  GF_SINGLE_CP1252, /* and with it Latin-1, whose 0x80 to 0x9f no text uses */
  GF_SINGLE_MAC,
  GF_SINGLE_CP850, /* CP437 and CP865 have the letters of Norwegian at the same places */
  GF_N_SINGLES
} GfSingle;

/* gf_charset_single: the character that @byte is in @single; 0 for none. */
gunichar gf_charset_single (GfSingle single, uint8_t byte);

/*
 * gf_charset_guess: the encoding in which @bytes, which are not UTF-8, are likeliest
 * Norwegian.
 *
 * Every byte from 0x80 is judged with its neighbours, in each encoding: letters within
 * words, capitals at their starts, quotes, dashes and the like where they belong speak
 * for it, signs where no one puts them against it.  Where nothing speaks: CP1252.
 */
GfSingle gf_charset_guess (const uint8_t *bytes, size_t length);
