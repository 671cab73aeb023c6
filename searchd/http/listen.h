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
 * gf_listen_open: a TCP socket that listens at @address: "127.0.0.1:8080", "[::1]:8080",
 * "localhost:8080"; port 0 takes a free one.
 * @url_out: (transfer full): where it really listens, "http://127.0.0.1:40123"
 * Returns: the descriptor, non-blocking, closed on exec; -1 on error.
 * Errors: G_IO_ERROR_INVALID_ARGUMENT (not an address and port),
 * G_IO_ERROR_HOST_NOT_FOUND (no such host), or what the system said.
 */
int gf_listen_open (const char *address, char **url_out, GError **error);
