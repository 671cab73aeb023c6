/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * answers.h: one function per route, called by service.c with a request already parsed.
 *
 * Each borrows an index handle for as long as it works.  The JSON is the query library's
 * own and goes out as it is (ask.h), or as what else it can be had as (format.h).
 */
#pragma once

#include "searchd/answers/service.h"

/* @values: what stands in the path for the holes of its pattern, in their order.
   Returns: (transfer full), never NULL. */
typedef GfReply *(*GfAnswer) (const GfService *service, const GfHttpRequest *request,
                              const char *const *values);

/* searching.c: hits; as JSON or CSV. */
GfReply *gf_answers_search (const GfService *service, const GfHttpRequest *request,
                            const char *const *values);

/* What is like the document or unit of parameter "id", or like "text"; the parameters of
 * a search narrow it. */
GfReply *gf_answers_like (const GfService *service, const GfHttpRequest *request,
                          const char *const *values);

/* {"suggestions": [...]}: questions that begin as "q" does. */
GfReply *gf_answers_suggest (const GfService *service, const GfHttpRequest *request,
                             const char *const *values);

/* A GfAsk: @question is a GfRequest. */
json_t *gf_answers_ask_search (GfIndex *index, const void *question, GError **error);

/* documents.c: the list of them all, one, a page of it, its file; a unit. */
GfReply *gf_answers_documents (const GfService *service, const GfHttpRequest *request,
                               const char *const *values);
GfReply *gf_answers_document (const GfService *service, const GfHttpRequest *request,
                              const char *const *values);
GfReply *gf_answers_page (const GfService *service, const GfHttpRequest *request,
                          const char *const *values);
GfReply *gf_answers_file (const GfService *service, const GfHttpRequest *request,
                          const char *const *values);
GfReply *gf_answers_unit (const GfService *service, const GfHttpRequest *request,
                          const char *const *values);

/* holdings.c: what there is, and what could not be read. */
GfReply *gf_answers_status (const GfService *service, const GfHttpRequest *request,
                            const char *const *values);
GfReply *gf_answers_unread (const GfService *service, const GfHttpRequest *request,
                            const char *const *values);

/* feed.c: a search as an Atom feed (RFC 4287), the newest first. */
GfReply *gf_answers_feed (const GfService *service, const GfHttpRequest *request,
                          const char *const *values);

/* opensearch.c: how a browser searches here (OpenSearch 1.1). */
GfReply *gf_answers_opensearch (const GfService *service, const GfHttpRequest *request,
                                const char *const *values);

/* health.c: {"status": "ok"}: it runs. */
GfReply *gf_answers_health (const GfService *service, const GfHttpRequest *request,
                            const char *const *values);
/* The same where it can answer questions too: the index can be read, and it is not about
   to end; else 503. */
GfReply *gf_answers_ready (const GfService *service, const GfHttpRequest *request,
                           const char *const *values);
/* What is counted, in Prometheus' text format. */
GfReply *gf_answers_metrics (const GfService *service, const GfHttpRequest *request,
                             const char *const *values);
