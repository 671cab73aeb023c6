/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ask-server.h: the questions of gjenfinn-query, put to a searchd: the same parameters,
 * the same answers.  A PATH is one that a hit shows: a server knows no file of ours.
 *
 * Each returns (transfer full) what its command answers, NULL on error, with the errors
 * of remote/server.h.
 */
#pragma once

#include "query/options.h"
#include "query/remote/server.h"

json_t *gf_ask_server_search (GfServer *server, const GfOptions *options, GError **error);
json_t *gf_ask_server_like (GfServer *server, const GfOptions *options, GError **error);
json_t *gf_ask_server_suggest (GfServer *server, const GfOptions *options,
                               GError **error);
json_t *gf_ask_server_show (GfServer *server, const GfOptions *options, GError **error);
json_t *gf_ask_server_status (GfServer *server, const GfOptions *options, GError **error);
json_t *gf_ask_server_unread (GfServer *server, const GfOptions *options, GError **error);
