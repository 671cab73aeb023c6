/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/sketch.h"

#include <string.h>

#include "common/schema.h"

/*
 * Bands of values that versions meet by: so many, each of so many values.  Texts with 0.1
 * in common share a band in 2 of 100 pairs, with 0.4 in 80, with 0.5 in 96; those with
 * the same title meet by that.
 */
#define BANDS 24u
#define VALUES_A_BAND 3u
G_STATIC_ASSERT (BANDS *VALUES_A_BAND <= GF_SIGNATURE_VALUES);

/* How much two texts must have in common: under one title; at all; where nothing else but
   the year speaks for it; where nothing else does. */
#define LEAST_UNDER_ONE_TITLE 0.25
#define LEAST 0.4
#define LEAST_OF_ONE_YEAR 0.6
#define LEAST_ALONE 0.9

/* Of what a key or a term is the digest of. */
#define KEY_DIGITS 24
#define FULL_DATE 10

/* Of records, in the order of schema.h. */
enum
{
  HEAD_ID = 0,
  HEAD_TYPE = 3,
  HEAD_BODY = 4,
  HEAD_REGION = 5,
  HEAD_DATE = 6
};

static char *
digest (const char *of)
{
  char *whole = g_compute_checksum_for_string (G_CHECKSUM_SHA256, of, -1);

  whole[KEY_DIGITS] = '\0';
  return whole;
}

static bool
is_paper (const GfSketch *sketch)
{
  return sketch->type == GF_TYPE_MINUTES || sketch->type == GF_TYPE_AGENDA
         || sketch->type == GF_TYPE_CASE_PAPER;
}

/* A body's name alone says too little: there is a formannskap everywhere. */
static char *
dup_meeting (const GfSketch *sketch)
{
  if (!is_paper (sketch) || *sketch->region == '\0' || *sketch->body == '\0'
      || strlen (sketch->date) != FULL_DATE)
    return NULL;

  g_autofree char *region = gf_schema_filter_term ("", sketch->region);
  g_autofree char *body = gf_schema_filter_term ("", sketch->body);
  g_autofree char *meeting = g_strdup_printf ("%s\n%s\n%s", region, body, sketch->date);
  g_autofree char *key = digest (meeting);
  return g_strconcat ("m", key, NULL);
}

GfSketch *
gf_sketch_new (GVariant *stored)
{
  GfSketch *sketch = g_new0 (GfSketch, 1);
  g_autoptr (GVariant) head = g_variant_get_child_value (stored, 0);
  g_autoptr (GVariant) packed = g_variant_get_child_value (stored, 3);
  g_autoptr (GBytes) signature = g_variant_get_data_as_bytes (packed);
  guchar type;

  g_variant_get_child (head, HEAD_ID, "s", &sketch->id);
  g_variant_get_child (head, HEAD_TYPE, "y", &type);
  g_variant_get_child (head, HEAD_BODY, "s", &sketch->body);
  g_variant_get_child (head, HEAD_REGION, "s", &sketch->region);
  g_variant_get_child (head, HEAD_DATE, "s", &sketch->date);
  sketch->type = type <= GF_TYPE_LAST ? type : GF_TYPE_OTHER;
  sketch->meeting = dup_meeting (sketch);
  sketch->signature
      = g_bytes_get_size (signature) > 0 ? gf_signature_unpack (signature) : NULL;
  return sketch;
}

void
gf_sketch_free (GfSketch *sketch)
{
  if (sketch == NULL)
    return;
  g_free (sketch->id);
  g_free (sketch->region);
  g_free (sketch->body);
  g_free (sketch->date);
  g_free (sketch->meeting);
  gf_signature_free (sketch->signature);
  g_free (sketch);
}

static void
add_term (GPtrArray *terms, const char *of)
{
  g_autofree char *key = digest (of);

  /* Half of it: a meeting by chance is only looked at. */
  key[KEY_DIGITS / 2] = '\0';
  g_ptr_array_add (terms, g_strconcat (GF_TERM_ALIKE, key, NULL));
}

