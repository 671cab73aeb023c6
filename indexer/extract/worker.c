/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/worker.h"

#include <malloc.h>
#include <string.h>

#include "common/autofd.h"
#include "common/message.h"
#include "common/schema.h"
#include "indexer/understand/understand.h"

/* A request is a name; nobody needs one longer than PATH_MAX several times over. */
#define MAX_REQUEST_BYTES ((size_t) 64 << 10)
/* Freed memory is given back to the system after a file that held more text than this. */
#define TRIM_TEXT_BYTES ((size_t) 1 << 20)

typedef struct
{
  const char *id;
  const char *path;
  int fd;
} Request;

static bool
send_done (const GfWorker *worker, const Request *request, GfReadStatus status,
           const char *reason, const char *detail, uint32_t pages, GError **error)
{
  g_autofree char *clean = g_utf8_make_valid (detail ? detail : "", -1);
  GVariant *body = g_variant_new (GF_READ_RESULT_TYPE, request->id, (guchar) status,
                                  reason ? reason : "", clean, pages);

  return gf_message_send (worker->socket, GF_MESSAGE_DONE, body, -1, error);
}

static size_t
text_bytes (GfText *text)
{
  GPtrArray *blocks = gf_text_get_blocks (text);
  size_t n_bytes = 0;

  for (guint i = 0; i < blocks->len; i++)
    n_bytes += strlen (((GfBlock *) g_ptr_array_index (blocks, i))->text);
  return n_bytes;
}

/* What was read goes through understanding and analysis to the other end. */
static bool
send_document (const GfWorker *worker, const Request *request, GfText *text,
               GError **error)
{
  g_autoptr (GfDocument) document = gf_understand (text, worker->registers);

  g_free (document->id);
  g_free (document->path);
  document->id = g_strdup (request->id);
  document->path = g_strdup (request->path);
  return gf_analyse_send (worker->analyser, document, worker->socket, error);
}

static bool
serve (const GfWorker *worker, const Request *request, GError **error)
{
  g_autoptr (GfText) text = gf_text_new (worker->limits->text_mb << 20);
  g_auto (GfShortfall) shortfall = { 0 };
  g_autoptr (GError) why = NULL;

  gf_text_set (text, GF_TEXT_PATH, request->path);
  if (!gf_extract (worker->extractor, request->fd, NULL, text, &shortfall, &why))
    return send_done (worker, request, GF_READ_NOT, gf_extract_error_reason (why->code),
                      why->message, gf_text_get_pages (text), error);

  bool trim = text_bytes (text) > TRIM_TEXT_BYTES;
  if (!send_document (worker, request, text, error))
    return false;
  uint32_t pages = gf_text_get_pages (text);
  g_clear_pointer (&text, gf_text_free);
  if (trim)
    malloc_trim (0);

  return send_done (worker, request, shortfall.reason ? GF_READ_PARTLY : GF_READ_WHOLE,
                    shortfall.reason, shortfall.detail, pages, error);
}

static bool
serve_next (const GfWorker *worker, GError **error)
{
  gf_autofd fd = -1;
  GfMessageType type;
  g_autoptr (GVariant) body
      = gf_message_receive (worker->socket, MAX_REQUEST_BYTES, -1, &type, &fd, error);

  if (body == NULL)
    return false;
  if (type != GF_MESSAGE_READ || fd < 0)
    {
      g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_MALFORMED,
                   "not a request to read a file");
      return false;
    }

  Request request = { .fd = fd };
  g_variant_get (body, "(&s&sxuuy@" GF_PAGES_TYPE ")", &request.id, &request.path, NULL,
                 NULL, NULL, NULL, NULL);
  gf_inquiry_begin (worker->inquiry);
  gf_guard_arm (worker->guard, worker->limits->cpu_seconds * 1000);
  bool served = serve (worker, &request, error);
  gf_guard_arm (worker->guard, 0);
  return served;
}

bool
gf_worker_run (const GfWorker *worker, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (!gf_message_send (worker->socket, GF_MESSAGE_HELLO,
                        g_variant_new ("(s)", PACKAGE_VERSION), -1, error))
    return false;
  while (serve_next (worker, &why))
    ;

  if (g_error_matches (why, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_CLOSED))
    return true;
  g_propagate_error (error, g_steal_pointer (&why));
  return false;
}
