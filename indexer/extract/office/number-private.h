/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * number-private.h: a format code taken apart; shared by number-*.c.
 */
#pragma once

#include "indexer/extract/office/number-format.h"

typedef enum
{
  GF_NUMBER_LITERAL,
  GF_NUMBER_GENERAL,
  GF_NUMBER_DIGIT, /* "0", "#", "?" */
  GF_NUMBER_SIGN,  /* ".", ",", "%", "@" */
  GF_NUMBER_SLASH, /* between parts of a date what the place has there; of a fraction */
  GF_NUMBER_EXPONENT, /* "E+" */
  GF_NUMBER_DATE,     /* "yyyy", "m", "ss" */
  GF_NUMBER_ELAPSED,  /* "h", "m", "s": all of them, not those beyond the next greater */
  GF_NUMBER_HALF_DAY  /* "AM/PM" */
} GfNumberTokenKind;

typedef struct
{
  GfNumberTokenKind kind;
  char *text;
} GfNumberToken;

typedef struct
{
  GArray *tokens;        /* of GfNumberToken */
  const char *condition; /* "<="; NULL for none */
  double limit;
} GfNumberSection;

/* @section: NULL for General. */
void gf_number_write_digits (GString *out, const GfNumberSection *section, double value);
void gf_number_write_date (GString *out, const GfNumberSection *section, double value,
                           bool is_1904);
