/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * child.h: a process of ours on the other end of a socket: gjenfinn-extract,
 * gjenfinn-words.
 *
 * It finds its end as GF_CHILD_SOCKET, and says hello once it is in its sandbox.  What it
 * says may be the words of a file that has taken it over, and it need not end when it
 * should: stopping it waits for some time and then kills.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define GF_CHILD_SOCKET 3

typedef struct
{
  pid_t pid;  /* 0 while none runs */
  int socket; /* -1 while none is there */
} GfChild;

#define GF_CHILD_NONE                                                                    \
  {                                                                                      \
    0, -1                                                                                \
  }

/*
 * gf_child_start: runs @arguments (the program's path first, NULL last); does not wait
 * for its hello.  Errors: those of g_spawn_async () and the system.
 */
bool gf_child_start (GfChild *child, const char *const *arguments, GError **error);

/*
 * gf_child_greet: waits for the hello, some time.
 * @said_out: (optional) (transfer full): what it said
 * Errors: GF_MESSAGE_ERROR; CLOSED: it ended before, and has said why on stderr.
 */
bool gf_child_greet (const GfChild *child, char **said_out, GError **error);

/* When a child started now is no more waited for: g_get_monotonic_time ()'s. */
int64_t gf_child_greeting_deadline_us (void);

/*
 * gf_child_stop: ends it, and tells how it ended: a wait status, 0 where none ran.
 * @signal_number: 0 to let it end by itself, which it should once its socket closes
 */
int gf_child_stop (GfChild *child, int signal_number);

/*
 * gf_child_was_killed: whether @status, from stopping it with 0, says that a SIGKILL
 * ended it: that comes from outside, from a machine short of memory or an impatient
 * person, and says nothing of what it was doing.
 */
bool gf_child_was_killed (int status);

/* How many of a kind may be killed, one after the other, before they are ready. */
#define GF_CHILD_MAX_STARTS 3
