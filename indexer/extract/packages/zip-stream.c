/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zip-stream.c: a member of a container, unpacked bit by bit and counted.
 */
#include "config.h"

#include "indexer/extract/packages/zip-private.h"

#include <gio/gio.h>
#include <string.h>

#include "common/schema.h"
#include "indexer/extract/limits.h"

#define LOCAL_SIGNATURE 0x04034b50
#define METHOD_STORED 0
#define METHOD_DEFLATED 8
#define READ_BLOCK_BYTES 65536

struct GfZipStream
{
  GfZip *zip;
  const GfZipMember *member;
  char *name;
  GConverter *inflater; /* NULL where it is stored */
  uint64_t offset;      /* of what is not yet read of it */
  uint64_t left;        /* packed */
  uint64_t unpacked;
  uint32_t checksum;
  bool is_at_end;
  uint8_t *buffer; /* packed bytes that wait */
  size_t start;
  size_t length;
};

/* CRC-32 as in the APPNOTE, 4.4.7, half a byte at a time: fast enough, and no table of a
   kilobyte. */
static uint32_t
add_to_checksum (uint32_t checksum, const uint8_t *bytes, size_t length)
{
  static const uint32_t halves[16]
      = { 0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
          0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
          0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c };

  checksum = ~checksum;
  for (size_t i = 0; i < length; i++)
    {
      checksum = checksum >> 4 ^ halves[(checksum ^ bytes[i]) & 15];
      checksum = checksum >> 4 ^ halves[(checksum ^ bytes[i] >> 4) & 15];
    }
  return ~checksum;
}

static bool
begin (GfZipStream *stream, GError **error)
{
  uint8_t header[GF_ZIP_LOCAL_HEADER_BYTES];
  const GfZipMember *member = stream->member;

  if (member->is_encrypted)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                 "a container that needs a password");
  else if (member->method != METHOD_STORED && member->method != METHOD_DEFLATED)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_UNSUPPORTED,
                 "'%s' is packed by method %u", stream->name, member->method);
  else if (!gf_zip_read_at (stream->zip, member->offset, header, sizeof header)
           || gf_zip_number (header, 4) != LOCAL_SIGNATURE)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                 "'%s' is not where the directory says", stream->name);
  else
    {
      stream->offset = member->offset + sizeof header + gf_zip_number (header + 26, 2)
                       + gf_zip_number (header + 28, 2);
      stream->left = member->packed;
      return true;
    }
  return false;
}

GfZipStream *
gf_zip_open_member (GfZip *zip, const char *name, GError **error)
{
  g_autoptr (GfZipStream) stream = g_new0 (GfZipStream, 1);

  stream->zip = zip;
  stream->name = g_strdup (name);
  stream->member = g_hash_table_lookup (zip->members, name);
  if (stream->member == NULL)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED, "'%s' is missing",
                   name);
      return NULL;
    }
  if (!begin (stream, error))
    return NULL;
  if (stream->member->method == METHOD_DEFLATED)
    stream->inflater
        = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  stream->buffer = g_malloc (READ_BLOCK_BYTES);
  return g_steal_pointer (&stream);
}

void
gf_zip_stream_free (GfZipStream *stream)
{
  if (stream == NULL)
    return;
  g_clear_object (&stream->inflater);
  g_free (stream->buffer);
  g_free (stream->name);
  g_free (stream);
}

static bool
fill (GfZipStream *stream)
{
  size_t length = MIN (stream->left, READ_BLOCK_BYTES);

  if (!gf_zip_read_at (stream->zip, stream->offset, stream->buffer, length))
    return false;
  stream->offset += length;
  stream->left -= length;
  stream->start = 0;
  stream->length = length;
  return true;
}

static int
copy (GfZipStream *stream, char *buffer, size_t size)
{
  size_t length = MIN (size, stream->length);

  memcpy (buffer, stream->buffer + stream->start, length);
  stream->start += length;
  stream->length -= length;
  stream->is_at_end = stream->length == 0 && stream->left == 0;
  return (int) length;
}

