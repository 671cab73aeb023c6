/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/print/text.h"

#include <string.h>

#include "query/question/fields.h"
#include "query/json.h"
#include "query/print/text-private.h"

#define INDENT "    "
#define DECISION_CHARACTERS 200

char *
gf_text_dup_page (const json_t *unit, json_int_t page)
{
  const char *label = gf_json_string (unit, "page_label");

  if (label == NULL || page != gf_json_number (unit, "page"))
    return g_strdup_printf ("side %" JSON_INTEGER_FORMAT, page);
  return g_strdup_printf ("side %s (%" JSON_INTEGER_FORMAT ")", label, page);
}

static void
put_page (GString *out, bool *is_first, const json_t *hit)
{
  json_int_t page = gf_json_number (hit, "snippet_page");

  if (page == 0)
    page = gf_json_number (hit, "page");
  if (page == 0)
    return;
  g_autofree char *text = gf_text_dup_page (hit, page);
  gf_text_put_item (out, is_first, text);
}

/* What was decided, where the snippet does not say it already. */
static void
put_hit_decision (GString *out, const json_t *hit, const GfTextStyle *style)
{
  const json_t *decision = json_object_get (hit, "decision");
  const char *text = gf_json_string (decision, "text");
  const char *label = gf_json_string (decision, "label");
  g_autoptr (GString) beginning = g_string_new (NULL);
  g_autoptr (GString) snippet = g_string_new (NULL);

  if (text == NULL)
    return;
  gf_text_put_beginning (beginning, text, DECISION_CHARACTERS);
  gf_text_put_snippet (snippet, gf_json_string (hit, "snippet"), false);
  if (strstr (snippet->str, beginning->str) != NULL)
    return;
  g_string_append (out, style->is_terminal ? "\n" INDENT "\033[2m" : "\n" INDENT);
  gf_text_put (out, label != NULL ? label : "Utfall");
  g_string_append (out, style->is_terminal ? ":\033[0m " : ": ");
  g_string_append (out, beginning->str);
}

/* What stands behind the hit, and that it is no longer the newest. */
static void
put_versions (GString *out, const json_t *hit)
{
  const json_t *document = json_object_get (hit, "document");
  const json_t *newest = json_array_get (json_object_get (document, "versions"), 0);
  json_int_t n_behind = gf_json_number (hit, "versions");

  if (n_behind > 0)
    g_string_append_printf (out, "\n" INDENT "Bak dette: %lld i andre versjoner",
                            (long long) n_behind);
  if (g_strcmp0 (gf_json_string (newest, "relation"), "newer") != 0)
    return;
  g_string_append (out, "\n" INDENT "Nyere versjon: ");
  gf_text_put (out, gf_json_string (newest, "title"));
  g_string_append (out, " ");
  gf_text_put (out, gf_json_string (newest, "document_id"));
}

static void
put_hit (GString *out, const json_t *hit, long long number, const GfTextStyle *style)
{
  const json_t *document = json_object_get (hit, "document");
  const json_t *best_unit = json_object_get (hit, "best_unit");
  bool is_first = true;

  g_string_append_printf (out, "%2lld. ", number);
  g_string_append (out, style->is_terminal ? "\033[1m" : "");
  gf_text_put_case (out, hit, gf_json_string (document, "title"));
  g_string_append (out, style->is_terminal ? "\033[0m\n" INDENT : "\n" INDENT);
  gf_text_put_outcome (out, &is_first, json_object_get (hit, "decision"));
  gf_text_put_origin (out, &is_first, document);
  put_page (out, &is_first, hit);
  g_string_append (out, is_first ? "" : "\n" INDENT);
  if (best_unit != NULL)
    {
      g_string_append (out, "Best: ");
      gf_text_put_case (out, best_unit, NULL);
      g_string_append (out, "\n" INDENT);
    }
  gf_text_put_snippet (out, gf_json_string (hit, "snippet"), style->is_terminal);
  put_hit_decision (out, hit, style);
  g_string_append (out, "\n" INDENT);
  gf_text_put (out, gf_json_string (document, "path"));
  put_versions (out, hit);
  g_string_append (out, "\n\n");
}

static void
put_hits (GString *out, const json_t *hits, long long offset, const GfTextStyle *style)
{
  size_t i;
  json_t *hit;

  json_array_foreach ((json_t *) hits, i, hit)
      put_hit (out, hit, offset + (long long) i + 1, style);
}

/* What has all of the question but one word, where nothing has all of it. */
static void
put_relaxed (GString *out, const json_t *relaxed, const GfTextStyle *style)
{
  const json_t *hits = json_object_get (relaxed, "hits");

  if (json_array_size (hits) == 0)
    return;
  g_string_append_printf (out, "\nAlle ordene unntatt ett, %lld treff:\n\n",
                          (long long) gf_json_number (relaxed, "total"));
  put_hits (out, hits, 0, style);
}

static void
put_total (GString *out, const json_t *answer)
{
  long long total = gf_json_number (answer, "total");
  long long offset = gf_json_number (answer, "offset");
  long long shown = (long long) json_array_size (json_object_get (answer, "hits"));
  const char *suggestion = gf_json_string (answer, "suggestion");

  if (total == 0)
    g_string_append (out, "Ingen treff.");
  else if (shown == 0)
    g_string_append_printf (out, "%lld treff, ingen av dem vist her.", total);
  else if (shown == total)
    g_string_append_printf (out, "%lld treff.", total);
  else
    g_string_append_printf (out, "%lld treff, viser %lld–%lld.", total, offset + 1,
                            offset + shown);
  if (shown > 0 && offset + shown < total)
    g_string_append_printf (out, " De neste: --offset %lld", offset + shown);
  if (suggestion != NULL)
    {
      g_string_append_c (out, ' ');
      gf_text_put (out, suggestion);
    }
  if (gf_json_number (answer, "older_versions") > 0)
    g_string_append_printf (out, " %lld til i eldre versjoner (--versions all).",
                            (long long) gf_json_number (answer, "older_versions"));
  if (gf_json_number (answer, "match_any_total") > 0)
    g_string_append (out, " Bruk --match any.");
  g_string_append_c (out, '\n');
}

