/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * message.h: messages between gjenfinn-indexer and gjenfinn-extract, over a stream
 * socket.
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
  GF_MESSAGE_HELLO = 1, /* worker: ready, sandboxed.  "(s)": program version */
  GF_MESSAGE_READ,      /* indexer: read this, the file's descriptor rides along.
                           GF_READ_REQUEST_TYPE */
  GF_MESSAGE_UNIT, /* worker: one unit.  GF_ANALYSED_TYPE around GF_STORED_UNIT_TYPE */
  GF_MESSAGE_DOCUMENT, /* worker: the document, after its units.  GF_ANALYSED_TYPE around
                          GF_STORED_DOCUMENT_TYPE */
  GF_MESSAGE_DONE,     /* worker: the last word on a file.  GF_READ_RESULT_TYPE */
  GF_MESSAGE_LAST = GF_MESSAGE_DONE
} GfMessageType;

/* document id, shown path, last change of the file (seconds since 1970) */
#define GF_READ_REQUEST_TYPE "(ssx)"
/* document id as requested, status (GfReadStatus), reason, detail, pages */
#define GF_READ_RESULT_TYPE "(syssu)"
/* stored record (boxed), words: (term, wdf, positions), filter terms, values: (slot,
 * bytes) */
#define GF_ANALYSED_TYPE "(va(suau)asa(us))"

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
