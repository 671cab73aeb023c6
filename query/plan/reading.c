/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/reading.h"

#include <math.h>
#include <string.h>

#include "query/json.h"

static const struct
{
  const char *key;   /* in JSON */
  const char *label; /* in bokmål, before the list */
} kinds[GF_N_READINGS] = {
  [GF_READING_FORMS] = { "forms", NULL },
  [GF_READING_COMPOUNDS] = { "compounds", "i sammensetninger" },
  [GF_READING_PARTS] = { "parts", "leddene hver for seg" },
  [GF_READING_KIN] = { "kin", "i slekt" },
  [GF_READING_NAMES] = { "names", "andre navn" },
  [GF_READING_SPELLINGS] = { "spellings", "lest som" },
};

GfReading *
gf_reading_new (const char *word)
{
  GfReading *reading = g_new0 (GfReading, 1);

  reading->word = g_strdup (word);
  for (size_t i = 0; i < GF_N_READINGS; i++)
    reading->lists[i] = g_ptr_array_new_with_free_func (g_free);
  return reading;
}

void
gf_reading_free (GfReading *reading)
{
  if (reading == NULL)
    return;
  for (size_t i = 0; i < GF_N_READINGS; i++)
    g_ptr_array_unref (reading->lists[i]);
  g_free (reading->word);
  g_free (reading);
}

void
gf_reading_add (GfReading *reading, GfReadingKind kind, const char *text)
{
  GPtrArray *list = reading->lists[kind];

  if (g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
    return;
  if (list->len < GF_READING_MAX)
    g_ptr_array_add (list, g_strdup (text));
  else
    reading->n_more[kind]++;
}

static void
append_list (GString *out, const GfReading *reading, GfReadingKind kind)
{
  const GPtrArray *list = reading->lists[kind];

  for (unsigned i = 0; i < list->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (list, i));
  if (reading->n_more[kind] > 0)
    g_string_append_printf (out, " og %u til", reading->n_more[kind]);
  if (reading->weights[kind] == 0)
    return;

  /* A decimal comma, whatever the locale. */
  int tenths = (int) lround (reading->weights[kind] * 10);
  g_string_append_printf (out, " (vekt %d,%d)", tenths / 10, tenths % 10);
}

char *
gf_reading_sentence (const GfReading *reading)
{
  GString *out = g_string_new (NULL);
  const char *separator = ": ";

  g_string_append_printf (out, "«%s»", reading->word);
  for (GfReadingKind kind = 0; kind < GF_N_READINGS; kind++)
    {
      if (reading->lists[kind]->len == 0)
        continue;
      g_string_append (out, separator);
      if (kinds[kind].label != NULL)
        g_string_append_printf (out, "%s: ", kinds[kind].label);
      append_list (out, reading, kind);
      separator = "; ";
    }
  if (strcmp (separator, ": ") == 0)
    g_string_append (out, " finnes ikke i indeksen");
  g_string_append_c (out, '.');
  return g_string_free (out, FALSE);
}

static json_t *
list_json (const GfReading *reading, GfReadingKind kind)
{
  json_t *words = json_array ();
  json_t *object = json_object ();

  for (unsigned i = 0; i < reading->lists[kind]->len; i++)
    json_array_append_new (words,
                           json_string (g_ptr_array_index (reading->lists[kind], i)));
  json_object_set_new (object, "words", words);
  if (reading->n_more[kind] > 0)
    json_object_set_new (object, "more", json_integer (reading->n_more[kind]));
  if (reading->weights[kind] > 0)
    json_object_set_new (object, "weight", json_real (reading->weights[kind]));
  return object;
}

json_t *
gf_reading_json (const GfReading *reading)
{
  json_t *object = json_object ();

  gf_json_set_string (object, "word", reading->word);
  for (GfReadingKind kind = 0; kind < GF_N_READINGS; kind++)
    if (reading->lists[kind]->len > 0)
      json_object_set_new (object, kinds[kind].key, list_json (reading, kind));
  return object;
}
