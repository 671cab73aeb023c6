/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ask-http PORT PATH QUESTIONS CONNECTIONS: the questions over HTTP, on connections that
 * are kept open, each of which asks the next question when it has its answer.
 *
 * One thread and poll (), so that asking costs next to nothing beside answering.  An
 * answer other than 200 ends the program.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/questions.h"

typedef struct
{
  int fd;
  unsigned question;
  int64_t begun_us;
  GString *answer;
} Connection;

typedef struct
{
  const char *path;
  const GPtrArray *questions;
  Measured *measured;
  unsigned next;
  unsigned n_open;
} Run;

static void
fail (const char *what)
{
  g_printerr ("ask-http: %s (%s)\n", what, g_strerror (errno));
  exit (2);
}

static int
connect_to (uint16_t port)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int one = 1;

  if (fd < 0 || connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    fail ("cannot connect");
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

/* Sends the next question; closes the connection where there is none. */
static void
ask_next (Run *run, Connection *connection)
{
  if (run->next == run->questions->len)
    {
      close (connection->fd);
      connection->fd = -1;
      run->n_open--;
      return;
    }
  connection->question = run->next++;

  const char *parameters = g_ptr_array_index (run->questions, connection->question);
  g_autofree char *request = g_strdup_printf (
      "GET %s?%s HTTP/1.1\r\nHost: localhost\r\n\r\n", run->path, parameters);

  g_string_truncate (connection->answer, 0);
  connection->begun_us = questions_wall_us ();
  if (send (connection->fd, request, strlen (request), MSG_NOSIGNAL)
      != (ssize_t) strlen (request))
    fail ("cannot send");
}

/* Bytes of the whole answer; 0 while its head is not all there. */
static size_t
whole_length (const GString *answer)
{
  const char *end = strstr (answer->str, "\r\n\r\n");

  if (end == NULL)
    return 0;

  const char *field = strcasestr (answer->str, "\r\nContent-Length:");
  if (field == NULL || field > end)
    fail ("an answer without a length");
  return (size_t) (end + 4 - answer->str) + strtoul (field + 17, NULL, 10);
}

static int64_t
read_total (const GString *answer)
{
  const char *total = strstr (answer->str, "\"total\":");

  return total != NULL ? g_ascii_strtoll (total + 8, NULL, 10) : -1;
}

static void
take (Run *run, Connection *connection)
{
  char buffer[65536];
  ssize_t n = recv (connection->fd, buffer, sizeof buffer, 0);

  if (n <= 0)
    fail ("the connection ended");
  g_string_append_len (connection->answer, buffer, n);

  size_t length = whole_length (connection->answer);
  if (length == 0 || connection->answer->len < length)
    return;
  run->measured[connection->question]
      = (Measured){ questions_wall_us () - connection->begun_us, 0,
                    read_total (connection->answer) };
  if (strncmp (connection->answer->str, "HTTP/1.1 200", 12) != 0)
    fail (connection->answer->str);
  ask_next (run, connection);
}

static void
ask_all (Run *run, Connection *connections, unsigned n)
{
  g_autofree struct pollfd *fds = g_new0 (struct pollfd, n);

  while (run->n_open > 0)
    {
      for (unsigned i = 0; i < n; i++)
        fds[i] = (struct pollfd){ .fd = connections[i].fd, .events = POLLIN };
      if (poll (fds, n, -1) < 0)
        fail ("cannot wait");
      for (unsigned i = 0; i < n; i++)
        if (fds[i].revents != 0)
          take (run, &connections[i]);
    }
}

int
main (int argc, char **argv)
{
  if (argc != 5)
    {
      g_printerr ("usage: ask-http PORT PATH QUESTIONS CONNECTIONS\n");
      return 2;
    }

  g_autoptr (GPtrArray) questions = questions_read (argv[3]);
  g_autofree Measured *measured = g_new0 (Measured, questions->len);
  unsigned n = (unsigned) CLAMP (atoi (argv[4]), 1, 1000);
  g_autofree Connection *connections = g_new0 (Connection, n);
  Run run
      = { .path = argv[2], .questions = questions, .measured = measured, .n_open = n };

  for (unsigned i = 0; i < n; i++)
    {
      connections[i].fd = connect_to ((uint16_t) atoi (argv[1]));
      connections[i].answer = g_string_new (NULL);
    }

  int64_t begun_us = questions_wall_us ();
  for (unsigned i = 0; i < n; i++)
    ask_next (&run, &connections[i]);
  ask_all (&run, connections, n);
  questions_print (measured, questions->len, questions_wall_us () - begun_us);
  for (unsigned i = 0; i < n; i++)
    g_string_free (connections[i].answer, TRUE);
  return 0;
}
