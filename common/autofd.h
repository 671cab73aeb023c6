/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * autofd.h: a descriptor closed at the end of its scope.  GLib has one from 2.76; Debian
 * 12 has 2.74.  Closing is skipped for -1 and never touches errno.
 */
#pragma once

#include <errno.h>
#include <unistd.h>

static inline void
gf_close_fd (int *fd)
{
  int saved = errno;

  if (*fd >= 0)
    close (*fd);
  *fd = -1;
  errno = saved;
}

/* Gives the descriptor away: the variable is -1 after. */
static inline int
gf_steal_fd (int *fd)
{
  int taken = *fd;

  *fd = -1;
  return taken;
}

#define gf_autofd __attribute__ ((cleanup (gf_close_fd))) int
