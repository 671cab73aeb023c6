/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gjenfinn-searchd: reads its settings, wires the parts, runs until told to stop. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "common/paths.h"
#include "searchd/http/http.h"
#include "searchd/answers/index-pool.h"
#include "searchd/http/listen.h"
#include "searchd/answers/service.h"
#include "searchd/settings.h"
#include "searchd/answers/site.h"

#define EXIT_TROUBLE 1
#define EXIT_USAGE 2
#define EXIT_INDEX 3

/* Longer than a healthy client takes, shorter than systemd's patience. */
#define DRAIN_PATIENCE_MS 10000

static int
fail (int code, const GError *error)
{
  g_printerr ("gjenfinn-searchd: %s\n", error->message);
  return code;
}

/* Before any thread is made: threads inherit the mask, so the signals wait for sigwait
 * (). */
static void
block_signals (sigset_t *stop_out)
{
  signal (SIGPIPE, SIG_IGN);
  sigemptyset (stop_out);
  sigaddset (stop_out, SIGTERM);
  sigaddset (stop_out, SIGINT);
  sigprocmask (SIG_BLOCK, stop_out, NULL);
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
static bool
check_index (GfIndexPool *pool, GError **error)
{
  GfIndex *index = gf_index_pool_take (pool, error);

  if (index == NULL)
    return false;
  gf_index_pool_give (pool, index);
  return true;
}

static GfReply *
answer (const void *service, GfHttpRequest *request)
{
  return gf_service_answer (service, request);
}

static int
serve (const char *address, const GfService *service, const sigset_t *stop)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  const GfHttpHandler handler = { .answer = answer, .closure = service };
  int signal_number = 0;

  int fd = gf_listen_open (address, &url, &error);
  if (fd < 0)
    return fail (EXIT_TROUBLE, error);

  g_autoptr (GfHttpServer) server = gf_http_server_start (fd, handler, &error);
  if (server == NULL)
    return fail (EXIT_TROUBLE, error);

  g_print ("gjenfinn-searchd: listening on %s\n", url);
  fflush (stdout);
  sigwait (stop, &signal_number);

  g_printerr ("gjenfinn-searchd: stopping (%s)\n", g_strsignal (signal_number));
  if (!gf_http_server_drain (server, DRAIN_PATIENCE_MS))
    g_printerr ("gjenfinn-searchd: some answers were cut off\n");
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  sigset_t stop;

  (void) argc;
  /* For file names on the log; dates and numbers stay those of the protocol. */
  setlocale (LC_CTYPE, "");
  block_signals (&stop);

  g_autoptr (GfSettings) settings = gf_settings_read (g_strdupv (argv), &error);
  if (settings == NULL)
    return fail (EXIT_USAGE, error);

  g_autoptr (GfIndexPool) pool = gf_index_pool_new (settings->index, settings->level);
  if (!check_index (pool, &error))
    return fail (EXIT_INDEX, error);

  g_autoptr (GfSite) site = load_site (&error);
  if (site == NULL)
    return fail (EXIT_TROUBLE, error);

  const GfService service = { .pool = pool, .site = site };
  return serve (settings->listen, &service, &stop);
}
