/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * answers.h: one function per route, called by service.c with a request already parsed.
 *
 * Each borrows an index handle for as long as it works.  The JSON is the query library's
 * own and goes out as it is; it is tagged with the snapshot, so that asking again of an
 * unchanged index costs no search.
 */
#pragma once

#include "searchd/service.h"

/* @id: the path's {id}, NULL in a route without one.  Returns: (transfer full), never
 * NULL. */
typedef GfReply *(*GfAnswer) (const GfService *service, const GfHttpRequest *request,
                              const char *id);

GfReply *gf_answer_search (const GfService *service, const GfHttpRequest *request,
                           const char *id);
GfReply *gf_answer_document (const GfService *service, const GfHttpRequest *request,
                             const char *id);
GfReply *gf_answer_file (const GfService *service, const GfHttpRequest *request,
                         const char *id);
GfReply *gf_answer_status (const GfService *service, const GfHttpRequest *request,
                           const char *id);
GfReply *gf_answer_unread (const GfService *service, const GfHttpRequest *request,
                           const char *id);

/* {"status": "ok"} where the index can be read, else 503. */
GfReply *gf_answer_health (const GfService *service, const GfHttpRequest *request,
                           const char *id);
