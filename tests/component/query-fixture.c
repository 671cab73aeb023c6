/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/component/query-fixture.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/paths.h"
#include "common/schema.h"
#include "norsk/roots.h"
#include "norsk/tokens.h"

static void
check_ok (bool ok, GError *error)
{
  if (!ok)
    g_error ("fixture: %s", error != NULL ? error->message : "failed");
}

static XcWriter *
open_writer (const char *folder, const char *level, const char *name)
{
  GError *error = NULL;
  g_autofree char *parent = g_build_filename (folder, level, NULL);
  g_autofree char *path = g_build_filename (parent, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  XcWriter *writer = xc_writer_open (path, XC_WRITER_OPEN_OR_CREATE, &error);
  check_ok (writer != NULL, error);
  check_ok (xc_writer_set_metadata (writer, GF_META_SCHEMA, GF_SCHEMA_VERSION,
                                    strlen (GF_SCHEMA_VERSION), &error),
            error);
  return writer;
}

/* What the index is made with is what it is asked with: the registers, and no
   dictionaries (norsk/lttoolbox-none.c), which take too long to load for each test. */
static GfAnalysis *analysis;
static GfRoots *roots;

static void
open_roots (void)
{
  GError *error = NULL;
  g_autofree char *path = gf_paths_find_data ("registers/stop-words.tsv", &error);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  check_ok (path != NULL, error);
  analysis = gf_analysis_new (folder, &error);
  check_ok (analysis != NULL, error);
  roots = gf_roots_new (NULL, analysis);
}

Fixture *
fixture_new (const char *folder, const char *level)
{
  Fixture *fixture = g_new0 (Fixture, 1);

  if (roots == NULL)
    open_roots ();
  fixture->folder = g_strdup (folder);
  fixture->level = g_strdup (level);
  fixture->units = open_writer (folder, level, GF_UNITS_FOLDER);
  fixture->documents = open_writer (folder, level, GF_DOCUMENTS_FOLDER);
  fixture_commit (fixture);
  return fixture;
}

/* The words of the index as its lexicon has them. */
static void
save_lexicon (Fixture *fixture)
{
  GError *error = NULL;
  size_t n;
  g_autofree char *path
      = g_build_filename (fixture->folder, fixture->level, GF_WORDS_FILE, NULL);
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("fixture", fixture->files);
  g_autoptr (XcList) list = xc_database_list_terms (
      xc_writer_get_database (fixture->units), "", SIZE_MAX, &error);

  check_ok (list != NULL, error);
  const XcEntry *entries = xc_list_get_entries (list, &n);
  for (size_t i = 0; i < n; i++)
    {
      GfWordRoots found;

      if (g_ascii_isupper (*entries[i].name.data))
        continue;
      gf_roots_find (roots, entries[i].name.data, &found);
      gf_lexicon_writer_add (writer, entries[i].name.data, entries[i].count, &found);
    }
  check_ok (gf_lexicon_writer_save (writer, path, &error), error);
}

static void
close_roots (void)
{
  g_clear_pointer (&roots, gf_roots_free);
  g_clear_pointer (&analysis, gf_analysis_free);
}

void
fixture_commit (Fixture *fixture)
{
  GError *error = NULL;
  g_autoptr (GVariant) coverage = g_variant_ref_sink (
      g_variant_new (GF_COVERAGE_TYPE, fixture->files, fixture->files - fixture->unread,
                     0, fixture->unread, 0, 0, 0));

  check_ok (xc_writer_set_metadata (fixture->documents, GF_META_COVERAGE,
                                    g_variant_get_data (coverage),
                                    g_variant_get_size (coverage), &error)
                && xc_writer_commit (fixture->units, &error)
                && xc_writer_commit (fixture->documents, &error),
            error);
  save_lexicon (fixture);
}

void
fixture_free (Fixture *fixture)
{
  if (fixture == NULL)
    return;
  close_roots ();
  xc_writer_free (fixture->units);
  xc_writer_free (fixture->documents);
  g_free (fixture->folder);
  g_free (fixture->level);
  g_free (fixture);
}

static void
add_term (XcDocument *entry, const char *prefix, const char *word, uint32_t position)
{
  GError *error = NULL;
  g_autofree char *term = g_strconcat (prefix, word, NULL);

  check_ok (position > 0 ? xc_document_add_posting (entry, term, position, 1, &error)
                         : xc_document_add_term (entry, term, 1, &error),
            error);
}

/* But @word. */
static void
add_all (XcDocument *entry, const char *prefix, GfRootList list, const char *word)
{
  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    if (g_strcmp0 (root, word) != 0)
      add_term (entry, prefix, root, 0);
}

static void
add_roots (XcDocument *entry, const char *prefix, const char *root_prefix,
           const char *form)
{
  bool is_text = strcmp (prefix, GF_TERM_EXACT) == 0;
  GfWordRoots found;

  gf_roots_find (roots, form, &found);
  add_all (entry, root_prefix, found.lemmas, form);
  add_all (entry, is_text ? GF_TERM_PART : root_prefix, found.parts, NULL);
}

/* The words of @text; hyphens join as indexer/extract/postings/postings.h says. */
static void
add_text (XcDocument *entry, const char *prefix, const char *root_prefix,
          const char *text, uint32_t *position)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, -1);
  g_autoptr (GString) chain = g_string_new (NULL);
  uint32_t chain_position = 0;
  GfToken token;

  while (gf_tokens_next (tokens, &token))
    {
      uint32_t at = position != NULL ? ++*position : 0;

      add_term (entry, prefix, token.form, at);
      add_roots (entry, prefix, root_prefix, token.form);
      if (!gf_tokens_is_hyphenated (tokens))
        {
          g_string_truncate (chain, 0);
          chain_position = at;
        }
      g_string_append (chain, token.form);
      if (!gf_tokens_is_hyphenated (tokens))
        continue;
      add_term (entry, prefix, chain->str, chain_position);
      add_roots (entry, prefix, root_prefix, chain->str);
    }
}

