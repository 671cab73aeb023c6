/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * serve.h: a gjenfinn-words at work: words in over a socket, their roots out.
 *
 * The other end sends WORDS and waits; the answer is ROOTS, in the same order.  What was
 * analysed is remembered, so that a word is analysed once a run, whoever asks.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/sandbox/guard.h"
#include "norsk/roots.h"

/* All owned by the caller. */
typedef struct
{
  int socket;
  GfAnalysis *analysis;
  GfRoots *roots;
  GfGuard *guard;
} GfWordServer;

/*
 * gf_word_server_run: loads the dictionaries, says HELLO, then serves until the other end
 * closes.
 * Returns: true when it closed between two questions.
 * Errors: GF_MESSAGE_ERROR, where the conversation broke.
 */
bool gf_word_server_run (const GfWordServer *server, GError **error);
