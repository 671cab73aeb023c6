/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ask-index.h: the questions of gjenfinn-query, put to an index on this machine.
 *
 * Each returns (transfer full) what its command answers, NULL on error, with the errors
 * of search.h, like.h and index.h.
 */
#pragma once

#include "query/index.h"
#include "query/options.h"

json_t *gf_ask_index_search (GfIndex *index, const GfOptions *options, GError **error);
json_t *gf_ask_index_like (GfIndex *index, const GfOptions *options, GError **error);
json_t *gf_ask_index_suggest (GfIndex *index, const GfOptions *options, GError **error);
json_t *gf_ask_index_show (GfIndex *index, const GfOptions *options, GError **error);
json_t *gf_ask_index_status (GfIndex *index, const GfOptions *options, GError **error);
json_t *gf_ask_index_unread (GfIndex *index, const GfOptions *options, GError **error);
