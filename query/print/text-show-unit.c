/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case or section of a shown document as text. */
#include "query/print/text-private.h"

#include <string.h>

#include "query/json.h"

#define INDENT "    "

static const char *
part_label (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *label;
  } labels[] = { { "discussion", "drøfting" },
                 { "proposal", "forslag" },
                 { "decision", "vedtak" },
                 { "vote", "avstemning" } };

  for (size_t i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].kind, kind) == 0)
      return labels[i].label;
  return kind;
}

/* "[vedtak, «Konklusjon», side 4]" */
static void
put_part_head (GString *out, const json_t *part)
{
  const char *label = gf_json_string (part, "label");
  json_int_t page = gf_json_number (part, "page");

  g_string_append_printf (out, "[%s", part_label (gf_json_string (part, "kind")));
  if (label != NULL)
    {
      g_string_append (out, ", «");
      gf_text_put (out, label);
      g_string_append (out, "»");
    }
  if (page > 0)
    g_string_append_printf (out, ", side %" JSON_INTEGER_FORMAT, page);
  g_string_append (out, "]\n");
}

/* Whether @line is @label and no more than marks and blanks. */
static bool
is_label_line (const char *line, const char *label)
{
  g_autofree char *bare = g_strdelimit (g_strdup (line), "*:.#_", ' ');
  g_autofree char *said = g_strdelimit (g_strdup (label), "*:.#_", ' ');

  return strcmp (g_strstrip (bare), g_strstrip (said)) == 0;
}

/* What stands between two parts; @label (nullable) of the one that follows is said with
   that. */
static void
put_between (GString *out, const char *from, const char *to, const char *label)
{
  g_autofree char *text = g_strstrip (g_strndup (from, (gsize) (to - from)));
  char *last = strrchr (text, '\n');
  char *line = last != NULL ? last + 1 : text;

  if (label != NULL && is_label_line (line, label))
    *(last != NULL ? last : text) = '\0';
  /* Marks of emphasis may be left between two parts. */
  if (!is_label_line (text, ""))
    gf_text_put_lines (out, text, "");
}

/* The text as it stands, each part of it under what it was taken for: parts are word for
   word of the text, in its order. */
static void
put_text (GString *out, const json_t *unit)
{
  const char *text = gf_json_string (unit, "text");
  const char *at = text != NULL ? text : "";
  size_t i;
  json_t *part;

  json_array_foreach (json_object_get (unit, "parts"), i, part)
  {
    const char *words = gf_json_string (part, "text");
    const char *found = words != NULL ? strstr (at, words) : NULL;

    if (found == NULL)
      continue;
    put_between (out, at, found, gf_json_string (part, "label"));
    put_part_head (out, part);
    gf_text_put_lines (out, words, INDENT);
    at = found + strlen (words);
  }
  put_between (out, at, at + strlen (at), NULL);
}

static void
put_votes (GString *out, bool *is_first, const json_t *votes)
{
  if (votes == NULL)
    return;
  const json_t *in_favour = json_object_get (votes, "for");
  const json_t *against = json_object_get (votes, "against");
  g_autofree char *text = NULL;

  /* What is not told of one side is not none. */
  if (in_favour != NULL && against != NULL)
    text = g_strdup_printf ("%" JSON_INTEGER_FORMAT " mot %" JSON_INTEGER_FORMAT
                            " stemmer",
                            json_integer_value (in_favour), json_integer_value (against));
  else
    text = g_strdup_printf ("%" JSON_INTEGER_FORMAT " %s",
                            json_integer_value (in_favour != NULL ? in_favour : against),
                            in_favour != NULL ? "stemte for" : "stemte mot");
  gf_text_put_item (out, is_first, text);
}

/* "lest av «Vedtak»: «Saken utsettes.»" */
static void
put_evidence (GString *out, bool *is_first, const json_t *decision)
{
  const char *label = gf_json_string (decision, "label");
  const char *evidence = gf_json_string (decision, "evidence");

  if (label == NULL && evidence == NULL)
    return;
  gf_text_put_item (out, is_first, "");
  g_string_append (out, "lest av ");
  if (label != NULL)
    {
      g_string_append (out, "«");
      gf_text_put (out, label);
      g_string_append (out, evidence != NULL ? "»: " : "»");
    }
  if (evidence == NULL)
    return;
  g_string_append (out, "«");
  gf_text_put (out, evidence);
  g_string_append (out, "»");
}