static void
add_filter (XcDocument *entry, const char *prefix, const char *value)
{
  GError *error = NULL;

  if (value == NULL)
    return;
  g_autofree char *term = gf_schema_filter_term (prefix, value);
  check_ok (xc_document_add_boolean_term (entry, term, &error), error);
}

static void
set_value (XcDocument *entry, uint32_t slot, const char *value)
{
  GError *error = NULL;

  check_ok (xc_document_set_value (entry, slot, value, strlen (value), &error), error);
}

static void
add_dates (XcDocument *entry, const char *date)
{
  static const char *const prefixes[] = { GF_TERM_YEAR, GF_TERM_MONTH, GF_TERM_DAY };
  g_auto (GStrv) parts = g_strsplit (date != NULL ? date : "", "-", -1);
  g_autofree char *digits = g_strjoinv ("", parts);

  set_value (entry, GF_SLOT_DATE, digits);
  for (size_t i = 0; i < 3 && strlen (digits) >= 4 + 2 * i; i++)
    {
      g_autofree char *part = g_strndup (digits, 4 + 2 * i);

      add_filter (entry, prefixes[i], part);
    }
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
add_origin (XcDocument *entry, const GfDocument *document, uint32_t ordinal,
            const char *outcome)
{
  g_autofree char *order = gf_schema_order_key (document->id, ordinal);
  g_autofree char *year = g_strndup (or_empty (document->date), 4);
  g_autofree char *facets
      = g_strjoin (GF_FACET_SEPARATOR, or_empty (document->region),
                   gf_document_type_name (document->type), or_empty (document->body),
                   year, or_empty (outcome), or_empty (document->language), NULL);

  set_value (entry, GF_SLOT_ORDER, order);
  set_value (entry, GF_SLOT_FACETS, facets);
  add_dates (entry, document->date);
  add_filter (entry, GF_TERM_TYPE, gf_document_type_name (document->type));
  add_filter (entry, GF_TERM_REGION, document->region);
  add_filter (entry, GF_TERM_BODY, document->body);
  add_filter (entry, GF_TERM_LANGUAGE, document->language);
  add_filter (entry, GF_TERM_FORMAT, document->format);
  for (char **name = document->details.municipalities; name != NULL && *name != NULL;
       name++)
    add_filter (entry, GF_TERM_MUNICIPALITY, *name);
  add_text (entry, GF_TERM_TITLE, GF_TERM_TITLE_ROOT, or_empty (document->title), NULL);
  add_text (entry, GF_TERM_REGION_WORD, GF_TERM_REGION_ROOT, or_empty (document->region),
            NULL);
  add_text (entry, GF_TERM_BODY_WORD, GF_TERM_BODY_ROOT, or_empty (document->body), NULL);
}

static void
add_case (XcDocument *entry, const GfUnit *unit)
{
  if (unit->decision != NULL)
    add_filter (entry, GF_TERM_OUTCOME, gf_outcome_name (unit->decision->outcome));
  add_filter (entry, GF_TERM_CASE, unit->case_number);
  if (unit->case_prefix == NULL)
    return;

  g_autofree char *whole
      = g_strdup_printf ("%s %s", unit->case_prefix, unit->case_number);
  add_filter (entry, GF_TERM_CASE_PREFIX, whole);
}

/* What the unit points to, and when its promises are due. */
static void
add_pointers (XcDocument *entry, const GfUnit *unit)
{
  static const char *const prefixes[]
      = { GF_TERM_DUE_YEAR, GF_TERM_DUE_MONTH, GF_TERM_DUE_DAY };

  for (unsigned i = 0; i < unit->references->len; i++)
    {
      const GfReference *reference = g_ptr_array_index (unit->references, i);

      add_filter (entry, GF_TERM_REFERENCE,
                  reference->kind == GF_REFERENCE_CASE ? reference->case_number
                                                       : reference->date);
    }
  for (unsigned i = 0; i < unit->follow_ups->len; i++)
    {
      const GfFollowUp *follow_up = g_ptr_array_index (unit->follow_ups, i);
      g_auto (GStrv) parts = g_strsplit (follow_up->due, "-", 3);
      g_autoptr (GString) digits = g_string_new (NULL);

      for (size_t j = 0; j < 3 && parts[j] != NULL; j++)
        {
          g_string_append (digits, parts[j]);
          add_filter (entry, prefixes[j], digits->str);
        }
    }
}

static void
add_words (XcDocument *entry, const GfUnit *unit, bool positions)
{
  uint32_t position = 0;
  g_autofree char *text = gf_unit_dup_text (unit);

  add_text (entry, GF_TERM_EXACT, GF_TERM_ROOT, or_empty (unit->title),
            positions ? &position : NULL);
  position += 100;
  add_text (entry, GF_TERM_EXACT, GF_TERM_ROOT, text, positions ? &position : NULL);
  if (unit->decision != NULL)
    add_text (entry, GF_TERM_DECISION, GF_TERM_DECISION_ROOT, unit->decision->text, NULL);
}

static void
put (XcWriter *writer, XcDocument *entry, GVariant *record, const char *id)
{
  GError *error = NULL;
  g_autofree char *term = gf_schema_filter_term (GF_TERM_ID, id);
  g_autoptr (GVariant) sunk = g_variant_ref_sink (record);

  check_ok (xc_document_add_boolean_term (entry, term, &error)
                && xc_document_set_data (entry, g_variant_get_data (sunk),
                                         g_variant_get_size (sunk), &error)
                && xc_writer_replace_document (writer, term, entry, NULL, &error),
            error);
}

static void
put_unit (Fixture *fixture, const GfDocument *document, const GfUnit *unit)
{
  g_autoptr (XcDocument) entry = xc_document_new (NULL);
  g_autofree char *id = gf_schema_unit_id (document->id, unit->ordinal);
  g_autoptr (GVariant) packed = gf_document_pack (document);
  g_autoptr (GVariant) head = g_variant_get_child_value (packed, 0);
  g_autoptr (GVariant) body = gf_unit_pack (unit);

  add_words (entry, unit, true);
  add_case (entry, unit);
  add_pointers (entry, unit);
  add_filter (entry, GF_TERM_KIND, gf_unit_kind_name (unit->kind));
  add_filter (entry, GF_TERM_DOCUMENT, document->id);
  add_text (entry, GF_TERM_TITLE, GF_TERM_TITLE_ROOT, or_empty (unit->title), NULL);
  add_origin (entry, document, unit->ordinal,
              unit->decision != NULL ? gf_outcome_name (unit->decision->outcome) : NULL);
  put (fixture->units, entry, g_variant_new ("(@*@*)", head, body), id);
}

static void
put_file (Fixture *fixture, const char *path, const char *shown, const char *id,
          GfReadStatus status, const char *reason, const char *detail)
{
  GError *error = NULL;
  g_autofree char *key = gf_schema_file_key (path);
  g_autoptr (GVariant) file = g_variant_ref_sink (g_variant_new (
      "(^aystxssyssx^ayu)", path, shown, (guint64) 1000, (gint64) 0, "", id,
      (guchar) status, reason, detail, (gint64) 1700000000000000, "", 0u));

  check_ok (xc_writer_set_metadata (fixture->documents, key, g_variant_get_data (file),
                                    g_variant_get_size (file), &error),
            error);
  fixture->files++;
}

void
fixture_add (Fixture *fixture, const GfDocument *document, const char *file)
{
  GError *error = NULL;
  g_autoptr (XcDocument) entry = xc_document_new (NULL);

  for (unsigned i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = g_ptr_array_index (document->units, i);

      put_unit (fixture, document, unit);
      add_words (entry, unit, false);
      add_case (entry, unit);
    }
  add_origin (entry, document, 0, NULL);
  add_text (entry, GF_TERM_EXACT, GF_TERM_ROOT, or_empty (document->title), NULL);
  add_filter (entry, GF_TERM_PATH, document->path);
  /* With the NUL that ends it. */
  check_ok (xc_document_set_value (entry, GF_SLOT_FILES, file, strlen (file) + 1, &error),
            error);
  put (fixture->documents, entry, gf_document_pack (document), document->id);
  put_file (fixture, file, document->path, document->id, GF_READ_WHOLE, "", "");
}

void
fixture_add_unread (Fixture *fixture, const char *shown, const char *reason,
                    const char *detail)
{
  g_autofree char *path = g_strconcat ("/collection/", shown, NULL);

  put_file (fixture, path, shown, "", GF_READ_NOT, reason, detail);
  fixture->unread++;
}

GfDocument *
fixture_document (char digit, const char *path, GfDocumentType type, const char *region,
                  const char *body, const char *date)
{
  GfDocument *document = gf_document_new ();

  document->id = g_strnfill (32, digit);
  document->path = g_strdup (path);
  document->title = g_path_get_basename (path);
  document->type = type;
  document->region = g_strdup (region);
  document->body = g_strdup (body);
  document->date = g_strdup (date);
  document->language = g_strdup ("nb");
  document->format = g_strdup ("application/pdf");
  document->pages = 3;
  return document;
}

static GfUnit *
add_unit (GfDocument *document, GfUnitKind kind, const char *title, const char *text)
{
  GfUnit *unit = gf_unit_new (kind);

  unit->ordinal = document->units->len + 1;
  unit->title = g_strdup (title);
  unit->page = unit->page_last = unit->ordinal;
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_PARAGRAPH, 0, unit->page, text));
  g_ptr_array_add (document->units, unit);
  return unit;
}

