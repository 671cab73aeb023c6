/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ole-read.c: which of the old formats a compound file holds, by the streams in it.
 */
#include "config.h"

#include "indexer/extract/legacy/ole.h"

typedef bool (*OleReader) (GfReading *reading, GfOle *ole, GError **error);

typedef struct
{
  const char *stream;
  const char *type;
  OleReader read;   /* NULL for what is not read */
  const char *what; /* to people */
} Kind;

static const Kind kinds[] = {
  { "EncryptedPackage", GF_OLE_TYPE, NULL, NULL },
  { "WordDocument", "application/msword", gf_doc_read, NULL },
  { "Workbook", "application/vnd.ms-excel", gf_xls_read, NULL },
  { "Book", "application/vnd.ms-excel", gf_xls_read, NULL },
  { "PowerPoint Document", "application/vnd.ms-powerpoint", gf_ppt_read, NULL },
  { "__properties_version1.0", "application/vnd.ms-outlook", gf_msg_read, NULL },
  { "VisioDocument", "application/vnd.visio", NULL, "drawings (Visio)" },
  { "Quill", "application/x-mspublisher", NULL, "publications (Publisher)" },
  { "MatOST", "application/vnd.ms-works", NULL, "documents of Works" },
};

static bool
refuse (const Kind *kind, GError **error)
{
  if (kind == &kinds[0])
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                 "an Office file that needs a password");
  else
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_UNSUPPORTED, "%s are not read",
                 kind->what);
  return false;
}

bool
gf_ole_read (GfReading *reading, GError **error)
{
  g_autoptr (GfOle) ole = gf_ole_open (reading, error);
  if (ole == NULL)
    return false;

  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const Kind *kind = &kinds[i];

      if (gf_ole_find (ole, GF_OLE_ROOT, kind->stream) == GF_OLE_NONE)
        continue;
      gf_text_set (reading->text, GF_TEXT_FORMAT, kind->type);
      return kind->read != NULL ? kind->read (reading, ole, error) : refuse (kind, error);
    }
  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_UNSUPPORTED,
               "files of type '%s' are not read", GF_OLE_TYPE);
  return false;
}
