/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * message.h: messages between gjenfinn-indexer, gjenfinn-extract and gjenfinn-words, over
 * stream sockets.
 *
 * A message is a header of fixed size (magic, version, type, length) and one serialised
 * GVariant of the type that belongs to it; a descriptor may ride along.  The receiver
 * checks the header, the length against its own cap, the type of the body, and that it is
 * in normal form with nothing left over, before anyone reads a field: the sender may be a
 * process that a hostile file has taken over.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum
{
  GF_MESSAGE_HELLO = 1, /* worker: ready, sandboxed.  "(s)": program version; of
                           gjenfinn-words, what analyses (gf_analysis_get_stamp ()) */
  GF_MESSAGE_READ,      /* indexer: read this, the file's descriptor rides along.
                           GF_READ_REQUEST_TYPE */
  GF_MESSAGE_UNIT, /* worker: one unit.  GF_ANALYSED_TYPE around GF_STORED_UNIT_TYPE */
  GF_MESSAGE_DOCUMENT, /* worker: the document, after its units.  GF_ANALYSED_TYPE around
                          GF_STORED_DOCUMENT_TYPE */
  GF_MESSAGE_DONE,     /* worker: the last word on a file.  GF_READ_RESULT_TYPE */
  GF_MESSAGE_WORDS,    /* worker to indexer to gjenfinn-words: what are these?
                          GF_WORDS_TYPE; common/word-roots.h has the limits */
  GF_MESSAGE_ROOTS,    /* the answer, back the same way.  GF_ROOTS_TYPE */
  GF_MESSAGE_SETUP,    /* indexer, before HELLO: what the worker may spend, and the
                          passwords and languages it may try.  GF_SETUP_TYPE */
  GF_MESSAGE_PROGRESS, /* worker: how far it is, before what may be its last step.
                          GF_PROGRESS_TYPE */
  GF_MESSAGE_MEMBER,   /* worker: a file within the file begins.  GF_MEMBER_TYPE */
  GF_MESSAGE_BYTES,    /* worker: the next bytes of that member.  "ay" */
  GF_MESSAGE_MEMBER_END, /* worker: that was all of it.  GF_MEMBER_END_TYPE */
  GF_MESSAGE_RECOGNISED, /* worker: the text seen in pages that are images, to be kept.
                            GF_PAGES_TYPE */
  GF_MESSAGE_EDGES,      /* worker: what a web page begins and ends with, before what was
                            repeated was set aside: gf_repeats_list ().  "at" */
  GF_MESSAGE_STATED, /* indexer, right before READ: what the folder of that file states
                        of it; none where it states nothing.  GF_STATED_TYPE */
  GF_MESSAGE_LAST = GF_MESSAGE_STATED
} GfMessageType;

/* Blocks looked at from either end of a web page, and so half of what EDGES may hold. */
#define GF_EDGE_MAX_BLOCKS 40
/* limits by name (common/limits.h), passwords of encrypted files, languages of text in
   images (none: images are left alone), what many web pages begin and end with, rising */
#define GF_SETUP_TYPE "(a{st}asasat)"
/* key and value, each key once: type (gf_document_type_name ()), body, region,
   municipalities and counties (names apart by GF_STATED_SEPARATOR), language, date, title
 */
#define GF_STATED_TYPE "a(ss)"
/* page, the text that was seen in its image, spelled as in indexer/extract/pages/seen.h
 */
#define GF_PAGES_TYPE "a(us)"
/* document id, shown path, last change of the file (seconds since 1970); where to stop,
   as GF_PROGRESS_TYPE counts (0 for nowhere); how many archives it lies in; its pages
   that were seen before */
#define GF_READ_REQUEST_TYPE "(ssxuuy" GF_PAGES_TYPE ")"
/* the page that is begun, 0 in a format without; blocks read; whether an image is about
   to be read for text, which takes its own time */
#define GF_PROGRESS_TYPE "(uub)"
/* its path within the file, as bytes: parts apart by "/", none of them "", "." or ".." */
#define GF_MEMBER_TYPE "(ay)"
/* status (GfReadStatus), reason, detail: READ_NOT where its bytes could not be had */
#define GF_MEMBER_END_TYPE "(yss)"
/* document id as requested, status (GfReadStatus), reason, detail, pages */
#define GF_READ_RESULT_TYPE "(syssu)"
/* terms, each ended by a NUL, filled up to numbers; for each, in one number, its wdf and
   how many positions it has; the positions: see common/posted-words.h */
#define GF_POSTED_WORDS_TYPE "(atatau)"
/* stored record (boxed), words, filter terms, values: (slot, bytes) */
#define GF_ANALYSED_TYPE "(v" GF_POSTED_WORDS_TYPE "asa(us))"

/* words, folded */
#define GF_WORDS_TYPE "as"
/* for each word asked for, in the same order: lemmas, parts (common/lexicon.h) */
#define GF_ROOTS_TYPE "a(asas)"

/* One message's body, at most: text of 32 MB with its postings stays below. */
#define GF_MESSAGE_MAX_BYTES ((size_t) 512 << 20)

typedef enum
{
  GF_MESSAGE_ERROR_CLOSED, /* the other end is gone, between messages or in the midst of
                              one */
  GF_MESSAGE_ERROR_MALFORMED, /* not a message of this version; close, and blame the
                                 sender */
  GF_MESSAGE_ERROR_TIMEOUT,   /* the deadline passed */
  GF_MESSAGE_ERROR_IO         /* the system refused; the message says what */
} GfMessageError;
#define GF_MESSAGE_ERROR (gf_message_error_quark ())
GQuark gf_message_error_quark (void);

/* gf_message_type_string: the GVariant type that belongs to @type. */
const char *gf_message_type_string (GfMessageType type);

/*
 * gf_message_send: writes the whole message, blocking.
 * @body: of the type of @type; a floating reference is sunk
 * @fd: rides along, is not closed; -1 for none
 * Errors: CLOSED, IO.  SIGPIPE is never raised.
 */
bool gf_message_send (int socket, GfMessageType type, GVariant *body, int fd,
                      GError **error);

/*
 * gf_message_post: writes the whole message without waiting for the other end, which is
 * small enough to fit (common/word-roots.h) where the other end has read what came
 * before.
 * Errors: CLOSED, IO; TIMEOUT where it does not fit: some of it may be sent, and the
 * conversation is over.
 */
bool gf_message_post (int socket, GfMessageType type, GVariant *body, GError **error);

/*
 * gf_message_receive: reads one whole message.
 * @max_bytes: cap on the body; a larger one is MALFORMED
 * @deadline_us: g_get_monotonic_time () at which to give up; -1 for never
 * @fd_out: (optional) (transfer full): the descriptor that came along, -1 for none; where
 * NULL, a descriptor that comes is closed and the message is MALFORMED Returns: (transfer
 * full) (nullable): the body, of the type of @type_out, in normal form. Errors: CLOSED,
 * MALFORMED, TIMEOUT, IO.
 */
GVariant *gf_message_receive (int socket, size_t max_bytes, int64_t deadline_us,
                              GfMessageType *type_out, int *fd_out, GError **error);
