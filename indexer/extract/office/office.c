/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office.c: zip containers: which Office format, if any.
 */
#include "config.h"

#include "indexer/extract/office/office.h"

#include <string.h>

#include "common/schema.h"

#define OOXML_TYPE "application/vnd.openxmlformats-officedocument."
#define ODF_TYPE "application/vnd.oasis.opendocument."
#define EPUB_TYPE "application/epub+zip"
#define TYPES_PART "[Content_Types].xml"
#define CONTENT_PART "content.xml"
#define CONTAINER_PART "META-INF/container.xml"
#define MANIFEST_PART "META-INF/manifest.xml"

typedef bool (*OfficeReader) (GfReading *reading, GfZip *zip, const char *main_part,
                              GError **error);

/* Documents, templates, shows, with macros or without: by the media type of the main
 * part, or, where that says nothing, its folder. */
typedef struct
{
  const char *marks[2]; /* one of them is in the media type */
  const char *main_part;
  const char *type;
  OfficeReader read;
} PackageKind;
static const PackageKind package_kinds[] = {
  { { ".wordprocessingml.", ".ms-word." },
    "word/document.xml",
    OOXML_TYPE "wordprocessingml.document",
    gf_docx_read },
  { { ".spreadsheetml.", ".ms-excel." },
    "xl/workbook.xml",
    OOXML_TYPE "spreadsheetml.sheet",
    gf_xlsx_read },
  { { ".presentationml.", ".ms-powerpoint." },
    "ppt/presentation.xml",
    OOXML_TYPE "presentationml.presentation",
    gf_pptx_read },
};

/* The first that stands in "mimetype", with more behind it for templates. */
typedef struct
{
  const char *type;
  OfficeReader read;
} OpenKind;
static const OpenKind open_kinds[] = {
  { ODF_TYPE "text", gf_odt_read },
  { ODF_TYPE "spreadsheet", gf_ods_read },
  { ODF_TYPE "presentation", gf_odp_read },
  { ODF_TYPE "graphics", gf_odp_read },
};

static bool
fail (GError **error, GfExtractError code, const char *what)
{
  g_set_error_literal (error, GF_EXTRACT_ERROR, code, what);
  return false;
}

static bool
member_holds (GfZip *zip, const char *name, const char *what)
{
  g_autoptr (GBytes) bytes = gf_zip_load (zip, name);
  size_t length = 0;
  const void *start = bytes ? g_bytes_get_data (bytes, &length) : NULL;

  return start != NULL && memmem (start, length, what, strlen (what)) != NULL;
}

/* The parts that are files of other programs lie in a folder of their own, beside the
 * main part. */
static void
give_embedded (GfReading *reading, GfZip *zip, const char *main_part)
{
  const char *slash = strrchr (main_part, '/');
  int folder = slash != NULL ? (int) (slash + 1 - main_part) : 0;
  g_autofree char *prefix = g_strdup_printf ("%.*sembeddings/", folder, main_part);
  g_autoptr (GPtrArray) names = gf_zip_list (zip, prefix);

  for (guint i = 0; i < names->len; i++)
    gf_office_give_member (reading, zip, g_ptr_array_index (names, i));
}

/* An object of OpenDocument is a folder of parts, part of the document as any table is,
 * or, from another program, a file: "Object 1". */
static void
read_objects (GfReading *reading, GfZip *zip)
{
  g_autoptr (GPtrArray) names = gf_zip_list (zip, "Object ");

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (strchr (name, '/') == NULL)
        gf_office_give_member (reading, zip, name);
      else if (g_str_has_suffix (name, "/" CONTENT_PART))
        gf_ods_read_object (reading, zip, name);
    }
}

typedef struct
{
  const char *part;
  char *type;
} ContentType;

static bool
start_content_type (void *data, const char *uri, const char *name,
                    const GfXmlElement *element)
{
  ContentType *wanted = data;
  g_autofree char *part = gf_xml_dup_attribute (element, "PartName");

  (void) uri;
  if (strcmp (name, "Override") == 0 && part != NULL && wanted->type == NULL
      && g_ascii_strcasecmp (part + strspn (part, "/"), wanted->part) == 0)
    wanted->type = gf_xml_dup_attribute (element, "ContentType");
  return true;
}

/* (transfer full) (nullable) */
static char *
dup_content_type (GfZip *zip, const char *part)
{
  static const GfXmlHandler handler = { start_content_type, NULL, NULL };
  g_autoptr (GBytes) bytes = gf_zip_load (zip, TYPES_PART);
  ContentType wanted = { .part = part };

  if (bytes != NULL)
    gf_xml_walk (bytes, &handler, &wanted);
  return wanted.type;
}

/* (transfer full) (nullable): NULL where it is no such package. */
static char *
find_main_part (GfZip *zip)
{
  g_autoptr (GfRelations) relations = gf_relations_read (zip, "");
  const char *target = gf_relations_first (relations, "officeDocument");

  if (target != NULL && gf_zip_has (zip, target))
    return g_strdup (target);
  for (size_t i = 0; i < G_N_ELEMENTS (package_kinds); i++)
    if (gf_zip_has (zip, package_kinds[i].main_part))
      return g_strdup (package_kinds[i].main_part);
  return NULL;
}

static const PackageKind *
find_package_kind (const char *type, const char *main_part)
{
  for (size_t i = 0; i < G_N_ELEMENTS (package_kinds); i++)
    {
      const PackageKind *kind = &package_kinds[i];
      size_t folder = strcspn (kind->main_part, "/") + 1;

      if (type == NULL && g_ascii_strncasecmp (main_part, kind->main_part, folder) == 0)
        return kind;
      if (type != NULL
          && (strstr (type, kind->marks[0]) != NULL
              || strstr (type, kind->marks[1]) != NULL))
        return kind;
    }
  return NULL;
}

