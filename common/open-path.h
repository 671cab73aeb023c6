/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * open-path.h: files by their whole path, however long, and through no link.
 *
 * The system takes paths of up to PATH_MAX bytes (4,095), and a file can lie deeper than
 * that: a path of 4,000 letters is longer in bytes.  And it follows links in all parts of
 * a path but the last, so that a folder that is exchanged for a link while we walk would
 * lead out of the collection.
 */
#pragma once

/*
 * gf_open_path: open (@path, @flags) for reading; O_CLOEXEC is added.
 * @path: absolute, without links: as realpath () makes it, and what is below
 * Returns: a descriptor, or -1 with errno: ELOOP where any part of @path is a link.
 * Before Linux 5.6, and where openat2 () is forbidden, only the last part is looked at.
 */
int gf_open_path (const char *path, int flags);

/* gf_open_path_at: the same for @path from the open folder @folder. */
int gf_open_path_at (int folder, const char *path, int flags);
