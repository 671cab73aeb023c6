/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listen.h: the socket that clients come to, opened before anything else is.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* gf_listen_check: whether @address is of the form that gf_listen_open () takes; asks
 * nobody whether it is there. Errors: G_IO_ERROR_INVALID_ARGUMENT, saying what is
 * allowed. */
bool gf_listen_check (const char *address, GError **error);

/*
 * gf_listen_open: a socket that listens at @address: "127.0.0.1:8080", "[::1]:8080",
 * "localhost:8080", where port 0 takes a free one; or "unix:/run/gjenfinn/public", where
 * a socket is taken away that nobody listens at any more: who may write to it may ask.
 * @url_out: (transfer full): where it really listens, "http://127.0.0.1:40123"
 * Returns: the descriptor, non-blocking, closed on exec; -1 on error.
 * Errors: G_IO_ERROR_INVALID_ARGUMENT (not an address and port),
 * G_IO_ERROR_HOST_NOT_FOUND (no such host), or what the system said.
 */
int gf_listen_open (const char *address, char **url_out, GError **error);

/* gf_listen_dup_url: where @fd listens: "http://[::1]:8080", or "unix:/run/socket".
 * Returns: (transfer full): NULL where the system does not say. */
char *gf_listen_dup_url (int fd);

/* gf_listen_is_local: whether none but this machine can come to @fd: it listens on a
 * loopback address or a Unix socket. */
bool gf_listen_is_local (int fd);
