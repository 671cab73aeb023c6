/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * worker.h: a gjenfinn-extract at work: files in over a socket, documents out.
 *
 * The other end sends READ with a descriptor and waits; the worker answers with the
 * document's UNITs, the DOCUMENT and DONE, or with DONE alone where nothing could be
 * read.  Before those it says how far it is (PROGRESS), and sends the files that lie
 * within the file (MEMBER, BYTES, MEMBER_END) and the text that it saw in images
 * (RECOGNISED).  DONE is the last word on every file, so that the other end knows which
 * file a death belongs to.  In between it may ask about words (inquiry.h).  From one file
 * to the next the worker keeps nothing but what it was made with, and what it learnt of
 * words.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/extract/postings/analyse.h"
#include "indexer/extract/extract.h"
#include "indexer/extract/postings/inquiry.h"
#include "indexer/extract/setup.h"
#include "indexer/sandbox/guard.h"
#include "indexer/understand/reading/registers.h"

/* All owned by the caller. */
typedef struct
{
  int socket;
  GfExtractor *extractor;
  GfRegisters *registers;
  GfInquiry *inquiry;
  GfAnalyser *analyser;
  GfGuard *guard;
  const GfSetup *setup;
} GfWorker;

/*
 * gf_worker_run: says HELLO, then serves until the other end closes.
 * Returns: true when it closed between two files.
 * Errors: GF_MESSAGE_ERROR, where the conversation broke.
 */
bool gf_worker_run (const GfWorker *worker, GError **error);
