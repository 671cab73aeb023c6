/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * service.h: which answer belongs to which request: the table of routes.
 *
 * Knows no connection: a request in, a reply out, from any thread, so that every route
 * can be tested without a socket.
 */
#pragma once

#include "searchd/answers/access.h"
#include "searchd/answers/index-pool.h"
#include "searchd/http/reply.h"
#include "searchd/http/request.h"
#include "searchd/answers/site.h"
#include "searchd/operate/metrics.h"

#include <stdatomic.h>

typedef struct
{
  GfIndexPool *pool;  /* not owned */
  const GfSite *site; /* not owned */
  GfAccess *access;   /* not owned; NULL where everyone may ask */
  GfMetrics *metrics; /* not owned; NULL where nothing is counted */
  const char *url;    /* not owned; where it is, for links that are read elsewhere;
                         NULL: where the client says that it is */
  const atomic_bool *draining; /* not owned; NULL where nobody says: it is about to end */
} GfService;

/*
 * gf_service_answer: @request need not be parsed yet; its route is set, where it has one.
 * Returns: (transfer full): never NULL; every failure is a problem document.  Carries the
 * security headers.
 */
GfReply *gf_service_answer (const GfService *service, GfHttpRequest *request);

/*
 * gf_service_is_quick: whether the answer takes no look into the index, and so need not
 * wait for a worker: health, metrics, the page's files, what there is not; and no token
 * that is not known yet, whose hash takes time.
 * @request: need not be parsed yet
 */
bool gf_service_is_quick (const GfService *service, const GfHttpRequest *request);

/* gf_service_get_route: the pattern of the @n-th route, from 0; NULL past the last. */
const char *gf_service_get_route (size_t n);
