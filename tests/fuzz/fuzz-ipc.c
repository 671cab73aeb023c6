/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes on the socket between indexer and worker: a message in form, or an error; and
 * what a message holds unpacks, or is refused.
 */
#include <fcntl.h>
#include <glib.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/message.h"
#include "common/record.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Fits the socket's buffer, so that one process can be both ends. */
#define MAX_BYTES 60000

static void
unpack (GfMessageType type, GVariant *body)
{
  if (type != GF_MESSAGE_UNIT && type != GF_MESSAGE_DOCUMENT)
    return;

  g_autoptr (GVariant) boxed = g_variant_get_child_value (body, 0);
  g_autoptr (GVariant) record = g_variant_get_variant (boxed);
  g_autoptr (GfDocument) document = gf_document_unpack (record, NULL);
  g_autoptr (GfUnit) unit = gf_unit_unpack (record, NULL);
  g_assert (document == NULL || unit == NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  int ends[2];

  if (size > MAX_BYTES || socketpair (AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    return 0;
  g_assert (write (ends[0], data, size) == (ssize_t) size);
  close (ends[0]);
  for (;;)
    {
      GfMessageType type;
      g_autoptr (GVariant) body
          = gf_message_receive (ends[1], MAX_BYTES, -1, &type, NULL, NULL);

      if (body == NULL)
        break;
      g_assert (
          g_variant_is_of_type (body, G_VARIANT_TYPE (gf_message_type_string (type))));
      unpack (type, body);
    }
  close (ends[1]);
  return 0;
}
