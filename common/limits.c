/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/limits.h"

#include <stddef.h>
#include <string.h>

typedef struct
{
  const char *name;
  size_t offset;
  uint64_t standard;
  uint64_t max;
} Row;

#define ROW(field, name, standard, max)                                                  \
  {                                                                                      \
    name, offsetof (GfLimits, field), standard, max                                      \
  }
static const Row rows[] = {
  ROW (cpu_seconds, "cpu-seconds", 10, 3600),
  ROW (seconds, "seconds", 30, 86400),
  ROW (memory_mb, "memory-mb", 512, 65536),
  ROW (text_mb, "text-mb", 32, 256),
  ROW (pages, "pages", 20000, 1000000),
  ROW (unpacked_mb, "unpacked-mb", 256, 4096),
  ROW (ratio, "ratio", 100, 100000),
  ROW (members, "members", 10000, 1000000),
  ROW (nesting, "nesting", 3, 16),
  ROW (archive_mb, "archive-mb", 4096, 1048576),
  ROW (ocr_pages, "ocr-pages", 500, 20000),
  ROW (ocr_seconds, "ocr-seconds", 30, 600),
};
#undef ROW

static uint64_t *
field (GfLimits *limits, const Row *row)
{
  return (uint64_t *) ((char *) limits + row->offset);
}

static const Row *
find (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].name, name) == 0)
      return &rows[i];
  return NULL;
}

void
gf_limits_init (GfLimits *limits)
{
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    *field (limits, &rows[i]) = rows[i].standard;
}

bool
gf_limits_set (GfLimits *limits, const char *name, uint64_t value)
{
  const Row *row = find (name);

  if (row == NULL || value < 1 || value > row->max)
    return false;
  *field (limits, row) = value;
  return true;
}

uint64_t
gf_limits_max (const char *name)
{
  const Row *row = find (name);

  return row != NULL ? row->max : 0;
}

const char *const *
gf_limits_names (void)
{
  static const char *names[G_N_ELEMENTS (rows) + 1];

  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    names[i] = rows[i].name;
  return names;
}

GVariant *
gf_limits_pack (const GfLimits *limits)
{
  GfLimits copy = *limits;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{st}"));
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    g_variant_builder_add (&builder, "{st}", rows[i].name, *field (&copy, &rows[i]));
  return g_variant_builder_end (&builder);
}

bool
gf_limits_unpack (GfLimits *limits, GVariant *packed)
{
  GVariantIter iter;
  const char *name;
  guint64 value;

  g_variant_iter_init (&iter, packed);
  while (g_variant_iter_next (&iter, "{&st}", &name, &value))
    if (!gf_limits_set (limits, name, value))
      return false;
  return true;
}
