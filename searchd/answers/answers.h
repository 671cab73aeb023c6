/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * answers.h: one function per route, called by service.c with a request already parsed.
 *
 * Each borrows an index handle for as long as it works.  The JSON is the query library's
 * own and goes out as it is (ask.h).
 */
#pragma once

#include "searchd/answers/service.h"

/* @id: the path's {id}, NULL in a route without one.  Returns: (transfer full), never
 * NULL. */
typedef GfReply *(*GfAnswer) (const GfService *service, const GfHttpRequest *request,
                              const char *id);

GfReply *gf_answers_search (const GfService *service, const GfHttpRequest *request,
                            const char *id);

/* What is like the document or unit of parameter "id", or like "text"; the parameters of
 * a search narrow it. */
GfReply *gf_answers_like (const GfService *service, const GfHttpRequest *request,
                          const char *id);

/* {"suggestions": [...]}: questions that begin as "q" does. */
GfReply *gf_answers_suggest (const GfService *service, const GfHttpRequest *request,
                             const char *id);
GfReply *gf_answers_document (const GfService *service, const GfHttpRequest *request,
                              const char *id);
GfReply *gf_answers_file (const GfService *service, const GfHttpRequest *request,
                          const char *id);
GfReply *gf_answers_status (const GfService *service, const GfHttpRequest *request,
                            const char *id);
GfReply *gf_answers_unread (const GfService *service, const GfHttpRequest *request,
                            const char *id);

/* {"status": "ok"} where the index can be read, else 503. */
GfReply *gf_answers_health (const GfService *service, const GfHttpRequest *request,
                            const char *id);
