/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/child.h"

#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/message.h"
#include "common/word-roots.h"

/* Loading registers, the magic database and dictionaries takes well under a second, also
 * under valgrind. */
#define START_TIMEOUT_US (60 * G_USEC_PER_SEC)
/* How long one that should end may take to be gone. */
#define END_TIMEOUT_MS 2000
/* How long one may leave what it is sent unread. */
#define SEND_TIMEOUT_S 20
/* A version number, or what analyses words. */
#define MAX_HELLO_BYTES 4096

static bool
fail (GError **error)
{
  int code = errno;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code),
                       g_strerror (code));
  return false;
}

/* Whatever is posted must fit: where the machine's default is less, more is asked for.
   What is sent waits for a child to read, but not for one that never does. */
static void
make_room (int socket)
{
  int size = 2 * GF_ANSWER_MAX_BYTES;
  struct timeval patience = { .tv_sec = SEND_TIMEOUT_S };

  (void) setsockopt (socket, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  (void) setsockopt (socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

bool
gf_child_start (GfChild *child, const char *const *arguments, GError **error)
{
  int pair[2];
  int target = GF_CHILD_SOCKET;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return fail (error);
  child->socket = pair[0];
  make_room (child->socket);

  /* Closed on return, or its end would never read as closed. */
  gf_autofd its_socket = pair[1];
  if (g_spawn_async_with_pipes_and_fds (
          NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL,
          NULL, NULL, -1, -1, -1, &its_socket, &target, 1, &child->pid, NULL, NULL, NULL,
          error))
    return true;
  gf_close_fd (&child->socket);
  return false;
}

int64_t
gf_child_greeting_deadline_us (void)
{
  return g_get_monotonic_time () + START_TIMEOUT_US;
}

bool
gf_child_greet (const GfChild *child, char **said_out, GError **error)
{
  GfMessageType type;
  g_autoptr (GVariant) hello
      = gf_message_receive (child->socket, MAX_HELLO_BYTES,
                            gf_child_greeting_deadline_us (), &type, NULL, error);

  if (hello == NULL)
    return false;
  if (type != GF_MESSAGE_HELLO)
    {
      g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_MALFORMED,
                   "it does not say hello");
      return false;
    }
  if (said_out != NULL)
    g_variant_get (hello, "(s)", said_out);
  return true;
}

static int
reap (pid_t pid)
{
  int status = 0;

  for (int waited_ms = 0; waited_ms < END_TIMEOUT_MS; waited_ms++)
    {
      if (waitpid (pid, &status, WNOHANG) != 0)
        return status;
      g_usleep (1000);
    }
  kill (pid, SIGKILL);
  TEMP_FAILURE_RETRY (waitpid (pid, &status, 0));
  return status;
}

bool
gf_child_was_killed (int status)
{
  return WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
}

int
gf_child_stop (GfChild *child, int signal_number)
{
  int status = 0;

  gf_close_fd (&child->socket);
  if (child->pid > 0)
    {
      if (signal_number != 0)
        kill (child->pid, signal_number);
      status = reap (child->pid);
    }
  child->pid = 0;
  return status;
}
