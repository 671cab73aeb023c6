/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/parameters.h"

#include <string.h>

#include "searchd/answers/index-problem.h"
#include "searchd/http/problem.h"

#define DOCUMENT_ID_DIGITS 32

GfReply *
gf_parameters_refuse (const char *parameter, const char *why)
{
  g_autofree char *detail = g_strdup_printf ("'%s': %s", parameter, why);

  return gf_problem (400, detail, parameter);
}

GfReply *
gf_parameters_check (const GfHttpRequest *request, const char *const *known)
{
  for (guint i = 0; i < request->parameters->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->parameters, i);

      if (!g_strv_contains (known, field->name))
        return gf_parameters_refuse (field->name, "there is no such parameter");
    }
  return NULL;
}

GfReply *
gf_parameters_none (const GfHttpRequest *request)
{
  if (request->parameters->len == 0)
    return NULL;

  const GfHttpField *field = g_ptr_array_index (request->parameters, 0);
  return gf_parameters_refuse (field->name, "no parameters are known here");
}

const char *
gf_parameters_get (const GfHttpRequest *request, const char *name)
{
  for (guint i = request->parameters->len; i > 0; i--)
    {
      const GfHttpField *field = g_ptr_array_index (request->parameters, i - 1);

      if (strcmp (field->name, name) == 0)
        return field->value;
    }
  return NULL;
}

GfReply *
gf_parameters_set (GfRequest *question, const GfHttpField *field)
{
  g_autoptr (GError) error = NULL;

  if (!g_strv_contains (gf_request_parameters (), field->name))
    return gf_parameters_refuse (field->name, "there is no such parameter");
  return gf_request_set (question, field->name, field->value, &error)
             ? NULL
             : gf_problem_from_error (error);
}

/* gf_index_show () takes paths too, which is right for a command and not for the network.
 */
bool
gf_parameters_is_id (const char *id)
{
  return (strspn (id, "0123456789abcdef") == DOCUMENT_ID_DIGITS
          && id[DOCUMENT_ID_DIGITS] == '\0')
         || gf_parameters_is_unit_id (id);
}

bool
gf_parameters_is_unit_id (const char *id)
{
  if (strspn (id, "0123456789abcdef") != DOCUMENT_ID_DIGITS
      || id[DOCUMENT_ID_DIGITS] != '.')
    return false;

  const char *ordinal = id + DOCUMENT_ID_DIGITS + 1;
  return *ordinal != '\0' && strspn (ordinal, "0123456789") == strlen (ordinal);
}

GfReply *
gf_parameters_no_document (void)
{
  return gf_problem (404, "there is no such document", NULL);
}
