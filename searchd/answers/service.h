/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * service.h: which answer belongs to which request: the table of routes.
 *
 * Knows no connection: a request in, a reply out, from any thread, so that every route
 * can be tested without a socket.
 */
#pragma once

#include "searchd/answers/index-pool.h"
#include "searchd/http/reply.h"
#include "searchd/http/request.h"
#include "searchd/answers/site.h"

typedef struct
{
  GfIndexPool *pool;  /* not owned */
  const GfSite *site; /* not owned */
} GfService;

/*
 * gf_service_answer: @request need not be parsed yet.
 * Returns: (transfer full): never NULL; every failure is a problem document.  Carries the
 * security headers.
 */
GfReply *gf_service_answer (const GfService *service, GfHttpRequest *request);
