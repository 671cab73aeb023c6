/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * extract-fixture.h: files made in memory, read by gf_extract () without a sandbox, so
 * that leaks are looked for in the formats too.
 */
#pragma once

#include "indexer/extract/extract.h"

/* What was read of a file. */
typedef struct
{
  GfText *text;
  GfShortfall shortfall;
  GError *error;
  char *lines; /* a line a block: "kind page level text", with \n, \t written out */
} Reading;

void reading_clear (Reading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* A file of @length bytes (-1: up to the NUL), open for reading. */
int make_file (const char *bytes, gssize length);

/* A zip of members: name, content, name, content, ..., NULL. */
int make_zip (const char *name, ...) G_GNUC_NULL_TERMINATED;

/* A piece of text on a page of PDF, in points from the top left. */
typedef struct
{
  int page; /* from 1 */
  double x;
  double y;
  double size;
  bool is_bold;
  const char *text; /* Latin-1, without parentheses and backslashes */
} Piece;

/* A PDF of A4 pages, not compressed, in Helvetica that is not embedded. */
int make_pdf (const Piece *pieces, size_t n_pieces, int n_pages);

/* The blocks as Reading has them; (transfer full). */
char *dup_blocks (GfText *text);

/* Reads and closes @fd. */
Reading read_file (int fd);
Reading read_path (const char *path);

/* The contract's reason: "" where the file was read whole. */
const char *reading_reason (const Reading *reading);
