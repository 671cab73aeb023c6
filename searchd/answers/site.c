/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/site.h"

#include <string.h>

#include "searchd/http/conditional.h"
#include "searchd/http/encoding.h"

#define MAX_DEPTH 8
#define MAX_BYTES ((gsize) 64 << 20)

typedef struct
{
  const char *content_type;
  char *etag;
  GBytes *content;
  GBytes *gzipped; /* NULL where that is not smaller */
} Page;

struct GfSite
{
  GHashTable *pages; /* path from "/" → Page */
  gsize bytes;
};

static const struct
{
  const char *ending;
  const char *content_type;
} types[] = {
  { ".html", "text/html; charset=utf-8" },
  { ".css", "text/css; charset=utf-8" },
  { ".js", "text/javascript; charset=utf-8" },
  { ".svg", "image/svg+xml" },
  { ".json", "application/json" },
  { ".woff2", "font/woff2" },
  { ".png", "image/png" },
  { ".ico", "image/vnd.microsoft.icon" },
  { ".txt", "text/plain; charset=utf-8" },
  { ".yaml", "application/yaml" },
};

static void
page_free (void *data)
{
  Page *page = data;

  g_free (page->etag);
  g_bytes_unref (page->content);
  g_clear_pointer (&page->gzipped, g_bytes_unref);
  g_free (page);
}

static const char *
type_of (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    if (name[0] != '.' && g_str_has_suffix (name, types[i].ending))
      return types[i].content_type;
  return NULL;
}

static bool
add_page (GfSite *site, const char *file, const char *path, const char *content_type,
          GError **error)
{
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (file, &text, &length, error))
    return false;

  g_autoptr (GBytes) content = g_bytes_new_take (text, length);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  site->bytes += length;
  if (site->bytes > MAX_BYTES)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   "the web page's files are over %" G_GSIZE_FORMAT " bytes", MAX_BYTES);
      return false;
    }

  Page *page = g_new (Page, 1);
  page->content_type = content_type;
  page->etag = g_strdup_printf ("\"%.32s\"", digest);
  page->gzipped = gf_encoding_gzip (content, GF_ENCODING_ONCE);
  page->content = g_steal_pointer (&content);
  g_hash_table_insert (site->pages, g_strdup (path), page);
  return true;
}

static bool add_folder (GfSite *site, const char *folder, const char *path, int depth,
                        GError **error);

static bool
add_entry (GfSite *site, const char *folder, const char *path, const char *name,
           int depth, GError **error)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *below = g_strconcat (path, name, NULL);
  const char *content_type = type_of (name);

  if (name[0] != '.' && g_file_test (file, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *inner = g_strconcat (below, "/", NULL);
      return add_folder (site, file, inner, depth + 1, error);
    }
  if (content_type == NULL || !g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return true;
  return add_page (site, file, below, content_type, error);
}

static bool
add_folder (GfSite *site, const char *folder, const char *path, int depth, GError **error)
{
  if (depth > MAX_DEPTH)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   "the web page's folders are more than %d deep", MAX_DEPTH);
      return false;
    }

  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return false;

  for (const char *name = g_dir_read_name (dir); name != NULL;
       name = g_dir_read_name (dir))
    if (!add_entry (site, folder, path, name, depth, error))
      return false;
  return true;
}

GfSite *
gf_site_load (const char *folder, GError **error)
{
  g_autoptr (GfSite) site = g_new0 (GfSite, 1);

  site->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, page_free);
  if (!add_folder (site, folder, "/", 1, error))
    return NULL;
  if (!g_hash_table_contains (site->pages, "/index.html"))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   "there is no index.html in '%s'", folder);
      return NULL;
    }
  return g_steal_pointer (&site);
}

void
gf_site_free (GfSite *site)
{
  if (site == NULL)
    return;

  g_hash_table_unref (site->pages);
  g_free (site);
}

GfReply *
gf_site_answer (const GfSite *site, const GfHttpRequest *request)
{
  const char *path = strcmp (request->path, "/") == 0 ? "/index.html" : request->path;
  const Page *page = g_hash_table_lookup (site->pages, path);

  if (page == NULL)
    return NULL;

  GfReply *reply = gf_not_modified (request, page->etag, GF_HTTP_NO_DATE)
                       ? gf_reply_new (304)
                       : gf_reply_new_bytes (200, page->content_type, page->content);

  gf_reply_set_header (reply, "ETag", page->etag);
  gf_reply_set_header (reply, "Cache-Control", "no-cache");
  if (page->gzipped == NULL)
    return reply;
  reply->gzipped = g_bytes_ref (page->gzipped);
  gf_reply_set_header (reply, "Vary", GF_VARY_ENCODING);
  return reply;
}
