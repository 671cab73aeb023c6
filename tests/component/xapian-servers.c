/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/component/xapian-servers.h"

#include <arpa/inet.h>
#include <check.h>
#include <glib.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "xapian-c/xapian-c.h"

#define MAX_SERVERS 8
#define PROGRAM "xapian-tcpsrv"
/* Ports are taken between being found and being used, now and then. */
#define TRIES 5
#define ANSWER_TRIES 200
#define ANSWER_WAIT_US (25 * 1000)

struct Servers
{
  unsigned n;
  GPid pids[MAX_SERVERS];
  uint16_t ports[MAX_SERVERS];
};

bool
servers_are_there (void)
{
  g_autofree char *path = g_find_program_in_path (PROGRAM);

  return path != NULL;
}

Servers *
servers_new (void)
{
  return g_new0 (Servers, 1);
}

void
servers_free (Servers *servers)
{
  if (servers == NULL)
    return;
  for (unsigned i = 0; i < servers->n; i++)
    servers_kill (servers, i);
  g_free (servers);
}

uint16_t
servers_free_port (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t size = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  ck_assert_int_ge (fd, 0);
  ck_assert_int_eq (bind (fd, (struct sockaddr *) &address, size), 0);
  ck_assert_int_eq (getsockname (fd, (struct sockaddr *) &address, &size), 0);
  close (fd);
  return ntohs (address.sin_port);
}

static void
lead_group (gpointer data)
{
  (void) data;
  setpgid (0, 0);
  /* A test that fails ends where it is. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static bool
is_alive (GPid pid)
{
  return waitpid (pid, NULL, WNOHANG) == 0;
}

static bool
wait_until_it_answers (GPid pid, uint16_t port)
{
  for (int i = 0; i < ANSWER_TRIES && is_alive (pid); i++)
    {
      g_autoptr (XcDatabase) db
          = xc_database_open_remote ("127.0.0.1", port, 5000, 1000, NULL);

      if (db != NULL)
        return true;
      g_usleep (ANSWER_WAIT_US);
    }
  return false;
}

static bool
start (GPid *pid_out, uint16_t port, const char *path)
{
  g_autofree char *number = g_strdup_printf ("%u", port);
  const char *argv[]
      = { PROGRAM, "--quiet", "--interface", "127.0.0.1", "--port", number, path, NULL };

  ck_assert (g_spawn_async (NULL, (char **) argv, NULL,
                            G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD
                                | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                            lead_group, NULL, pid_out, NULL));
  return wait_until_it_answers (*pid_out, port);
}

uint16_t
servers_start (Servers *servers, const char *path)
{
  unsigned i = servers->n;

  ck_assert_uint_lt (i, MAX_SERVERS);
  for (int try = 0; try < TRIES; try++)
    {
      servers->ports[i] = servers_free_port ();
      if (start (&servers->pids[i], servers->ports[i], path))
        {
          servers->n++;
          return servers->ports[i];
        }
    }
  ck_abort_msg ("no server for '%s'", path);
  return 0;
}

uint16_t
servers_get_port (const Servers *servers, unsigned i)
{
  return servers->ports[i];
}

void
servers_kill (Servers *servers, unsigned i)
{
  if (servers->pids[i] == 0)
    return;
  kill (-servers->pids[i], SIGKILL);
  waitpid (servers->pids[i], NULL, 0);
  g_spawn_close_pid (servers->pids[i]);
  servers->pids[i] = 0;
}

void
servers_hold (Servers *servers, unsigned i)
{
  kill (-servers->pids[i], SIGSTOP);
}

void
servers_let_go (Servers *servers, unsigned i)
{
  kill (-servers->pids[i], SIGCONT);
}
