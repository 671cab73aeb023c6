/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/print/csv.h"

#include <string.h>

#include "query/print/text-private.h"

/* A column: where its value is, as keys from the outermost on. */
typedef struct
{
  const char *name;
  const char *path[3];
} Column;

static const Column search_columns[] = {
  { "id", { "id" } },
  { "unit", { "unit" } },
  { "case_prefix", { "case_prefix" } },
  { "case", { "case" } },
  { "title", { "title" } },
  { "page", { "page" } },
  { "document_id", { "document", "id" } },
  { "path", { "document", "path" } },
  { "document_title", { "document", "title" } },
  { "type", { "document", "type" } },
  { "body", { "document", "body" } },
  { "region", { "document", "region" } },
  { "date", { "document", "date" } },
  { "language", { "document", "language" } },
  { "outcome", { "decision", "outcome" } },
  { "decision", { "decision", "text" } },
  { "snippet", { "snippet" } },
  { "snippet_page", { "snippet_page" } },
  { "score", { "score" } },
};

static const Column unread_columns[] = {
  { "path", { "path" } },     { "status", { "status" } }, { "reason", { "reason" } },
  { "detail", { "detail" } }, { "since", { "since" } },
};

static const Column document_columns[] = {
  { "id", { "id" } },       { "path", { "path" } },         { "title", { "title" } },
  { "type", { "type" } },   { "body", { "body" } },         { "region", { "region" } },
  { "date", { "date" } },   { "language", { "language" } }, { "format", { "format" } },
  { "pages", { "pages" } },
};

void
gf_csv_cell (GString *out, const char *value)
{
  const char *text = value != NULL ? value : "";
  bool is_formula = *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;

  if (!is_formula && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append (out, is_formula ? "\"'" : "\"");
  for (const char *p = text; *p != '\0'; p++)
    {
      g_string_append (out, *p == '"' ? "\"" : "");
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static const json_t *
look_up (const json_t *row, const Column *column)
{
  const json_t *value = row;

  for (size_t i = 0; i < G_N_ELEMENTS (column->path) && column->path[i] != NULL; i++)
    value = json_object_get (value, column->path[i]);
  return value;
}

static void
append_value (GString *out, const json_t *row, const Column *column)
{
  const json_t *value = look_up (row, column);

  if (json_is_integer (value))
    g_string_append_printf (out, "%" JSON_INTEGER_FORMAT, json_integer_value (value));
  else if (json_is_real (value))
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append (
          out, g_ascii_formatd (number, sizeof number, "%.3f", json_real_value (value)));
    }
  else if (strcmp (column->name, "snippet") == 0)
    {
      g_autoptr (GString) plain = g_string_new (NULL);

      gf_text_put_snippet (plain, json_string_value (value), false);
      gf_csv_cell (out, plain->str);
    }
  else
    gf_csv_cell (out, json_string_value (value));
}

static char *
render (const json_t *rows, const Column *columns, size_t n_columns)
{
  GString *out = g_string_new (NULL);
  size_t i;
  json_t *row;

  for (size_t c = 0; c < n_columns; c++)
    g_string_append_printf (out, "%s%s", c > 0 ? "," : "", columns[c].name);
  g_string_append (out, "\r\n");
  json_array_foreach ((json_t *) rows, i, row)
  {
    for (size_t c = 0; c < n_columns; c++)
      {
        g_string_append (out, c > 0 ? "," : "");
        append_value (out, row, &columns[c]);
      }
    g_string_append (out, "\r\n");
  }
  return g_string_free (out, FALSE);
}

char *
gf_csv_search (const json_t *answer)
{
  return render (json_object_get (answer, "hits"), search_columns,
                 G_N_ELEMENTS (search_columns));
}

char *
gf_csv_unread (const json_t *answer)
{
  return render (json_object_get (answer, "files"), unread_columns,
                 G_N_ELEMENTS (unread_columns));
}

char *
gf_csv_documents (const json_t *answer)
{
  return render (json_object_get (answer, "documents"), document_columns,
                 G_N_ELEMENTS (document_columns));
}
