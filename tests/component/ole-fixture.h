/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ole-fixture.h: compound files and the records within, made in memory.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* @path: "Workbook", "__attach_version1.0_#00000000/__substg1.0_37010102": what is before
 * the last "/" are storages */
typedef struct
{
  const char *path;
  const GByteArray *bytes;
} OleStream;

/* A compound file of these ([MS-CFB], version 3): the small ones in the mini stream. */
GByteArray *make_ole_bytes (const OleStream *streams, size_t n_streams);
/* The same, open for reading. */
int make_ole (const OleStream *streams, size_t n_streams);

/* Little-endian numbers of @width bytes, and text, at the end of @bytes. */
void put_number (GByteArray *bytes, uint64_t number, unsigned width);
void put_string (GByteArray *bytes, const char *string);
void put_utf16 (GByteArray *bytes, const char *string);

/* A stream of the text: bytes, or UTF-16: (transfer full). */
GByteArray *bytes_of (const char *string);
GByteArray *utf16_of (const char *string);
