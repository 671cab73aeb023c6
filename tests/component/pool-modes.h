/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pool-modes.h: what bad-extract does as its file is called, and what the pool is to make
 * of it: the file, its reason, how many units.
 */
#pragma once

static const struct
{
  const char *mode, *outcome;
} MODES[] = {
  { "good", "good - 1" },
  { "refuse", "refuse encrypted 0" },
  { "stall", "stall limit 0" },
  { "cpu", "cpu limit 0" },
  { "close", "close crashed 0" },
  { "flood", "flood crashed 0" },
  { "killed-once", "killed-once - 1" },
  { "killed-twice", "killed-twice - 1" },
  { "memory", "memory limit 0" },
  { "exit", "exit crashed 0" },
  { "crash", "crash crashed 0" },
  { "noise", "noise crashed 0" },
  { "half", "half crashed 0" },
  { "two", "two crashed 0" },
  { "hello", "hello crashed 0" },
  { "read-nothing", "read-nothing crashed 0" },
  { "status", "status crashed 0" },
  { "no-reason", "no-reason crashed 0" },
  /* time and again says that it read another file */
  { "another", "another crashed 0" },
  { "asks", "asks - 1" },
  /* its time stands still while it waits; what it asks about is not its fault */
  { "asks-slow", "asks-slow - 1" },
  { "asks-dies", "asks-dies - 1" },
  { "asks-nothing", "asks-nothing crashed 0" },
  { "asks-many", "asks-many crashed 0" },
  { "asks-long", "asks-long crashed 0" },
  { "asks-empty", "asks-empty crashed 0" },
  { "asks-deaf", "asks-deaf crashed 0" },
  { "asks-and-goes-on", "asks-and-goes-on crashed 0" },
  { "asks-and-dies", "asks-and-dies crashed 0" },
  { "holds", "holds - 0 +3" },
  { "holds-and-reads", "holds-and-reads - 1 +1" },
  /* what came whole is kept */
  { "holds-and-fails", "holds-and-fails damaged 0 +1" },
  { "holds-and-dies", "holds-and-dies crashed 0 +1" },
  { "bytes-alone", "bytes-alone crashed 0" },
  { "end-alone", "end-alone crashed 0" },
  { "member-in-member", "member-in-member crashed 0" },
  { "member-left-open", "member-left-open crashed 0" },
  { "member-twice", "member-twice crashed 0 +1" },
  { "member-below-file", "member-below-file crashed 0 +1" },
  { "file-above-member", "file-above-member crashed 0 +1" },
  { "member-status", "member-status crashed 0" },
  { "member-reason", "member-reason crashed 0" },
  { "name-up", "name-up crashed 0" },
  { "name-inside-up", "name-inside-up crashed 0" },
  { "name-root", "name-root crashed 0" },
  { "name-empty-part", "name-empty-part crashed 0" },
  { "name-here", "name-here crashed 0" },
  { "name-end", "name-end crashed 0" },
  { "name-nothing", "name-nothing crashed 0" },
  { "name-no-bytes", "name-no-bytes crashed 0" },
  { "name-nul", "name-nul crashed 0" },
  { "name-endless", "name-endless crashed 0" },
  /* each name of 4 KB has 2,000 folders of its own, 4 MB of them */
  { "names-deep", "names-deep limit 0" },
  { "too-many", "too-many limit 0 +20" },
  { "too-large", "too-large limit 0" },
  { "too-much", "too-much limit 0 +5" },
  { "at-once", "at-once crashed 0" },
  { "page-wild", "page-wild crashed 0" },
  { "progress-without-end", "progress-without-end limit 0" },
  { "nothing-without-end", "nothing-without-end limit 0" },
  { "recognises-without-end", "recognises-without-end limit 0" },
  /* longer than a file may take, but for the image */
  { "recognises", "recognises - 1" },
  { "recognises-and-dies", "recognises-and-dies - 1" },
  { "recognises-too-much", "recognises-too-much crashed 0" },
};
