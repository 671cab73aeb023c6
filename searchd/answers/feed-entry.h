/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * feed-entry.h: a hit as an entry of an Atom feed (RFC 4287).
 *
 * An entry's id is made of the hit's, which is that of its content, so that a reader who
 * has seen it knows it again, in any feed.  Its time is the date of its document: that is
 * what is known of when it was.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

/* gf_feed_id: a name for @text that is always the same and nobody else's: a UUID of
   version 8 (RFC 9562), of its SHA-256.  Returns: (transfer full): "urn:uuid:...". */
char *gf_feed_id (const char *text);

/*
 * gf_feed_time: when @hit was: the first moment of the day, month or year of its
 * document, as RFC 3339 wants it; of one without a date, as of NULL, 1970, since
 * something has to stand there.
 * Returns: (transfer full).
 */
char *gf_feed_time (const json_t *hit);

/* gf_feed_put_entry: @base: of all links, without a '/' at the end. */
void gf_feed_put_entry (GString *out, const char *base, const json_t *hit);
