/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/listeners.h"

#include <string.h>
#include <unistd.h>

#include "searchd/http/http.h"
#include "searchd/http/listen.h"
#include "searchd/operate/handed-sockets.h"

/* Takes what the settings name, however much was handed over: that is for another. */
static bool
open_named (GfListeners *listeners, const GfSettings *settings, GError **error)
{
  const char *const defaults[] = { GF_DEFAULT_LISTEN, NULL };
  const char *const *addresses
      = settings->listen != NULL ? (const char *const *) settings->listen : defaults;

  for (size_t i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *url = NULL;
      int fd = gf_listen_open (addresses[i], &url, error);

      if (fd < 0)
        return false;
      g_array_append_val (listeners->fds, fd);
    }
  return true;
}

static bool
take_handed (GfListeners *listeners, const GfSettings *settings, GError **error)
{
  listeners->fds = gf_handed_sockets_take (GF_HTTP_MAX_LISTENERS, error);
  if (listeners->fds == NULL)
    return false;

  listeners->inherited = listeners->fds->len > 0;
  if (listeners->inherited && settings->listen != NULL)
    gf_log (GF_LOG_INFO, "'listen' stands back: sockets were handed over");
  return listeners->inherited || open_named (listeners, settings, error);
}

bool
gf_listeners_open (GfListeners *listeners, const GfSettings *settings, GError **error)
{
  listeners->urls = g_string_new (NULL);
  if (!take_handed (listeners, settings, error))
    return false;

  for (guint i = 0; i < listeners->fds->len; i++)
    {
      int fd = g_array_index (listeners->fds, int, i);
      g_autofree char *named = gf_listen_dup_url (fd);
      const char *url = named != NULL ? named : "a socket without a name";

      if (!gf_access_check_listener (&settings->access, settings->level, fd, error))
        return false;
      bool is_tls = settings->tls_key != NULL && g_str_has_prefix (url, "http:");
      g_string_append_printf (listeners->urls, "%s%s%s", i > 0 ? " " : "",
                              is_tls ? "https" : "",
                              is_tls ? url + strlen ("http") : url);
    }
  return true;
}

int *
gf_listeners_give (GfListeners *listeners, unsigned *n_out)
{
  gsize n = 0;
  int *fds = g_array_steal (listeners->fds, &n);

  *n_out = (unsigned) n;
  return fds;
}

void
gf_listeners_clear (GfListeners *listeners)
{
  for (guint i = 0; listeners->fds != NULL && i < listeners->fds->len; i++)
    close (g_array_index (listeners->fds, int, i));
  g_clear_pointer (&listeners->fds, g_array_unref);
  if (listeners->urls != NULL)
    g_string_free (listeners->urls, TRUE);
  listeners->urls = NULL;
}
