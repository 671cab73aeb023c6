/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zip-private.h: what zip.c, which reads the directory, and zip-stream.c, which reads
 * members, share.  Offsets are from the start of the file.  Source: APPNOTE.TXT, the
 * .ZIP File Format Specification, 4.3.
 */
#pragma once

#include "indexer/extract/packages/zip.h"

typedef struct
{
  uint64_t offset; /* of its local header */
  uint64_t packed;
  uint64_t unpacked; /* as the directory says */
  uint32_t checksum;
  uint16_t method;
  bool is_encrypted;
  bool is_unsure; /* sizes and checksum are not known */
} GfZipMember;

struct GfZip
{
  GfReading *reading;
  GHashTable *members; /* name to GfZipMember */
  uint64_t unpacked;   /* of all members, so far */
  bool is_whole;
  bool is_over; /* there are more members than allowed */
};

/* One without members yet. */
GfZip *gf_zip_new (GfReading *reading);

/* gf_zip_read_at: all of @length bytes at @offset.  Returns: false where they are not
 * there. */
bool gf_zip_read_at (const GfZip *zip, uint64_t offset, void *bytes, size_t length);

static inline uint64_t
gf_zip_number (const uint8_t *bytes, int n_bytes)
{
  uint64_t number = 0;

  for (int i = n_bytes; i-- > 0;)
    number = number << 8 | bytes[i];
  return number;
}
