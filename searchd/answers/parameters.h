/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parameters.h: what a client gave beside the path, and how it is told what was wrong
 * with that.
 */
#pragma once

#include "query/search.h"
#include "searchd/http/reply.h"
#include "searchd/http/request.h"

/* gf_parameters_refuse: 400: "'limit': " and @why. */
GfReply *gf_parameters_refuse (const char *parameter, const char *why);

/* gf_parameters_check: NULL where @request has none but those in @known, which a NULL
   ends. */
GfReply *gf_parameters_check (const GfHttpRequest *request, const char *const *known);

/* gf_parameters_none: NULL where @request has none. */
GfReply *gf_parameters_none (const GfHttpRequest *request);

/* gf_parameters_get: the last value of @name; NULL where it is not given. */
const char *gf_parameters_get (const GfHttpRequest *request, const char *name);

/* gf_parameters_set: sets @field of a search.  Returns: (transfer full): NULL where all
   is well. */
GfReply *gf_parameters_set (GfRequest *question, const GfHttpField *field);

/* gf_parameters_is_id: whether @id is one of a document, or, with a dot and a number, of
   a unit. */
bool gf_parameters_is_id (const char *id);

/* gf_parameters_is_unit_id: of a unit only. */
bool gf_parameters_is_unit_id (const char *id);

/* gf_parameters_no_document: 404. */
GfReply *gf_parameters_no_document (void);
