/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notify.h: what the daemon tells who started it (systemd, or whatever else sets
 * $NOTIFY_SOCKET) of how it is, by the protocol of sd_notify(3): a datagram of lines.
 *
 * Written out here since it is a datagram: libsystemd would bring more code than the
 * daemon's own.  Where nobody listens nothing is said, and nothing goes wrong.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct GfNotifier GfNotifier;

/* gf_notifier_new: reads the environment, and takes out of it what was for this process,
 * so before threads are made. */
GfNotifier *gf_notifier_new (void);
void gf_notifier_free (GfNotifier *notifier);

/* gf_notifier_get_watchdog_us: a sign of life is due within so long of the last; 0: none
 * is asked for. */
uint64_t gf_notifier_get_watchdog_us (const GfNotifier *notifier);

/* These return whether it was sent.  @status: a sentence for "systemctl status". */
bool gf_notifier_ready (GfNotifier *notifier, const char *status);
bool gf_notifier_reloading (GfNotifier *notifier);
bool gf_notifier_alive (GfNotifier *notifier);

/* gf_notifier_stopping: it ends within @within_us, which it may be given more time for
 * than its unit says. */
bool gf_notifier_stopping (GfNotifier *notifier, uint64_t within_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfNotifier, gf_notifier_free)
