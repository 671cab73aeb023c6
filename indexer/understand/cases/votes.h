/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * votes.h: how many voted for and against, where a text says so.
 *
 * A text tells of several votes: that on the decision is the last that was not lost, and
 * not on an amendment, if there is such.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/registers.h"

/*
 * gf_votes_read: the vote on what @text is about.
 * @fell: the proposal was lost: its own vote is looked for, the smaller number in favour
 * @for_out, @against_out: -1 where not given; left alone where it returns false
 * Returns: whether any number was given.
 */
bool gf_votes_read (const GfRegisters *registers, const char *text, size_t length,
                    bool fell, int32_t *for_out, int32_t *against_out);
