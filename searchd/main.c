/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gjenfinn-searchd: reads its settings, wires the parts, runs until told to stop. */
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/access-token.h"
#include "common/paths.h"
#include "searchd/answers/service.h"
#include "searchd/answers/token-hash.h"
#include "searchd/http/tls.h"
#include "searchd/index-state.h"
#include "searchd/listeners.h"
#include "searchd/run.h"

#define EXIT_TROUBLE 1
#define EXIT_USAGE 2
#define EXIT_INDEX 3

/* Over what was begun: to close connections and the index. */
#define STOP_US (5 * G_USEC_PER_SEC)

/* What all of an answer's parts hang off. */
typedef struct
{
  GfMetrics *metrics;
  GfIndexPool *pool;
  GfSite *site;
  GfAccess *access;
  GfProxies *proxies;
  GfIndexState *index;
  atomic_bool draining;
} Parts;

static void
parts_clear (Parts *parts)
{
  gf_tls_clear ();
  gf_index_state_free (parts->index);
  gf_proxies_free (parts->proxies);
  gf_access_free (parts->access);
  gf_site_free (parts->site);
  gf_index_pool_free (parts->pool);
  gf_metrics_free (parts->metrics);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* On the log as it is to be, as far as it is known yet. */
static int
fail (int code, const GError *error)
{
  g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);

  for (size_t i = 0; lines[i] != NULL; i++)
    gf_log (GF_LOG_ERROR, "%s", lines[i]);
  return code;
}

/* For who sits at a terminal: without a time, all of them.  The settings that say how the
   log is to be are what is wrong. */
static int
refuse_settings (const GError *error)
{
  const GfLogOptions options = GF_LOG_OPTIONS_INIT;

  gf_log_set_options (&options);
  if (gf_log_is_journal ())
    return fail (EXIT_USAGE, error);

  g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);

  for (size_t i = 0; lines[i] != NULL; i++)
    g_printerr ("gjenfinn-searchd: %s\n", lines[i]);
  return EXIT_USAGE;
}

static int
hash_token (void)
{
  g_autoptr (GError) error = NULL;
  char *token = gf_access_token_read (STDIN_FILENO, &error);
  g_autofree char *hash = token != NULL ? gf_token_hash_new (token, &error) : NULL;

  gf_access_token_free (token);
  if (hash == NULL)
    return refuse_settings (error);
  g_print ("%s\n", hash);
  return 0;
}

static GfSite *
load_site (GError **error)
{
  g_autofree char *page = gf_paths_find_data ("web/index.html", error);
  if (page == NULL)
    return NULL;

  g_autofree char *folder = g_path_get_dirname (page);
  return gf_site_load (folder, error);
}

/* A daemon that cannot answer must not start. */
static int
make_parts (const GfSettings *settings, Parts *parts, GError **error)
{
  parts->metrics = gf_metrics_new ();
  parts->pool = gf_index_pool_new (settings->index, settings->level);
  gf_index_pool_set_metrics (parts->pool, parts->metrics);
  parts->index = gf_index_state_new (parts->pool, parts->metrics, settings->index,
                                     settings->level);
  if (!gf_index_state_look (parts->index, error))
    return EXIT_INDEX;

  parts->site = load_site (error);
  if (parts->site == NULL)
    return EXIT_TROUBLE;
  parts->proxies = gf_proxies_new ((const char *const *) settings->trusted_proxies,
                                   settings->proxy_header, error);
  if (parts->proxies == NULL)
    return EXIT_USAGE;
  parts->access = gf_access_new (&settings->access, settings->level);
  if (settings->tls_key != NULL
      && !gf_tls_load (settings->tls_certificate, settings->tls_key, error))
    return EXIT_USAGE;
  return 0;
}

static GfReply *
answer (const void *service, GfHttpRequest *request)
{
  return gf_service_answer (service, request);
}

static bool
is_quick (const void *service, const GfHttpRequest *request)
{
  return gf_service_is_quick (service, request);
}

static GfHttpServer *
start_server (const GfSettings *settings, const Parts *parts, const GfService *service,
              GfListeners *listeners, GError **error)
{
  const GfHttpHandler handler
      = { .answer = answer, .is_quick = is_quick, .closure = service };
  const GfHttpOptions options = { .limits = settings->limits,
                                  .proxies = parts->proxies,
                                  .metrics = parts->metrics,
                                  .inherited = listeners->inherited };
  unsigned n_fds = 0;
  g_autofree int *fds = gf_listeners_give (listeners, &n_fds);

  return gf_http_server_start (fds, n_fds, handler, &options, error);
}

static void
drain (Parts *parts, GfHttpServer *server, const GfRun *run, int signal_number)
{
  uint64_t within_us = run->drain_seconds * (uint64_t) G_USEC_PER_SEC;

  gf_notifier_stopping (run->notifier, within_us + STOP_US);
  gf_log (GF_LOG_INFO, "stopping (%s)", g_strsignal (signal_number));
  atomic_store (&parts->draining, true);
  if (!gf_http_server_drain (server, (unsigned) (within_us / 1000)))
    gf_log (GF_LOG_WARNING, "some answers were cut off");
}

static int
serve (char **arguments, const GfSettings *settings, Parts *parts, GfListeners *listeners,
       GfNotifier *notifier)
{
  g_autoptr (GError) error = NULL;
  const GfService service = { .pool = parts->pool,
                              .site = parts->site,
                              .access = parts->access,
                              .metrics = parts->metrics,
                              .url = settings->url,
                              .draining = &parts->draining };
  g_autoptr (GfHttpServer) server
      = start_server (settings, parts, &service, listeners, &error);
  if (server == NULL)
    return fail (EXIT_TROUBLE, error);

  g_autofree char *status = g_strdup_printf ("listening on %s", listeners->urls->str);
  GfRun run = { .arguments = arguments,
                .settings = settings,
                .server = server,
                .access = parts->access,
                .metrics = parts->metrics,
                .notifier = notifier,
                .status = status,
                .drain_seconds = settings->drain_seconds };

  g_print ("gjenfinn-searchd: %s\n", status);
  fflush (stdout);
  gf_notifier_ready (notifier, status);
  gf_index_state_watch (parts->index);
  drain (parts, server, &run, gf_run_until_told (&run));
  return 0;
}

static int
start (char **arguments, const GfSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfNotifier) notifier = gf_notifier_new ();
  g_auto (GfListeners) listeners = { 0 };
  g_auto (Parts) parts = { 0 };

  gf_log_set_options (&settings->log);
  int trouble = make_parts (settings, &parts, &error);
  if (trouble == EXIT_INDEX)
    return EXIT_INDEX; /* it is on the log */
  if (trouble != 0)
    return fail (trouble, error);
  if (!gf_listeners_open (&listeners, settings, &error))
    return fail (error->domain == G_KEY_FILE_ERROR ? EXIT_USAGE : EXIT_TROUBLE, error);
  return serve (arguments, settings, &parts, &listeners, notifier);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  (void) argc;
  /* For file names on the log; dates and numbers stay those of the protocol. */
  setlocale (LC_CTYPE, "");
  gf_run_block_signals ();

  g_autoptr (GfSettings) settings = gf_settings_read (g_strdupv (argv), &error);
  if (settings == NULL)
    return refuse_settings (error);
  if (settings->command == GF_COMMAND_HASH_TOKEN)
    return hash_token ();
  if (settings->command == GF_COMMAND_CHECK_CONFIG)
    return 0;
  return start (argv, settings);
}