static void
add_bands (GPtrArray *terms, const GfSketch *sketch)
{
  const uint16_t *values = sketch->signature->values;

  for (unsigned i = 0; i < BANDS; i++, values += VALUES_A_BAND)
    {
      g_autofree char *band = g_strdup_printf ("%s\n%u %x %x %x", sketch->region, i,
                                               values[0], values[1], values[2]);

      add_term (terms, band);
    }
}

GPtrArray *
gf_sketch_list_terms (const GfSketch *sketch)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (g_free);
  const GfSignature *signature = sketch->signature;

  if (sketch->meeting != NULL)
    {
      g_ptr_array_add (terms, g_strconcat (GF_TERM_ALIKE, sketch->meeting, NULL));
      return terms;
    }
  if (signature == NULL || !signature->has_values)
    return terms;
  add_bands (terms, sketch);
  if (*signature->name != '\0')
    {
      g_autofree char *title
          = g_strdup_printf ("%s\n%s", sketch->region, signature->name);

      add_term (terms, title);
    }
  return terms;
}

static bool
is_same_day (const GfSketch *one, const GfSketch *other)
{
  return strlen (one->date) == FULL_DATE && g_str_equal (one->date, other->date);
}

/* A strategy does not come twice in a year; a report, a note may. */
static bool
lasts (const GfSketch *sketch)
{
  return sketch->type == GF_TYPE_STRATEGY || sketch->type == GF_TYPE_PLAN
         || sketch->type == GF_TYPE_AGREEMENT;
}

/* Where no title says a period for both, and no word that there are versions. */
static double
least_by_date (const GfSketch *one, const GfSketch *other, double least)
{
  if (*one->date == '\0' || *other->date == '\0')
    return LEAST_ALONE;
  if (is_same_day (one, other))
    return least;
  if (lasts (one) && lasts (other) && strncmp (one->date, other->date, 4) == 0)
    return LEAST_OF_ONE_YEAR;
  return 2;
}

/* More than any two texts resemble each other where they are not to be. */
static double
least_resemblance (const GfSketch *one, const GfSketch *other)
{
  const GfSignature *first = one->signature, *second = other->signature;
  bool is_one_title = *first->name != '\0' && g_str_equal (first->name, second->name);
  double least = is_one_title ? LEAST_UNDER_ONE_TITLE : LEAST;

  if (*first->period != '\0' && *second->period != '\0')
    return g_str_equal (first->period, second->period) ? least : 2;
  if (first->is_named || second->is_named)
    return least;
  return least_by_date (one, other, least);
}

bool
gf_sketch_is_version (const GfSketch *one, const GfSketch *other)
{
  if (one->signature == NULL || other->signature == NULL || one->meeting != NULL
      || other->meeting != NULL || is_paper (one) != is_paper (other)
      || !g_str_equal (one->region, other->region))
    return false;

  double resemblance = gf_signature_resemblance (one->signature, other->signature);
  if (is_paper (one))
    return is_same_day (one, other) && resemblance >= LEAST_ALONE;
  return resemblance >= least_resemblance (one, other);
}

/* The date's digits, eight of them: "2011" is before any day of 2011. */
static void
append_date (GString *rank, const char *date)
{
  size_t n = 0;

  for (; *date != '\0' && n < 8; date++)
    if (g_ascii_isdigit (*date))
      {
        g_string_append_c (rank, *date);
        n++;
      }
  for (; n < 8; n++)
    g_string_append_c (rank, '0');
}

char *
gf_sketch_dup_rank (const GfSketch *sketch)
{
  GString *rank = g_string_new (NULL);
  const GfSignature *signature = sketch->signature;

  if (sketch->meeting != NULL)
    g_string_append_c (rank, sketch->type == GF_TYPE_MINUTES  ? '3'
                             : sketch->type == GF_TYPE_AGENDA ? '2'
                                                              : '1');
  g_string_append_printf (rank, "%d",
                          signature != NULL ? (int) signature->stage : GF_STAGE_UNKNOWN);
  append_date (rank, sketch->date);
  g_string_append_printf (rank, "%03d", signature != NULL ? signature->number : 0);
  return g_string_free (rank, FALSE);
}

bool
gf_sketch_stands_for_others (const GfSketch *sketch)
{
  return sketch->meeting == NULL || sketch->type != GF_TYPE_CASE_PAPER;
}
