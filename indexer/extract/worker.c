/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/worker.h"

#include <malloc.h>
#include <string.h>

#include "common/autofd.h"
#include "common/message.h"
#include "common/schema.h"
#include "indexer/extract/signature.h"
#include "indexer/understand/aside/repeats.h"
#include "indexer/understand/understand.h"

/* A request is a name, and the text seen in the file's images before. */
#define MAX_REQUEST_BYTES ((size_t) 64 << 20)
/* Of a member's bytes, in one message. */
#define PIECE_BYTES ((size_t) 1 << 20)
/* Freed memory is given back to the system after a file that held more text than this. */
#define TRIM_TEXT_BYTES ((size_t) 1 << 20)

typedef struct
{
  const char *id;
  const char *path;
  int fd;
  uint32_t stop_page, stop_block;
  uint8_t depth;
  GVariant *recognised;
  GVariant *stated; /* GF_STATED_TYPE; NULL for nothing */
} Request;

/* While a file is read. */
typedef struct
{
  const GfWorker *worker;
  int64_t cpu_start_us;
  uint64_t n_images; /* that time was granted for */
  GError *error;     /* the conversation is over */
} Conversation;

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

  g_autoptr (GfSignature) signature = gf_signature_make (document, worker->registers);
  document->signature = gf_signature_pack (signature);
  return gf_analyse_send (worker->analyser, document, worker->socket, error);
}

static bool
tell (Conversation *conversation, GfMessageType type, GVariant *body)
{
  return gf_message_send (conversation->worker->socket, type, body, -1,
                          &conversation->error);
}

static bool
begin_member (void *data, const char *path)
{
  return tell (data, GF_MESSAGE_MEMBER, g_variant_new ("(^ay)", path));
}

static bool
add_bytes (void *data, const void *bytes, size_t length)
{
  for (size_t done = 0; done < length; done += PIECE_BYTES)
    {
      GVariant *piece
          = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, (const char *) bytes + done,
                                       MIN (length - done, PIECE_BYTES), 1);

      if (!tell (data, GF_MESSAGE_BYTES, piece))
        return false;
    }
  return true;
}

static bool
end_member (void *data, GfReadStatus status, const char *reason, const char *detail)
{
  g_autofree char *clean = g_utf8_make_valid (detail ? detail : "", -1);

  return tell (
      data, GF_MESSAGE_MEMBER_END,
      g_variant_new (GF_MEMBER_END_TYPE, (guchar) status, reason ? reason : "", clean));
}

/* An image that is read for text takes time beside the rest, as the indexer too counts.
 */
static void
grant_time (Conversation *conversation)
{
  const GfLimits *limits = &conversation->worker->setup->options.limits;

  if (conversation->n_images >= limits->ocr_pages)
    return;
  conversation->n_images++;
  uint64_t all_ms
      = (limits->cpu_seconds + conversation->n_images * limits->ocr_seconds) * 1000;
  uint64_t spent_ms = (uint64_t) (gf_guard_cpu_us () - conversation->cpu_start_us) / 1000
                      / GF_GUARD_SLOWNESS;
  if (spent_ms < all_ms)
    gf_guard_arm (conversation->worker->guard,
                  (uint32_t) MIN (all_ms - spent_ms, G_MAXUINT32));
}

static bool
progress (void *data, uint32_t page, uint32_t n_blocks, bool recognises)
{
  if (recognises)
    grant_time (data);
  return tell (data, GF_MESSAGE_PROGRESS,
               g_variant_new (GF_PROGRESS_TYPE, page, n_blocks, (gboolean) recognises));
}

static bool
recognised (void *data, uint32_t page, const char *text)
{
  GVariant *one = g_variant_new ("(us)", page, text);

  return tell (data, GF_MESSAGE_RECOGNISED, g_variant_new_array (NULL, &one, 1));
}

static const GfExtractHooks hooks = { .begin_member = begin_member,
                                      .add_bytes = add_bytes,
                                      .end_member = end_member,
                                      .progress = progress,
                                      .recognised = recognised };

/* What stands at the edges of many pages is none of this one's, and the indexer counts.
 */
static bool
send_edges (const GfWorker *worker, GfText *text, GError **error)
{
  if (g_strcmp0 (gf_text_get (text, GF_TEXT_FORMAT), "text/html") != 0)
    return true;

  g_autoptr (GArray) edges = gf_repeats_list (text, worker->registers);
  gsize n_repeated;
  const uint64_t *repeated = g_variant_get_fixed_array (worker->setup->repeated,
                                                        &n_repeated, sizeof *repeated);
  gf_repeats_set_aside (text, worker->registers, repeated, n_repeated);
  return gf_message_send (worker->socket, GF_MESSAGE_EDGES,
                          g_variant_new_fixed_array (G_VARIANT_TYPE_UINT64, edges->data,
                                                     edges->len, sizeof (uint64_t)),
                          -1, error);
}

static void
take_stated (GfText *text, GVariant *stated)
{
  GVariantIter iter;
  const char *key, *value;

  if (stated == NULL)
    return;
  g_variant_iter_init (&iter, stated);
  while (g_variant_iter_next (&iter, "(&s&s)", &key, &value))
    gf_text_state (text, key, value);
}

static bool
serve (const GfWorker *worker, const Request *request, GError **error)
{
  g_autoptr (GfText) text = gf_text_new (worker->setup->options.limits.text_mb << 20);
  g_auto (GfShortfall) shortfall = { 0 };
  g_autoptr (GError) why = NULL;
  Conversation conversation = { .worker = worker, .cpu_start_us = gf_guard_cpu_us () };
  const GfExtractTask task = { .stop_page = request->stop_page,
                               .stop_block = request->stop_block,
                               .depth = request->depth,
                               .recognised = request->recognised,
                               .hooks = &hooks,
                               .data = &conversation };

  gf_text_set (text, GF_TEXT_PATH, request->path);
  take_stated (text, request->stated);
  bool is_read
      = gf_extract (worker->extractor, request->fd, &task, text, &shortfall, &why);
  if (conversation.error != NULL)
    {
      g_propagate_error (error, conversation.error);
      return false;
    }
  if (!is_read)
    return send_done (worker, request, GF_READ_NOT, gf_extract_error_reason (why->code),
                      why->message, gf_text_get_pages (text), error);

  bool trim = text_bytes (text) > TRIM_TEXT_BYTES;
  /* An archive has no text of its own. */
  bool has_text = gf_text_get_blocks (text)->len > 0;
  if (has_text
      && !(send_edges (worker, text, error)
           && send_document (worker, request, text, error)))
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
  g_autoptr (GVariant) stated = NULL;

  if (body != NULL && type == GF_MESSAGE_STATED && fd < 0)
    {
      stated = g_steal_pointer (&body);
      body
          = gf_message_receive (worker->socket, MAX_REQUEST_BYTES, -1, &type, &fd, error);
    }
  if (body == NULL)
    return false;
  if (type != GF_MESSAGE_READ || fd < 0)
    {
      g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_MALFORMED,
                   "not a request to read a file");
      return false;
    }

  Request request = { .fd = fd, .stated = stated };
  g_autoptr (GVariant) recognised = NULL;
  g_variant_get (body, "(&s&sxuuy@" GF_PAGES_TYPE ")", &request.id, &request.path, NULL,
                 &request.stop_page, &request.stop_block, &request.depth, &recognised);
  request.recognised = recognised;
  gf_inquiry_begin (worker->inquiry);
  gf_guard_arm (worker->guard, worker->setup->options.limits.cpu_seconds * 1000);
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
