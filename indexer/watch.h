/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * watch.h: waits until something changes in a tree, by inotify(7).
 *
 * Says that something changed and never what: whoever asks goes through the tree again,
 * which is cheap where little is new, and cannot drift from what is there.  The kernel
 * watches folder by folder and has a limit (fs.inotify.max_user_watches); where it is
 * met, or a folder cannot be watched, the tree is gone through every
 * GF_WATCH_LOOK_SECONDS instead.  Changes on network file systems made by other machines
 * raise no events.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define GF_WATCH_LOOK_SECONDS 30
/* What changed is waited out for so long without a further change, ... */
#define GF_WATCH_REST_MS 500
/* ... and never longer than this in all. */
#define GF_WATCH_MAX_REST_MS 4000

typedef struct GfWatch GfWatch;

/*
 * @roots: folders or files, NULL-terminated; @passed_over: a folder that is not watched,
 * with all below it, such as the index; it need not exist yet
 * Errors: G_FILE_ERROR, where the kernel has no inotify or no room for one more.
 */
GfWatch *gf_watch_new (const char *const *roots, const char *passed_over, GError **error);
void gf_watch_free (GfWatch *watch);

/*
 * gf_watch_refresh: watches every folder that is there now; to be called before the tree
 * is gone through, so that what changes after that raises an event.
 * Returns: whether all of it is watched.
 */
bool gf_watch_refresh (GfWatch *watch);

/*
 * gf_watch_wait: until something has changed and then rested, or the time to look anyway.
 * @look_ms: after so long without a change; -1 for never, unless the last refresh could
 * not watch everything
 * Returns: whether something has changed.
 */
bool gf_watch_wait (GfWatch *watch, int look_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfWatch, gf_watch_free)
