/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xapian-tcpsrv, one process a database, on ports of 127.0.0.1 that were free.  Each is a
 * process group of its own, since it forks for every connection; all end with
 * servers_free ().
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Servers Servers;

/* Whether the program is installed (Debian: xapian-tools). */
bool servers_are_there (void);

Servers *servers_new (void);
void servers_free (Servers *servers);

/* A port that nothing listens on. */
uint16_t servers_free_port (void);

/* servers_start: the next server, for the database at @path; waits until it answers.
   Returns: its port. */
uint16_t servers_start (Servers *servers, const char *path);

uint16_t servers_get_port (const Servers *servers, unsigned i);

/* The server of number @i and what it forked: ended, or stopped in its tracks,
   or no longer so. */
void servers_kill (Servers *servers, unsigned i);
void servers_hold (Servers *servers, unsigned i);
void servers_let_go (Servers *servers, unsigned i);
