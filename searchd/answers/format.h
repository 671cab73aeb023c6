/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * format.h: what an answer looks like: as JSON, or, where it is a table or a text, as
 * that.
 *
 * The parameter "format" says which; without it the header Accept does.  What the JSON
 * says of the whole answer (how many there are, what was not read, what is missing) and a
 * table has no room for stands in headers "Gjenfinn-...".
 */
#pragma once

#include "searchd/answers/ask.h"

typedef struct
{
  const char *name;                      /* for the parameter */
  const char *media_type;                /* without parameters */
  char *(*write) (const json_t *answer); /* (transfer full): in UTF-8; NULL: as JSON */
  const char *file_name; /* that a browser keeps it under; NULL: it is shown */
} GfFormat;

#define GF_FORMAT_JSON                                                                   \
  {                                                                                      \
    "json", "application/json", NULL, NULL                                               \
  }
#define GF_FORMAT_CSV(write, file_name)                                                  \
  {                                                                                      \
    "csv", "text/csv", write, file_name                                                  \
  }

/* gf_format_is_parameter: whether @name is the one that gf_format_choose () reads. */
bool gf_format_is_parameter (const char *name);

/*
 * gf_format_choose: which of @formats, @n of them, JSON first, @request wants.
 * @refusal_out: (transfer full): 400 or 406 where it wants none of them
 * Returns: (transfer none): NULL with a refusal.
 */
const GfFormat *gf_format_choose (const GfHttpRequest *request, const GfFormat *formats,
                                  size_t n, GfReply **refusal_out);

/* gf_ask_as: gf_ask () with its answer as @format. */
GfReply *gf_ask_as (const GfService *service, const GfHttpRequest *request, GfAsk ask,
                    const void *question, const GfFormat *format);

/* gf_format_tell: the headers that say in @reply what the whole of @answer is. */
void gf_format_tell (GfReply *reply, const json_t *answer);
