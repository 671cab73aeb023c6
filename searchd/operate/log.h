/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * log.h: what the daemon says on standard error, a line each: as text for people and
 * syslog, or as JSON (one object a line).  Where standard error is systemd's journal, a
 * line begins with its level ("<6>") and a text has no time of its own: the journal has.
 *
 * What a line is built of may come from the network: control characters, and those that
 * turn the direction of text, are escaped, and each value is cut at
 * GF_LOG_VALUE_MAX_BYTES.  A line is one write (), so lines of several threads are never
 * mixed.  Questions are personal data: the query string is left out unless the settings
 * ask for it, and so is a path that no route has, since anything may stand there.
 *
 * All of it may be called from any thread.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define GF_LOG_VALUE_MAX_BYTES 8192

typedef enum
{
  GF_LOG_ERROR, /* somebody has to do something */
  GF_LOG_WARNING,
  GF_LOG_INFO,
  GF_LOG_DEBUG
} GfLogLevel;

typedef struct
{
  bool json;        /* else text */
  GfLogLevel least; /* that is written */
  bool requests;    /* a line for each request, at GF_LOG_INFO */
  bool questions;   /* with its query string */
  bool addresses;   /* and the client's address */
} GfLogOptions;

#define GF_LOG_OPTIONS_INIT                                                              \
  {                                                                                      \
    .least = GF_LOG_INFO                                                                 \
  }

/* gf_log_set_options: for the whole process, at its start or by a reload; before that,
 * GF_LOG_OPTIONS_INIT. */
void gf_log_set_options (const GfLogOptions *options);

/* gf_log_is_journal: whether standard error is systemd's journal. */
bool gf_log_is_journal (void);

/* gf_log: @format makes a text in lower case without a full stop, of UTF-8; a message
 * that holds what somebody asked must not be logged. */
void gf_log (GfLogLevel level, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* One request, answered. */
typedef struct
{
  const char *method;
  const char *target; /* as sent */
  const char *route;  /* the pattern; NULL where none matched */
  const char *client; /* NULL where not known */
  unsigned status;
  uint64_t bytes; /* of the body; 0 for HEAD */
  uint64_t took_us;
  uint64_t waited_us; /* for a worker; part of took_us */
} GfLogRequest;

/* gf_log_request: writes nothing unless the settings ask for requests. */
void gf_log_request (const GfLogRequest *request);