static int
inflate_some (GfZipStream *stream, char *buffer, size_t size)
{
  GConverterFlags flags
      = stream->left == 0 ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS;
  gsize n_read = 0;
  gsize n_written = 0;

  GConverterResult result = g_converter_convert (
      stream->inflater, stream->buffer + stream->start, stream->length, buffer, size,
      flags, &n_read, &n_written, NULL);
  if (result == G_CONVERTER_ERROR)
    return -1;
  stream->start += n_read;
  stream->length -= n_read;
  stream->is_at_end = result == G_CONVERTER_FINISHED;
  return (int) n_written;
}

/* Some bytes, 0 at the end only, -1 where it is broken.  All that is packed may have been
   taken in before all is given out. */
static int
unpack (GfZipStream *stream, char *buffer, size_t size)
{
  int got = 0;

  while (got == 0 && !stream->is_at_end)
    {
      if (stream->length == 0 && !fill (stream))
        return -1;
      if (stream->length == 0 && stream->inflater == NULL)
        return 0;
      got = stream->inflater != NULL ? inflate_some (stream, buffer, size)
                                     : copy (stream, buffer, size);
    }
  return got;
}

static bool
is_over (const GfZipStream *stream)
{
  const GfReading *reading = stream->zip->reading;
  const GfLimits *limits = &reading->options->limits;

  return stream->unpacked > limits->unpacked_mb << 20
         || (stream->zip->unpacked > GF_LIMIT_RATIO_FLOOR
             && stream->zip->unpacked / limits->ratio > reading->size);
}

/* At the end: whether it was what the directory says. */
static bool
is_as_said (const GfZipStream *stream)
{
  return stream->member->is_unsure
         || (stream->checksum == stream->member->checksum
             && stream->unpacked == stream->member->unpacked);
}

int
gf_zip_stream_read (void *context, char *buffer, int size)
{
  GfZipStream *stream = context;
  int got = unpack (stream, buffer, size);

  if (got < 0 || (got == 0 && !is_as_said (stream)))
    return -1;
  if (got > 0 && gf_reading_is_late (stream->zip->reading))
    {
      gf_reading_cut (stream->zip->reading, "takes too much time: stopped in '%s'",
                      stream->name);
      return -1;
    }
  stream->zip->unpacked += got;
  stream->unpacked += got;
  stream->checksum = add_to_checksum (stream->checksum, (const uint8_t *) buffer, got);
  if (!is_over (stream))
    return got;
  gf_reading_cut (stream->zip->reading,
                  "'%s' unpacks to more than allowed: %" G_GUINT64_FORMAT " bytes",
                  stream->name, stream->unpacked);
  return -1;
}

static GBytes *
read_all (GfZipStream *stream)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *buffer = g_malloc (READ_BLOCK_BYTES);
  GfReading *reading = stream->zip->reading;
  int got;

  while ((got = gf_zip_stream_read (stream, buffer, READ_BLOCK_BYTES)) > 0)
    {
      if (bytes->len + (size_t) got > GF_LIMIT_HELD_MEMBER_BYTES)
        {
          gf_reading_cut (reading, "'%s' unpacks to too much: left out", stream->name);
          return NULL;
        }
      g_byte_array_append (bytes, (const uint8_t *) buffer, got);
    }
  if (got == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  gf_reading_lack (reading, GF_REASON_DAMAGED, "'%s' is damaged: left out", stream->name);
  return NULL;
}

GBytes *
gf_zip_load (GfZip *zip, const char *name)
{
  g_autoptr (GError) why = NULL;

  if (!gf_zip_has (zip, name))
    return NULL;
  g_autoptr (GfZipStream) stream = gf_zip_open_member (zip, name, &why);
  if (stream != NULL)
    return read_all (stream);
  gf_reading_lack (zip->reading, gf_extract_error_reason (why->code), "%s", why->message);
  return NULL;
}