static void
put_list (GString *out, const char *before, const json_t *words)
{
  size_t i;
  json_t *word;

  json_array_foreach (json_object_get (words, "words"), i, word)
  {
    gf_text_put (out, i > 0 ? ", " : before);
    gf_text_put (out, json_string_value (word));
  }
  if (json_array_size (json_object_get (words, "words")) > 0)
    g_string_append (out, ".\n");
}

/* What was searched beside what was asked is always said. */
static void
put_words (GString *out, const json_t *query)
{
  size_t i;
  json_t *word;

  json_array_foreach (json_object_get (query, "words"), i, word)
  {
    g_autofree char *before = g_strdup_printf ("Ingenting har «%s»; lest som ",
                                               gf_json_string (word, "word"));

    put_list (out, before, json_object_get (word, "spellings"));
    put_list (out, "Også søkt etter: ", json_object_get (word, "names"));
  }
}

static void
put_reading (GString *out, const json_t *query, const GfTextStyle *style)
{
  size_t i;
  json_t *note;

  if (style->explain)
    {
      g_string_append (out, "Lest som: ");
      gf_text_put (out, gf_json_string (query, "plan"));
      g_string_append (out, "\nXapian:   ");
      gf_text_put (out, gf_json_string (query, "xapian"));
      g_string_append (out, "\n\n");
      return;
    }
  json_array_foreach (json_object_get (query, "notes"), i, note)
  {
    g_string_append (out, "Merk: ");
    gf_text_put (out, json_string_value (note));
    g_string_append_c (out, '\n');
  }
  put_words (out, query);
}

char *
gf_text_search (const json_t *answer, const GfTextStyle *style)
{
  GString *out = g_string_new (NULL);
  const json_t *facets = json_object_get (answer, "facets");

  put_reading (out, json_object_get (answer, "query"), style);
  put_hits (out, json_object_get (answer, "hits"), gf_json_number (answer, "offset"),
            style);
  if (facets != NULL)
    gf_text_put_facets (out, facets, "");
  put_total (out, answer);
  put_relaxed (out, json_object_get (answer, "relaxed"), style);
  gf_text_put_coverage (out, json_object_get (answer, "coverage"), style);
  return g_string_free (out, FALSE);
}

static void
put_counts (GString *out, const char *title, const json_t *counts)
{
  g_string_append_printf (out, "%s: %" JSON_INTEGER_FORMAT "\n", title,
                          gf_json_number (counts, "total"));
  gf_text_put_facets (out, counts, INDENT);
}

/* Nothing is said where all is as it should be. */
static void
put_knowledge (GString *out, const json_t *words)
{
  const char *questions = gf_json_string (words, "questions");

  if (g_strcmp0 (questions, "dictionaries") != 0)
    g_string_append (out, "Ord kjennes bare på stammen: ordbøkene mangler (Debian: "
                          "apertium-nno-nob).\n");
  else if (json_is_false (json_object_get (words, "same")))
    g_string_append (out, "Ordbøkene er andre enn da indeksen ble laget: en indeks laget "
                          "på nytt finner flere former.\n");
}

char *
gf_text_status (const json_t *answer, const GfTextStyle *style)
{
  GString *out = g_string_new (NULL);

  put_counts (out, "Dokumenter", json_object_get (answer, "documents"));
  put_counts (out, "Saker og avsnitt", json_object_get (answer, "units"));
  put_knowledge (out, json_object_get (answer, "words"));
  gf_text_put_coverage (out, json_object_get (answer, "coverage"), style);
  return g_string_free (out, FALSE);
}

static const char *
status_label (const char *status)
{
  return g_strcmp0 (status, "partly_read") == 0 ? "delvis lest" : "ikke lest";
}

char *
gf_text_unread (const json_t *answer, const GfTextStyle *style)
{
  GString *out = g_string_new (NULL);
  const json_t *files = json_object_get (answer, "files");
  const json_t *coverage = json_object_get (answer, "coverage");
  long long all
      = gf_json_number (coverage, "files") + gf_json_number (coverage, "members");
  size_t i;
  json_t *file;

  (void) style;
  json_array_foreach ((json_t *) files, i, file)
  {
    gf_text_put (out, gf_json_string (file, "path"));
    g_string_append_printf (
        out, "\n" INDENT "%s: ", status_label (gf_json_string (file, "status")));
    gf_text_put (out, gf_json_string (file, "reason"));
    if (gf_json_string (file, "detail") != NULL)
      g_string_append (out, " – ");
    gf_text_put (out, gf_json_string (file, "detail"));
    g_string_append_c (out, '\n');
  }
  gf_text_put_missing (out, coverage);
  if (json_array_size (files) == 0)
    g_string_append_printf (out, "Alle filer er lest: %lld.\n", all);
  else
    g_string_append_printf (out,
                            "%zu av %lld filer kunne ikke leses, eller bare delvis.\n",
                            json_array_size (files), all);
  return g_string_free (out, FALSE);
}

char *
gf_text_suggest (const json_t *answer, const GfTextStyle *style)
{
  GString *out = g_string_new (NULL);
  size_t i;
  json_t *suggestion;

  (void) style;
  json_array_foreach (json_object_get (answer, "suggestions"), i, suggestion)
  {
    gf_text_put (out, json_string_value (suggestion));
    g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}