static bool
read_package (GfReading *reading, GfZip *zip, const char *main_part, GError **error)
{
  g_autofree char *type = dup_content_type (zip, main_part);
  const PackageKind *kind = find_package_kind (type, main_part);

  if (kind == NULL || (type != NULL && strstr (type, ".binary.") != NULL))
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_UNSUPPORTED,
                   "Office files of type '%s' are not read", type != NULL ? type : "");
      return false;
    }
  gf_text_set (reading->text, GF_TEXT_FORMAT, kind->type);
  g_autoptr (GBytes) core = gf_zip_load (zip, "docProps/core.xml");
  gf_office_read_properties (reading, core);
  if (!kind->read (reading, zip, main_part, error))
    return false;
  give_embedded (reading, zip, main_part);
  return true;
}

/* Without its mimetype, which must come first, a file is told by its manifest, and if
   that is missing too it is taken for text. */
static const OpenKind *
find_open_kind (GfZip *zip)
{
  const char *name = gf_zip_has (zip, "mimetype") ? "mimetype" : MANIFEST_PART;

  if (!gf_zip_has (zip, name))
    return &open_kinds[0];
  for (size_t i = 0; i < G_N_ELEMENTS (open_kinds); i++)
    if (member_holds (zip, name, open_kinds[i].type))
      return &open_kinds[i];
  return NULL;
}

static bool
read_open (GfReading *reading, GfZip *zip, GError **error)
{
  const OpenKind *kind = find_open_kind (zip);

  if (kind == NULL)
    return fail (error, GF_EXTRACT_ERROR_UNSUPPORTED,
                 "OpenDocument files of this kind are not read");
  gf_text_set (reading->text, GF_TEXT_FORMAT, kind->type);
  if (member_holds (zip, MANIFEST_PART, "encryption-data"))
    return fail (error, GF_EXTRACT_ERROR_ENCRYPTED,
                 "an OpenDocument file that needs a password");
  g_autoptr (GBytes) meta = gf_zip_load (zip, "meta.xml");
  gf_office_read_properties (reading, meta);
  if (!kind->read (reading, zip, CONTENT_PART, error))
    return false;
  read_objects (reading, zip);
  return true;
}

/* A container that another program packed with a password still tells its names. */
static bool
is_locked (const GfZip *zip, const char *main_part)
{
  static const char *const names[]
      = { TYPES_PART, "_rels/.rels", CONTENT_PART, "mimetype", CONTAINER_PART };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (gf_zip_is_encrypted (zip, names[i]))
      return true;
  return main_part != NULL && gf_zip_is_encrypted (zip, main_part);
}

static bool
read_document (GfReading *reading, GfZip *zip, const char *main_part, GError **error)
{
  if (is_locked (zip, main_part))
    return fail (error, GF_EXTRACT_ERROR_ENCRYPTED,
                 "an Office file in a container that needs a password");
  bool is_over;
  if (!gf_zip_is_whole (zip, &is_over) && is_over)
    gf_reading_cut (reading, "more members than %" G_GUINT64_FORMAT,
                    reading->options->limits.members);
  else if (!gf_zip_is_whole (zip, &is_over))
    gf_reading_lack (reading, GF_REASON_DAMAGED, "the list of its members breaks off");
  if (main_part != NULL)
    return read_package (reading, zip, main_part, error);
  if (gf_zip_has (zip, CONTENT_PART))
    return read_open (reading, zip, error);
  gf_text_set (reading->text, GF_TEXT_FORMAT, EPUB_TYPE);
  return gf_epub_read (reading, zip, CONTAINER_PART, error);
}

/* content.xml alone may be anybody's. */
static bool
is_open_or_book (const GfZip *zip)
{
  return gf_zip_has (zip, CONTAINER_PART)
         || (gf_zip_has (zip, CONTENT_PART)
             && (gf_zip_has (zip, "mimetype") || gf_zip_has (zip, MANIFEST_PART)
                 || gf_zip_has (zip, "styles.xml") || gf_zip_has (zip, "meta.xml")));
}

/* A container whose end is lost is told by what begins it. */
static bool
begins_document (const GfReading *reading)
{
  static const char *const names[]
      = { TYPES_PART, "_rels/", "docProps/", "word/", "xl/", "ppt/", "mimetype" };
  const char *name = (const char *) reading->head + GF_ZIP_LOCAL_HEADER_BYTES;

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (reading->head_length >= GF_ZIP_LOCAL_HEADER_BYTES + strlen (names[i])
        && memcmp (name, names[i], strlen (names[i])) == 0)
      return true;
  return false;
}

static bool
is_document (const GfZip *zip, const char *main_part)
{
  return main_part != NULL || is_open_or_book (zip);
}

/* Of a file that was cut off its text is often whole. */
static bool
read_broken (GfReading *reading, const GError *why, GError **error)
{
  g_autoptr (GfZip) zip = gf_zip_salvage (reading);
  g_autofree char *main_part = zip != NULL ? find_main_part (zip) : NULL;

  if (zip == NULL || !is_document (zip, main_part))
    return fail (error, (GfExtractError) why->code, why->message);
  gf_reading_lack (reading, GF_REASON_DAMAGED, "%s", why->message);
  return read_document (reading, zip, main_part, error);
}

bool
gf_office_read (GfReading *reading, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GfZip) zip = gf_zip_open (reading, &why);
  g_autofree char *main_part = zip != NULL ? find_main_part (zip) : NULL;

  if (zip != NULL && is_document (zip, main_part))
    return read_document (reading, zip, main_part, error);
  if (zip != NULL || !begins_document (reading))
    return gf_archive_read (reading, error);
  return read_broken (reading, why, error);
}
