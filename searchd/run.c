/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/run.h"

#include <time.h>

#include "searchd/http/tls.h"
#include "searchd/operate/log.h"
#include "searchd/operate/watchdog.h"

/* Without a watchdog there is nothing to do between signals. */
#define IDLE_US (3600 * (uint64_t) G_USEC_PER_SEC)
/* Of its time the watchdog is told so often, so that one message lost is no death. */
#define SIGNS_A_WATCHDOG 3

static void
get_signals (sigset_t *signals_out)
{
  sigemptyset (signals_out);
  sigaddset (signals_out, SIGTERM);
  sigaddset (signals_out, SIGINT);
  sigaddset (signals_out, SIGHUP);
}

void
gf_run_block_signals (void)
{
  sigset_t signals;

  signal (SIGPIPE, SIG_IGN);
  get_signals (&signals);
  sigprocmask (SIG_BLOCK, &signals, NULL);
}

static void
log_lines (GfLogLevel level, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (size_t i = 0; lines[i] != NULL; i++)
    gf_log (level, "%s", lines[i]);
}

/* The same files may hold another certificate by now. */
static void
take_certificate (const GfSettings *wanted)
{
  g_autoptr (GError) error = NULL;

  if ((wanted->tls_key != NULL) != gf_tls_is_loaded ())
    gf_log (GF_LOG_WARNING, "TLS was switched on or off: that takes a restart");
  else if (wanted->tls_key != NULL
           && !gf_tls_load (wanted->tls_certificate, wanted->tls_key, &error))
    gf_log (GF_LOG_ERROR, "%s", error->message);
}

/* Where it listens was judged at the start: what was not open to all on this machine then
   may be reached from elsewhere, so a reload can end that, and not begin it.  Nor does it
   begin that a header is believed of proxies that are to be others by now. */
static void
take_rules (GfRun *run, const GfSettings *wanted, const char *const *restarts)
{
  GfAccessRules rules = wanted->access;

  rules.open = rules.open && run->settings->access.open;
  if (g_strv_contains (restarts, "trusted-proxies")
      && g_strcmp0 (rules.user_header, run->settings->access.user_header) != 0)
    rules.user_header = NULL;
  gf_access_set_rules (run->access, &rules);
}

static void
apply (GfRun *run, const GfSettings *wanted)
{
  g_auto (GStrv) restarts = gf_settings_list_restarts (run->settings, wanted);

  gf_log_set_options (&wanted->log);
  gf_http_server_set_limits (run->server, &wanted->limits);
  take_rules (run, wanted, (const char *const *) restarts);
  run->drain_seconds = wanted->drain_seconds;
  take_certificate (wanted);
  for (size_t i = 0; restarts[i] != NULL; i++)
    gf_log (GF_LOG_WARNING, "'%s' was changed: that takes a restart", restarts[i]);
}

/* The rules were judged beside the level they came with, and a level takes a restart:
   what is no rule for the one that is answered of is refused with all else. */
static GfSettings *
read_again (const GfRun *run, GError **error)
{
  g_autoptr (GfSettings) wanted
      = gf_settings_read (g_strdupv ((GStrv) run->arguments), error);

  if (wanted == NULL
      || !gf_access_rules_check (&wanted->access, run->settings->level, error))
    return NULL;
  return g_steal_pointer (&wanted);
}

/* What is wrong leaves all as it was. */
static void
reload (GfRun *run)
{
  g_autoptr (GError) error = NULL;

  gf_notifier_reloading (run->notifier);
  g_autoptr (GfSettings) wanted = read_again (run, &error);

  if (wanted == NULL)
    {
      log_lines (GF_LOG_ERROR, error->message);
      gf_log (GF_LOG_ERROR, "the settings stay as they were");
    }
  else
    {
      apply (run, wanted);
      gf_log (GF_LOG_INFO, "took up the settings");
    }
  gf_notifier_ready (run->notifier, run->status);
}

static void
tell_watchdog (GfRun *run, GfWatchdog *watchdog)
{
  const GfSigns signs = {
    .worked = gf_metrics_get_count (run->metrics, GF_COUNT_WORKED),
    .queued = gf_metrics_get_gauge (run->metrics, GF_GAUGE_QUEUE),
    .busy = gf_metrics_get_gauge (run->metrics, GF_GAUGE_WORKERS_BUSY),
    .longest_us = gf_http_server_get_longest_us (run->server),
  };
  GfPulse pulse = gf_watchdog_look (watchdog, &signs);

  if (pulse == GF_PULSE_GOOD)
    gf_notifier_alive (run->notifier);
  if (pulse == GF_PULSE_HANGING)
    {
      gf_log (GF_LOG_WARNING, "a worker has been at one request for %u s",
              (unsigned) (signs.longest_us / G_USEC_PER_SEC));
      gf_notifier_alive (run->notifier);
    }
  if (pulse == GF_PULSE_NONE)
    gf_log (GF_LOG_ERROR, "no worker gets anywhere: the watchdog is not told otherwise");
}

/* Returns: the signal that came within @patience_us; 0 for none. */
static int
wait_for_signal (uint64_t patience_us)
{
  const struct timespec patience
      = { .tv_sec = (time_t) (patience_us / G_USEC_PER_SEC),
          .tv_nsec = (long) (patience_us % G_USEC_PER_SEC) * 1000 };
  sigset_t signals;

  get_signals (&signals);

  int signal_number = sigtimedwait (&signals, NULL, &patience);
  return MAX (signal_number, 0);
}

int
gf_run_until_told (GfRun *run)
{
  uint64_t watchdog_us = gf_notifier_get_watchdog_us (run->notifier);
  uint64_t step_us = watchdog_us > 0 ? watchdog_us / SIGNS_A_WATCHDOG : IDLE_US;
  GfWatchdog watchdog = { .patience_us = watchdog_us / 2 };

  for (;;)
    {
      int signal_number = wait_for_signal (step_us);

      if (signal_number == SIGHUP)
        reload (run);
      else if (signal_number > 0)
        return signal_number;
      if (watchdog_us > 0)
        tell_watchdog (run, &watchdog);
    }
}
