/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of the index from their bytes; see index-private.h. */
#include "query/index/index-private.h"

#include "common/schema.h"

GVariant *
gf_record_from_bytes (const char *type, const void *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (type), bytes, FALSE));
}

bool
gf_record_read_unit (const XcBytes *data, GfDocument **head_out, GfUnit **unit_out,
                     GError **error)
{
  g_autoptr (GVariant) stored
      = gf_record_from_bytes (GF_STORED_UNIT_TYPE, data->data, data->size);
  g_autoptr (GVariant) packed_head = g_variant_get_child_value (stored, 0);
  g_autoptr (GVariant) packed_unit = g_variant_get_child_value (stored, 1);
  g_autoptr (GfDocument) head = gf_head_unpack (packed_head, error);
  if (head == NULL)
    return false;

  g_autoptr (GfUnit) unit = gf_unit_unpack (packed_unit, error);
  if (unit == NULL)
    return false;
  *head_out = g_steal_pointer (&head);
  *unit_out = g_steal_pointer (&unit);
  return true;
}

GfDocument *
gf_record_read_document (const XcBytes *data, GError **error)
{
  g_autoptr (GVariant) stored
      = gf_record_from_bytes (GF_STORED_DOCUMENT_TYPE, data->data, data->size);

  return gf_document_unpack (stored, error);
}
