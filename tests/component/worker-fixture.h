/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * worker-fixture.h: a gjenfinn-extract and a test in the place of its parent.
 */
#pragma once

#include <glib.h>
#include <sys/types.h>

#include "common/limits.h"
#include "common/message.h"
#include "common/schema.h"

/* What every file is asked for as. */
#define DOCUMENT_ID "00112233445566778899aabbccddeeff"
#define TIMEOUT_US (60 * G_USEC_PER_SEC)

typedef struct
{
  pid_t pid;
  int socket;
} Worker;

char *worker_program (void);

/* @words: a lexicon; NULL for none.  Unset: it was not told what it may spend. */
Worker worker_start_unset (const char *words);
void worker_set_up (const Worker *worker, const GfLimits *limits);
Worker worker_start_with (const char *words);
Worker worker_start (void);

/* (transfer full): the next message, which is of @type. */
GVariant *worker_receive (const Worker *worker, GfMessageType type);
void worker_expect_hello (const Worker *worker);

/* Asks for the file behind @fd, which is closed. */
void worker_ask (const Worker *worker, int fd);

/* The units, the document, which has @term (NULL for any), and nothing else before DONE
 * but questions about words and progress.  Returns: how many words were asked about. */
size_t worker_expect_term (const Worker *worker, const char *term);
void worker_expect_document (const Worker *worker);
void worker_expect_done (const Worker *worker, GfReadStatus status, const char *reason);

/* Closes its socket, and tells how it ended: a wait status. */
int worker_end (Worker *worker);