/* What became of it, and what shows that. */
static void
put_decision (GString *out, const json_t *decision)
{
  bool is_first = true;

  g_string_append (out, INDENT "[");
  gf_text_put_outcome (out, &is_first, decision);
  put_evidence (out, &is_first, decision);
  put_votes (out, &is_first, json_object_get (decision, "votes"));
  g_string_append (out, is_first ? "utfallet er ukjent]\n" : "]\n");
}

/* "Referat 14. juni, 14.06.2019": the document that something stands in. */
static void
put_source (GString *out, const char *title, const char *date)
{
  bool is_first = true;

  g_string_append (out, " (");
  gf_text_put_item (out, &is_first, title);
  if (date != NULL)
    {
      gf_text_put_item (out, &is_first, "");
      gf_text_put_date (out, date);
    }
  g_string_append_c (out, ')');
}

static void
put_reference (GString *out, const json_t *reference)
{
  const json_t *target = json_object_get (reference, "target");
  const char *title = gf_json_string (target, "title");
  const char *of = gf_json_string (target, "document_title");

  g_string_append (out, INDENT);
  gf_text_put (out, gf_json_string (reference, "text"));
  g_string_append (out, " → ");
  if (target == NULL)
    g_string_append (out, "ikke funnet i samlingen");
  else if (title != NULL)
    {
      gf_text_put (out, title);
      put_source (out, of, gf_json_string (target, "date"));
    }
  else
    {
      gf_text_put (out, of != NULL ? of : gf_json_string (target, "path"));
      put_source (out, gf_json_string (target, "body"), gf_json_string (target, "date"));
    }
  g_string_append_c (out, '\n');
}

static void
put_references (GString *out, const json_t *references)
{
  size_t i;
  json_t *reference;

  if (json_array_size (references) > 0)
    g_string_append (out, "Viser til:\n");
  json_array_foreach ((json_t *) references, i, reference) put_reference (out, reference);
}

static void
put_referring (GString *out, const json_t *one)
{
  const char *number = gf_json_string (one, "case");
  const char *prefix = gf_json_string (one, "prefix");
  const char *title = gf_json_string (one, "title");

  g_string_append (out, INDENT);
  if (number != NULL)
    {
      g_string_append (out, "Sak ");
      gf_text_put (out, prefix);
      g_string_append (out, prefix != NULL ? " " : "");
      gf_text_put (out, number);
      g_string_append_c (out, ' ');
    }
  gf_text_put (out, title);
  put_source (out, gf_json_string (one, "document_title"), gf_json_string (one, "date"));
  g_string_append_c (out, '\n');
}

void
gf_text_put_referred_by (GString *out, const json_t *referred_by)
{
  size_t i;
  json_t *one;

  if (json_array_size (referred_by) > 0)
    g_string_append (out, "Vist til fra:\n");
  json_array_foreach ((json_t *) referred_by, i, one) put_referring (out, one);
}

static void
put_follow_ups (GString *out, const json_t *follow_ups)
{
  size_t i;
  json_t *one;

  if (json_array_size (follow_ups) > 0)
    g_string_append (out, "Frister:\n");
  json_array_foreach ((json_t *) follow_ups, i, one)
  {
    g_string_append (out, INDENT);
    gf_text_put_date (out, gf_json_string (one, "due"));
    g_string_append (out, ": ");
    gf_text_put (out, gf_json_string (one, "text"));
    g_string_append_c (out, '\n');
  }
}

void
gf_text_put_unit (GString *out, const json_t *unit, const GfTextStyle *style)
{
  const json_t *decision = json_object_get (unit, "decision");
  const char *archive = gf_json_string (unit, "archive");
  json_int_t page = gf_json_number (unit, "page");

  g_string_append (out, style->is_terminal ? "\n\033[1m" : "\n");
  gf_text_put_case (out, unit, NULL);
  g_string_append (out, style->is_terminal ? "\033[0m" : "");
  if (page > 0)
    {
      g_autofree char *where = gf_text_dup_page (unit, page);
      g_string_append (out, " (");
      gf_text_put (out, where);
      g_string_append_c (out, ')');
    }
  g_string_append_c (out, '\n');
  put_text (out, unit);
  if (decision != NULL)
    put_decision (out, decision);
  if (archive != NULL)
    {
      g_string_append (out, "Arkivsak: ");
      gf_text_put (out, archive);
      g_string_append_c (out, '\n');
    }
  put_references (out, json_object_get (unit, "references"));
  gf_text_put_referred_by (out, json_object_get (unit, "referred_by"));
  put_follow_ups (out, json_object_get (unit, "follow_ups"));
}
