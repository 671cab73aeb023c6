/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/parameters.h"

#include <string.h>

static void
add (GPtrArray *parameters, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_ptr_array_add (parameters, g_strdup (name));
  g_ptr_array_add (parameters, g_strdup (value));
}

bool
gf_parameters_are_all (const GfOptions *options)
{
  return g_strcmp0 (options->limit, "all") == 0;
}

GPtrArray *
gf_parameters_list (const GfOptions *options, char *const *words)
{
  GPtrArray *parameters = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *question = g_strjoinv (" ", (char **) words);

  add (parameters, "q", question);
  add (parameters, "unit", options->unit);
  add (parameters, "match", options->match);
  add (parameters, "limit", gf_parameters_are_all (options) ? NULL : options->limit);
  add (parameters, "offset", options->offset);
  add (parameters, "sort", options->sort);
  add (parameters, "versions", options->versions);
  add (parameters, "facets", options->facets ? "true" : NULL);
  add (parameters, "explain", options->explain ? "true" : NULL);
  add (parameters, "recency", options->recency ? "true" : NULL);
  add (parameters, "names", options->no_names ? "false" : NULL);
  for (char **part = options->without; part != NULL && *part != NULL; part++)
    add (parameters, "without", *part);
  return parameters;
}

GfRequest *
gf_parameters_make_request (const GPtrArray *parameters, GError **error)
{
  g_autoptr (GfRequest) request = gf_request_new ();

  for (guint i = 0; i + 1 < parameters->len; i += 2)
    if (!gf_request_set (request, g_ptr_array_index (parameters, i),
                         g_ptr_array_index (parameters, i + 1), error))
      return NULL;
  return g_steal_pointer (&request);
}
