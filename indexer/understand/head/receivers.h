/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * receivers.h: which lines of a head name those that a paper is sent to, and not whose it
 * is: "Kopi: Rådmannsgruppa", "Formannskapet", "Kommunestyrets medlemmer", one below the
 * other; and where their address stands.  Linear.  Private to bodies.c and owners.c.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_receivers_find: for each line of @head whether it is one.  (transfer full): of
 * bool */
GArray *gf_receivers_find (const GfLines *head);

/* gf_receiver_is_addressed: whether a postal address stands right below line @index. */
bool gf_receiver_is_addressed (const GfLines *head, size_t index);
