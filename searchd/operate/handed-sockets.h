/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handed-sockets.h: sockets that whoever started the daemon opened for it, by the
 * protocol of sd_listen_fds(3): so it needs no right to open any, and no connection is
 * refused while it starts anew.
 */
#pragma once

#include <glib.h>

/*
 * gf_handed_sockets_take: those handed to this process, which are its own from now on:
 * closed on exec, non-blocking.  Takes what said so out of the environment, so before
 * threads are made.
 * @max: how many can be used
 * Returns: (transfer full): of int, each to be closed; of length 0 where none were handed
 * over; NULL on error.
 * Errors: G_IO_ERROR_INVALID_ARGUMENT: more than @max, or one that is not a stream socket
 * that listens; which is said.
 */
GArray *gf_handed_sockets_take (unsigned max, GError **error);
