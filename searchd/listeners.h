/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listeners.h: the sockets that clients come to: those that were handed over by who
 * started the daemon, or else those that the settings name.
 */
#pragma once

#include <stdbool.h>

#include "searchd/settings.h"

typedef struct
{
  GArray *fds;   /* of int; owned */
  GString *urls; /* where they listen, with blanks between */
  bool inherited;
} GfListeners;

/*
 * gf_listeners_open: @listeners: zeroed; to be cleared on error too.
 * Takes the environment's word on handed-over sockets, so before threads are made.
 * Errors: G_KEY_FILE_ERROR: the settings do not allow it; else what the system said.
 */
bool gf_listeners_open (GfListeners *listeners, const GfSettings *settings,
                        GError **error);

/* gf_listeners_give: their descriptors, *n_out of them, which are now the caller's to
 * close; (transfer full): the array. */
int *gf_listeners_give (GfListeners *listeners, unsigned *n_out);

/* gf_listeners_clear: closes what was not given away. */
void gf_listeners_clear (GfListeners *listeners);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfListeners, gf_listeners_clear)
