/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the index holds, and what it does not; see answers.h. */
#include "query/print/csv.h"
#include "searchd/answers/answers.h"
#include "searchd/answers/format.h"
#include "searchd/answers/parameters.h"

static GfReply *
ask_for_table (const GfService *service, const GfHttpRequest *request, GfAsk ask,
               const GfFormat *formats, size_t n)
{
  static const char *const known[] = { "format", NULL };
  GfReply *refusal = gf_parameters_check (request, known);

  if (refusal != NULL)
    return refusal;

  const GfFormat *format = gf_format_choose (request, formats, n, &refusal);
  return format != NULL ? gf_ask_as (service, request, ask, NULL, format) : refusal;
}

static json_t *
ask_status (GfIndex *index, const void *question, GError **error)
{
  (void) question;
  return gf_index_status (index, error);
}

GfReply *
gf_answers_status (const GfService *service, const GfHttpRequest *request,
                   const char *const *values)
{
  static const GfFormat formats[]
      = { GF_FORMAT_JSON, GF_FORMAT_CSV (gf_csv_status, "gjenfinn-status.csv") };

  (void) values;
  return ask_for_table (service, request, ask_status, formats, G_N_ELEMENTS (formats));
}

static json_t *
ask_unread (GfIndex *index, const void *question, GError **error)
{
  (void) question;
  return gf_index_unread (index, error);
}

GfReply *
gf_answers_unread (const GfService *service, const GfHttpRequest *request,
                   const char *const *values)
{
  static const GfFormat formats[]
      = { GF_FORMAT_JSON, GF_FORMAT_CSV (gf_csv_unread, "gjenfinn-unread.csv") };

  (void) values;
  return ask_for_table (service, request, ask_unread, formats, G_N_ELEMENTS (formats));
}
