/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/setup.h"

#include "common/message.h"

/* Passwords, and what is repeated on web pages: eight bytes each. */
#define MAX_BYTES ((size_t) 64 << 20)

void
gf_setup_clear (GfSetup *setup)
{
  g_clear_pointer (&setup->passwords, g_strfreev);
  g_clear_pointer (&setup->languages, g_strfreev);
  g_clear_pointer (&setup->repeated, g_variant_unref);
}

bool
gf_setup_receive (GfSetup *setup, int socket, GError **error)
{
  GfMessageType type;
  g_autoptr (GVariant) body
      = gf_message_receive (socket, MAX_BYTES, -1, &type, NULL, error);

  if (body == NULL)
    return false;
  gf_limits_init (&setup->options.limits);
  g_autoptr (GVariant) limits
      = type == GF_MESSAGE_SETUP ? g_variant_get_child_value (body, 0) : NULL;
  if (limits == NULL || !gf_limits_unpack (&setup->options.limits, limits))
    {
      g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_MALFORMED,
                   "not told what may be spent");
      return false;
    }
  g_variant_get_child (body, 1, "^as", &setup->passwords);
  g_variant_get_child (body, 2, "^as", &setup->languages);
  setup->repeated = g_variant_get_child_value (body, 3);
  setup->options.passwords = (const char *const *) setup->passwords;
  setup->options.languages = (const char *const *) setup->languages;
  return true;
}