GfUnit *
fixture_case (GfDocument *document, const char *number, const char *title,
              const char *text, GfOutcome outcome, const char *decision)
{
  GfUnit *unit = add_unit (document, GF_UNIT_CASE, title, text);

  unit->case_number = gf_schema_case_number (number, &unit->case_prefix);
  if (decision == NULL)
    return unit;
  unit->decision = gf_decision_new ();
  unit->decision->outcome = outcome;
  unit->decision->label = g_strdup ("Vedtak");
  unit->decision->text = g_strdup (decision);
  unit->decision->page = unit->page;
  g_ptr_array_add (unit->blocks,
                   gf_block_new (GF_BLOCK_PARAGRAPH, 0, unit->page, decision));
  return unit;
}

GfUnit *
fixture_section (GfDocument *document, const char *title, const char *text)
{
  return add_unit (document, GF_UNIT_SECTION, title, text);
}

/* Minutes of 2018, minutes of 2023 and a strategy of 2011, of two regions, and an undated
 * note. */
void
fixture_add_councils (Fixture *fixture)
{
  g_autoptr (GfDocument) fjord
      = fixture_document ('a', "samling/fjord/referat-2023.pdf", GF_TYPE_MINUTES,
                          "Fjordregionen", "Regionrådet", "2023-02-28");
  fixture_case (fjord, "14/23", "Godkjenning av referat",
                "Referatet fra forrige møte ble lagt fram.", GF_OUTCOME_ADOPTED,
                "Referatet godkjennes.");
  GfUnit *rail = fixture_case (
      fjord, "15/23", "Jernbanen gjennom regionen",
      "Saken gjelder utbygging av jernbanen. Rådet drøftet e-helse og 27-samarbeidet. "
      "Innføring av velferdsteknologi i kommunene går som planlagt.",
      GF_OUTCOME_ADOPTED, "Regionrådet ber staten bygge dobbeltspor på jernbanen.");
  rail->decision->votes_for = 8;
  rail->decision->votes_against = 3;
  fixture_case (fjord, "16/23", "Høring om ny veg", "Saken utsettes til neste møte.",
                GF_OUTCOME_POSTPONED, "Saken utsettes.");
  fixture_add (fixture, fjord, "/collection/fjord/referat-2023.pdf");

  g_autoptr (GfDocument) hei
      = fixture_document ('b', "samling/hei/protokoll-2018.docx", GF_TYPE_MINUTES,
                          "Heiregionen", "Rådmannsutvalget", "2018-11-05");
  hei->details.municipalities = g_strsplit ("Orkdal,Nord-Odal", ",", -1);
  fixture_case (hei, "PS 5/18", "Felles uttale om jernbane",
                "Jernbane og veg henger sammen. En felles uttale om jernbane ble lagt "
                "fram av rådmannen.",
                GF_OUTCOME_REJECTED, "Forslaget falt.");
  fixture_case (hei, "PS 6/18", "Bredbånd",
                "Utbygging av bredbånd <b>og</b> fiber & mer.", GF_OUTCOME_NOTED,
                "Tatt til orientering.");
  fixture_add (fixture, hei, "/collection/hei/protokoll-2018.docx");

  g_autoptr (GfDocument) strategy = fixture_document (
      'c', "samling/hei/strategi.pdf", GF_TYPE_STRATEGY, "Heiregionen", NULL, "2011");
  fixture_section (strategy, "Samferdsel",
                   "Regionen skal ha god jernbane. Uttale om felles mål er viktig.");
  fixture_section (strategy, "Helse", "Ehelse og velferdsteknologi skal innføres.");
  fixture_add (fixture, strategy, "/collection/hei/strategi.pdf");

  g_autoptr (GfDocument) note
      = fixture_document ('d', "samling/notat.txt", GF_TYPE_NOTE, NULL, NULL, NULL);
  fixture_section (note, NULL, "Et notat uten dato, om fiber.");
  fixture_add (fixture, note, "/collection/notat.txt");

  fixture_add_unread (fixture, "samling/skannet.pdf", GF_REASON_NO_TEXT,
                      "alle sidene er bilder");
  fixture_commit (fixture);
}

