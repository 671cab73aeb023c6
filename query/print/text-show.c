/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shown document as text: what is known of it as a whole. */
#include "query/print/text.h"

#include <math.h>
#include <string.h>

#include "query/json.h"
#include "query/print/text-private.h"

/* "Saksbehandler: Kari Nordmann" */
static void
put_line (GString *out, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (out, "%s: ", name);
  gf_text_put (out, value);
  g_string_append_c (out, '\n');
}

static void
put_date_line (GString *out, const char *name, const char *date)
{
  if (date == NULL)
    return;
  g_string_append_printf (out, "%s: ", name);
  gf_text_put_date (out, date);
  g_string_append_c (out, '\n');
}

static void
put_strings (GString *out, const char *name, const json_t *values)
{
  size_t i;
  json_t *value;

  json_array_foreach ((json_t *) values, i, value)
  {
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : name, i > 0 ? "" : ": ");
    gf_text_put (out, json_string_value (value));
  }
  if (json_array_size (values) > 0)
    g_string_append_c (out, '\n');
}

static void
put_period (GString *out, const json_t *period)
{
  const char *from = gf_json_string (period, "from");
  const char *to = gf_json_string (period, "to");

  if (period == NULL)
    return;
  g_string_append (out, "Gjelder: ");
  if (from != NULL)
    gf_text_put_date (out, from);
  if (to != NULL && g_strcmp0 (from, to) != 0)
    {
      g_string_append (out, from != NULL ? " til " : "til ");
      gf_text_put_date (out, to);
    }
  g_string_append_c (out, '\n');
}

static void
put_meeting (GString *out, const json_t *meeting)
{
  bool is_first = true;

  if (meeting == NULL)
    return;
  g_string_append (out, "Møte: ");
  gf_text_put_item (out, &is_first, gf_json_string (meeting, "number"));
  gf_text_put_item (out, &is_first, gf_json_string (meeting, "place"));
  g_string_append_c (out, '\n');
}

static void
put_person (GString *out, const json_t *person)
{
  const char *role = gf_json_string (person, "role");
  const char *organisation = gf_json_string (person, "organisation");

  gf_text_put (out, gf_json_string (person, "name"));
  if (role == NULL && organisation == NULL)
    return;
  g_string_append (out, " (");
  gf_text_put (out, role);
  g_string_append (out, role != NULL && organisation != NULL ? ", " : "");
  gf_text_put (out, organisation);
  g_string_append_c (out, ')');
}

static void
put_people (GString *out, const json_t *people, const char *presence, const char *name)
{
  bool any = false;
  size_t i;
  json_t *person;

  json_array_foreach ((json_t *) people, i, person)
  {
    if (g_strcmp0 (gf_json_string (person, "presence"), presence) != 0)
      continue;
    g_string_append_printf (out, "%s%s", any ? "; " : name, any ? "" : ": ");
    put_person (out, person);
    any = true;
  }
  if (any)
    g_string_append_c (out, '\n');
}

static void
put_details (GString *out, const json_t *document)
{
  const json_t *people = json_object_get (document, "people");

  put_meeting (out, json_object_get (document, "meeting"));
  put_period (out, json_object_get (document, "period"));
  put_date_line (out, "Publisert", gf_json_string (document, "published"));
  put_line (out, "Saksbehandler", gf_json_string (document, "case_worker"));
  put_line (out, "Arkivreferanse", gf_json_string (document, "archive_reference"));
  put_strings (out, "Kommuner", json_object_get (document, "municipalities"));
  put_strings (out, "Fylker", json_object_get (document, "counties"));
  put_people (out, people, "present", "Til stede");
  put_people (out, people, "absent", "Forfall");
  put_line (out, "Dokumenttypen er lest av", gf_json_string (document, "type_evidence"));
  gf_text_put_referred_by (out, json_object_get (document, "referred_by"));
}

static void
put_set_aside (GString *out, const json_t *answer)
{
  const json_t *document = json_object_get (answer, "document");
  size_t n = json_array_size (json_object_get (answer, "set_aside"));
  double share = json_real_value (json_object_get (document, "set_aside_share"));
  int tenths = (int) lround (share * 1000);

  if (n == 0)
    return;
  g_string_append_printf (out,
                          "\n%zu avsnitt, %d,%d %% av tegnene, er satt til side og ikke "
                          "søkbare (topp- og bunntekst, menyer, skjult tekst): se "
                          "--format json\n",
                          n, tenths / 10, tenths % 10);
}

char *
gf_text_show (const json_t *answer, const GfTextStyle *style)
{
  GString *out = g_string_new (NULL);
  const json_t *document = json_object_get (answer, "document");
  const char *title = gf_json_string (document, "title");
  bool is_first = true;
  size_t i;
  json_t *unit;

  gf_text_put (out, title != NULL ? title : "(uten tittel)");
  g_string_append_c (out, '\n');
  gf_text_put_origin (out, &is_first, document);
  gf_text_put_item (out, &is_first, gf_json_string (document, "language"));
  g_string_append (out, is_first ? "" : "\n");
  gf_text_put (out, gf_json_string (document, "path"));
  g_string_append (out, "\n");
  gf_text_put (out, gf_json_string (document, "id"));
  g_string_append (out, "\n");
  put_details (out, document);
  json_array_foreach (json_object_get (answer, "units"), i, unit)
      gf_text_put_unit (out, unit, style);
  put_set_aside (out, answer);
  if (json_is_true (json_object_get (answer, "references_cut")))
    g_string_append (out, "\nDet vises til så mye at ikke alt er slått opp.\n");
  return g_string_free (out, FALSE);
}
