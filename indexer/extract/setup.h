/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setup.h: what a worker is told before it locks itself in, the same for all files.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/extract/extract.h"

typedef struct
{
  GfExtractOptions options; /* points to what follows */
  GStrv passwords;
  GStrv languages;
  GVariant *repeated; /* "at": what many web pages begin and end with, as
                         gf_repeats_set_aside () takes it */
} GfSetup;

void gf_setup_clear (GfSetup *setup);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfSetup, gf_setup_clear)

/*
 * gf_setup_receive: the SETUP that comes over @socket.
 * @setup: all zeros; stays where it is
 * Errors: GF_MESSAGE_ERROR.
 */
bool gf_setup_receive (GfSetup *setup, int socket, GError **error);
