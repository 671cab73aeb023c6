/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/signature.h"

#include <string.h>

/* stage, named, number, name, period, values (all or none) */
#define PACKED_TYPE "(ybqssaq)"

void
gf_signature_free (GfSignature *signature)
{
  if (signature == NULL)
    return;
  g_free (signature->name);
  g_free (signature->period);
  g_free (signature);
}

GBytes *
gf_signature_pack (const GfSignature *signature)
{
  GVariant *values = g_variant_new_fixed_array (
      G_VARIANT_TYPE_UINT16, signature->values,
      signature->has_values ? GF_SIGNATURE_VALUES : 0, sizeof *signature->values);
  g_autoptr (GVariant) packed = g_variant_ref_sink (g_variant_new (
      "(ybqss@aq)", (guchar) signature->stage, (gboolean) signature->is_named,
      signature->number, signature->name, signature->period, values));

  return g_variant_get_data_as_bytes (packed);
}

static bool
read_values (GVariant *packed, GfSignature *signature)
{
  gsize n;
  const uint16_t *values
      = g_variant_get_fixed_array (packed, &n, sizeof *signature->values);

  if (n != 0 && n != GF_SIGNATURE_VALUES)
    return false;
  signature->has_values = n > 0;
  if (n > 0)
    memcpy (signature->values, values, sizeof signature->values);
  return true;
}

GfSignature *
gf_signature_unpack (GBytes *packed)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (PACKED_TYPE), packed, FALSE));
  g_autoptr (GfSignature) signature = g_new0 (GfSignature, 1);
  g_autoptr (GVariant) values = NULL;
  guchar stage;
  gboolean is_named;

  if (!g_variant_is_normal_form (variant))
    return NULL;
  g_variant_get (variant, "(ybqss@aq)", &stage, &is_named, &signature->number,
                 &signature->name, &signature->period, &values);
  signature->stage = stage;
  signature->is_named = is_named;
  if (stage > GF_STAGE_LAST || strlen (signature->name) > GF_SIGNATURE_MAX_NAME
      || strlen (signature->period) > GF_SIGNATURE_MAX_PERIOD
      || !read_values (values, signature))
    return NULL;
  return g_steal_pointer (&signature);
}

double
gf_signature_resemblance (const GfSignature *one, const GfSignature *other)
{
  unsigned alike = 0;

  if (!one->has_values || !other->has_values)
    return 0;
  for (unsigned i = 0; i < GF_SIGNATURE_VALUES; i++)
    alike += one->values[i] == other->values[i];
  return (double) alike / GF_SIGNATURE_VALUES;
}
