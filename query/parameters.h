/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parameters.h: what the command line asks of a search, by the names that search.h and
 * searchd have for it: one list for both, so that they answer alike.
 */
#pragma once

#include "query/options.h"
#include "query/search.h"

/*
 * gf_parameters_list: name, value, name, value of @options, and @words as the question.
 * Where all hits are wanted there is no limit: gf_parameters_are_all ().
 * Returns: (transfer full) (element-type utf8).
 */
GPtrArray *gf_parameters_list (const GfOptions *options, char *const *words);

/* gf_parameters_are_all: whether @options wants every hit. */
bool gf_parameters_are_all (const GfOptions *options);

/*
 * gf_parameters_make_request: Returns: (transfer full): NULL on error.
 * Errors: those of gf_request_set ().
 */
GfRequest *gf_parameters_make_request (const GPtrArray *parameters, GError **error);
