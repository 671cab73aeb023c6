/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/number-private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define THOUSANDS_SEPARATOR "\302\240"
/* Beyond these digits a double says nothing. */
#define MAX_WHOLE 1e15
#define MAX_DECIMALS 30
/* Numbers are decimal for those who typed them: 1.005 is stored a little below. */
#define TYPED (1 + 0x1p-50)

/* What the placeholders of a section ask for. */
typedef struct
{
  int n_whole;     /* before the point */
  int n_zeros;     /* of these, that show a zero too */
  int n_decimals;  /* after it */
  int n_certain;   /* of these, as n_zeros */
  int n_thousands; /* by so many thousands is the number too large */
  int n_percents;
  bool is_grouped;
  bool has_exponent;
  bool is_fraction; /* "# ?/?" */
  bool is_general;
} Shape;

static void
append_with_comma (GString *out, const char *number)
{
  for (const char *p = number; *p != '\0'; p++)
    g_string_append_c (out, *p == '.' ? ',' : *p);
}

static void
append_general (GString *out, double value)
{
  char number[64];

  if (fabs (value) < MAX_WHOLE && value == floor (value))
    g_snprintf (number, sizeof number, "%.0f", value + 0.0);
  else
    g_ascii_formatd (number, sizeof number, "%.10g", value);
  append_with_comma (out, number);
}

static void
note_digit (Shape *shape, char digit, bool is_after_point)
{
  if (is_after_point)
    {
      shape->n_decimals++;
      if (digit == '0')
        shape->n_certain = shape->n_decimals;
      return;
    }
  /* A comma between two placeholders groups, behind the last it divides. */
  shape->is_grouped = shape->is_grouped || shape->n_thousands > 0;
  shape->n_thousands = 0;
  shape->n_whole++;
  if (digit == '0' || shape->n_zeros > 0)
    shape->n_zeros++;
}

static Shape
measure (const GfNumberSection *section)
{
  Shape shape = { 0 };
  bool is_after_point = false;

  for (guint i = 0; i < section->tokens->len; i++)
    {
      const GfNumberToken *token = &g_array_index (section->tokens, GfNumberToken, i);
      char c = *token->text;

      if (token->kind == GF_NUMBER_DIGIT && !shape.has_exponent)
        note_digit (&shape, c, is_after_point);
      else if (token->kind == GF_NUMBER_SIGN && c == '.')
        is_after_point = true;
      else if (token->kind == GF_NUMBER_SIGN && c == ',' && shape.n_whole > 0)
        shape.n_thousands++;
      else if (token->kind == GF_NUMBER_SIGN && c == '%')
        shape.n_percents++;
      else if (token->kind == GF_NUMBER_SLASH)
        shape.is_fraction = true;
      shape.has_exponent = shape.has_exponent || token->kind == GF_NUMBER_EXPONENT;
      shape.is_general = shape.is_general || token->kind == GF_NUMBER_GENERAL;
    }
  shape.n_decimals = MIN (shape.n_decimals, MAX_DECIMALS);
  return shape;
}

/* "1234.50" of the number, without its sign, with as many digits as are shown. */
static char *
round_to_shape (const Shape *shape, double value)
{
  char *number = g_strdup_printf ("%.*f", shape->n_decimals, value * TYPED);
  char *point = strpbrk (number, ".,");

  if (point == NULL)
    return number;
  char *end = point + strlen (point);
  while (end - point - 1 > shape->n_certain && end[-1] == '0')
    *--end = '\0';
  return number;
}

/* The placeholders before the point, from the first: it has all digits that there are no
   other placeholders for. */
static void
append_whole (GString *out, const Shape *shape, const char *whole, int place)
{
  int n_digits = strcmp (whole, "0") == 0 ? 0 : (int) strlen (whole);
  int left = shape->n_whole - place; /* placeholders from this on */
  int begin = place == 0 ? MAX (n_digits, left) : left;

  for (int i = begin; i >= left; i--)
    {
      if (i <= n_digits)
        g_string_append_c (out, whole[n_digits - i]);
      else if (i <= shape->n_zeros)
        g_string_append_c (out, '0');
      else
        continue;
      if (shape->is_grouped && i > 1 && (i - 1) % 3 == 0)
        g_string_append (out, THOUSANDS_SEPARATOR);
    }
}

static void
append_shaped (GString *out, const GfNumberSection *section, const Shape *shape,
               double value)
{
  g_autofree char *number = round_to_shape (shape, value);
  char *point = strpbrk (number, ".,");
  const char *decimals = point != NULL ? point + 1 : "";
  bool is_after_point = false;
  int place = 0;

  if (point != NULL)
    *point = '\0';
  for (guint i = 0; i < section->tokens->len; i++)
    {
      const GfNumberToken *token = &g_array_index (section->tokens, GfNumberToken, i);

      if (token->kind == GF_NUMBER_LITERAL || *token->text == '%')
        g_string_append (out, token->text);
      else if (token->kind == GF_NUMBER_DIGIT && !is_after_point)
        append_whole (out, shape, number, place++);
      else if (token->kind == GF_NUMBER_SIGN && *token->text == '.' && !is_after_point)
        {
          is_after_point = true;
          if (*decimals != '\0')
            g_string_append_printf (out, ",%s", decimals);
        }
    }
}

/* Literals stand, digits are written by @number where the first placeholder is. */
static void
append_around (GString *out, const GfNumberSection *section, const char *number)
{
  bool is_written = false;

  for (guint i = 0; i < section->tokens->len; i++)
    {
      const GfNumberToken *token = &g_array_index (section->tokens, GfNumberToken, i);

      if (token->kind == GF_NUMBER_DIGIT || token->kind == GF_NUMBER_GENERAL)
        {
          if (!is_written)
            append_with_comma (out, number);
          is_written = true;
        }
      else if (token->kind == GF_NUMBER_LITERAL)
        g_string_append (out, token->text);
    }
}

static void
append_exponent (GString *out, const GfNumberSection *section, const Shape *shape,
                 double value)
{
  g_autofree char *number = g_strdup_printf ("%.*E", shape->n_decimals, value);

  append_around (out, section, g_strdelimit (number, ".", ','));
}

void
gf_number_write_digits (GString *out, const GfNumberSection *section, double value)
{
  if (section == NULL)
    {
      append_general (out, value);
      return;
    }
  Shape shape = measure (section);
  double scaled
      = fabs (value) * pow (100, shape.n_percents) / pow (1000, shape.n_thousands);
  bool has_digits = shape.n_whole + shape.n_decimals > 0;

  /* A section of nothing but text shows that and no number; "@" is any number as it is.
   */
  if (value < 0 && (has_digits || shape.is_general))
    g_string_append_c (out, '-');
  if (shape.is_general || shape.is_fraction)
    {
      g_autoptr (GString) number = g_string_new (NULL);
      append_general (number, fabs (value));
      append_around (out, section, number->str);
    }
  else if (shape.has_exponent)
    append_exponent (out, section, &shape, scaled);
  else if (section->tokens->len > 0
           && *g_array_index (section->tokens, GfNumberToken, 0).text == '@')
    append_general (out, value);
  else
    append_shaped (out, section, &shape, scaled);
}