json_t *
ask (GfIndex *index, GError **error, ...)
{
  g_autoptr (GfRequest) request = gf_request_new ();
  bool ok = true;
  va_list args;

  va_start (args, error);
  for (const char *name; ok && (name = va_arg (args, const char *)) != NULL;)
    ok = gf_request_set (request, name, va_arg (args, const char *), error);
  va_end (args);
  return ok ? gf_search (index, request, error) : NULL;
}

json_t *
ask_total (GfIndex *index, const char *question, const char *match, json_int_t total)
{
  GError *error = NULL;
  json_t *answer = ask (index, &error, "q", question, "match", match, NULL);

  ck_assert_msg (answer != NULL, "%s: %s", question, error ? error->message : "?");
  ck_assert_msg (
      json_integer_value (json_object_get (answer, "total")) == total,
      "%s: %d hits, not %d; plan: %s", question,
      (int) json_integer_value (json_object_get (answer, "total")), (int) total,
      json_string_value (json_object_get (json_object_get (answer, "query"), "plan")));
  return answer;
}

Fixture *
fixture_new_councils (void)
{
  g_autofree char *data = g_build_filename (g_getenv ("GF_TOP_SRCDIR"), "corpus", NULL);
  g_autofree char *folder = g_dir_make_tmp ("query.XXXXXX", NULL);

  ck_assert (chdir (folder) == 0);
  g_setenv ("GJENFINN_DATADIR", data, TRUE);
  Fixture *fixture = fixture_new ("index", "public");
  fixture_add_councils (fixture);
  return fixture;
}

GfIndex *
fixture_open (void)
{
  GError *error = NULL;
  GfIndex *index = gf_index_open ("index", "public", NULL, &error);

  assert_ok (index != NULL, error);
  return index;
}

GfIndex *councils;
static Fixture *councils_fixture;

void
councils_setup (void)
{
  councils_fixture = fixture_new_councils ();
  councils = fixture_open ();
}

void
councils_teardown (void)
{
  gf_index_close (councils);
  fixture_free (councils_fixture);
}
