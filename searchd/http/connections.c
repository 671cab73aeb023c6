/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/connections.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "searchd/operate/log.h"

/* Descriptors for other things than connections: the index's, a set for each worker, and
   files on their way out. */
#define SPARE_DESCRIPTORS 1024

typedef enum
{
  WAITS,
  WORKS,
  SENDS
} State;
#define N_STATES 4

/* The state's number in a row, and the state: a watcher that looks now and then sees
   whether it is still the same one. */
typedef atomic_uint_fast64_t Turn;

typedef struct
{
  GfConnection connection; /* first: what the owner has */
  GList link;              /* in its part; of itself */
  unsigned part;
  int fd;
  Turn turn;
  atomic_int_fast64_t turned_us; /* when it did */
  atomic_bool shut;              /* nothing more to be seen: the library will close it */

  /* Of the watcher, under the part's lock. */
  uint_fast64_t seen; /* the turn that the rest is of */
  bool ended;         /* WAITS: the other end had, at the last look */
  uint64_t bytes;     /* how many had moved by since_us */
  int64_t since_us;   /* WAITS: of the first byte, 0: none yet; SENDS: of the window */
} Watched;

typedef struct
{
  GMutex lock;
  GQueue watched;
} Part;

struct GfConnections
{
  atomic_uint n;
  atomic_uint next_part;
  unsigned looked_part;
  Part parts[GF_CONNECTIONS_N_PARTS];
};

unsigned
gf_connections_allow (unsigned wanted)
{
  struct rlimit limit;
  rlim_t needed = (rlim_t) wanted + SPARE_DESCRIPTORS;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
    return wanted;
  limit.rlim_cur = MIN (needed, limit.rlim_max);
  setrlimit (RLIMIT_NOFILE, &limit);
  getrlimit (RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= needed)
    return wanted;

  unsigned fewer
      = (unsigned) (limit.rlim_cur - MIN (SPARE_DESCRIPTORS, limit.rlim_cur / 2));
  gf_log (GF_LOG_WARNING,
          "at most %u connections instead of %u: the process may not open more files "
          "(LimitNOFILE=)",
          fewer, wanted);
  return fewer;
}

GfConnections *
gf_connections_new (void)
{
  GfConnections *connections = g_new0 (GfConnections, 1);

  for (unsigned i = 0; i < GF_CONNECTIONS_N_PARTS; i++)
    g_mutex_init (&connections->parts[i].lock);
  return connections;
}

void
gf_connections_free (GfConnections *connections)
{
  if (connections == NULL)
    return;

  g_assert (atomic_load (&connections->n) == 0);
  for (unsigned i = 0; i < GF_CONNECTIONS_N_PARTS; i++)
    g_mutex_clear (&connections->parts[i].lock);
  g_free (connections);
}

GfConnection *
gf_connections_add (GfConnections *connections, int fd)
{
  Watched *watched = g_new0 (Watched, 1);

  watched->link.data = watched;
  watched->fd = fd;
  watched->part = atomic_fetch_add (&connections->next_part, 1) % GF_CONNECTIONS_N_PARTS;
  atomic_init (&watched->turn, WAITS);
  atomic_init (&watched->turned_us, g_get_monotonic_time ());
  watched->seen = WAITS;

  Part *part = &connections->parts[watched->part];
  g_mutex_lock (&part->lock);
  g_queue_push_tail_link (&part->watched, &watched->link);
  g_mutex_unlock (&part->lock);
  atomic_fetch_add (&connections->n, 1);
  return &watched->connection;
}

void
gf_connections_remove (GfConnections *connections, GfConnection *connection)
{
  Watched *watched = (Watched *) connection;
  Part *part = &connections->parts[watched->part];

  g_mutex_lock (&part->lock);
  g_queue_unlink (&part->watched, &watched->link);
  g_mutex_unlock (&part->lock);
  atomic_fetch_sub (&connections->n, 1);
  g_free (watched);
}

unsigned
gf_connections_count (GfConnections *connections)
{
  return atomic_load (&connections->n);
}

static void
turn_to (GfConnection *connection, State state)
{
  Watched *watched = (Watched *) connection;
  uint_fast64_t now = atomic_load_explicit (&watched->turn, memory_order_relaxed);

  atomic_store_explicit (&watched->turned_us, g_get_monotonic_time (),
                         memory_order_relaxed);
  atomic_store_explicit (&watched->turn, (now / N_STATES + 1) * N_STATES + state,
                         memory_order_relaxed);
}

void
gf_connection_wait (GfConnection *connection)
{
  turn_to (connection, WAITS);
}

void
gf_connection_work (GfConnection *connection)
{
  turn_to (connection, WORKS);
}

void
gf_connection_send (GfConnection *connection)
{
  turn_to (connection, SENDS);
}

/* How many bytes came or, of a reply, were taken; false where the kernel does not say. */
static bool
count_bytes (int fd, State state, uint64_t *bytes_out)
{
  struct tcp_info info;
  socklen_t size = sizeof info;

  if (getsockopt (fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0
      || size < offsetof (struct tcp_info, tcpi_segs_out))
    return false;
  *bytes_out = state == SENDS ? info.tcpi_bytes_acked : info.tcpi_bytes_received;
  return true;
}

bool
gf_connection_is_shut (const GfConnection *connection)
{
  return atomic_load (&((const Watched *) connection)->shut);
}

bool
gf_connection_has_spoken (const GfConnection *connection)
{
  uint64_t bytes = 0;

  return count_bytes (((const Watched *) connection)->fd, WAITS, &bytes) && bytes > 0;
}

/* The other end sends no more, and what it sent was no request; seen at two looks, since
   the library may be about to read it.  It does not see an end that comes together with
   the last bytes: its epoll is edge-triggered, and it reads no more after a short read.
 */
static bool
has_gone (Watched *watched)
{
  struct pollfd poll_fd = { .fd = watched->fd, .events = POLLRDHUP };
  bool was_ended = watched->ended;

  watched->ended = poll (&poll_fd, 1, 0) == 1;
  return watched->ended && was_ended;
}

/* The head has begun to come, and takes too long. */
static bool
asks_too_slowly (Watched *watched, const GfHttpLimits *limits, int64_t now_us)
{
  uint64_t bytes = 0;

  if (!count_bytes (watched->fd, WAITS, &bytes))
    return false;
  if (watched->since_us == 0 && bytes > watched->bytes)
    watched->since_us = now_us;
  return watched->since_us != 0
         && now_us - watched->since_us > (int64_t) limits->head_seconds * G_USEC_PER_SEC;
}

static bool
takes_too_slowly (Watched *watched, const GfHttpLimits *limits, int64_t now_us)
{
  int64_t passed_us = now_us - watched->since_us;
  uint64_t bytes = 0;

  if (passed_us < (int64_t) limits->idle_seconds * G_USEC_PER_SEC
      || !count_bytes (watched->fd, SENDS, &bytes))
    return false;

  uint64_t least = (uint64_t) limits->min_send_bytes_per_second
                   * (uint64_t) (passed_us / G_USEC_PER_SEC);
  bool slow = bytes - watched->bytes < least;

  watched->bytes = bytes;
  watched->since_us = now_us;
  return slow;
}

/* What is to be seen of a turn begins when it is seen first. */
static void
begin_turn (Watched *watched, uint_fast64_t turn, State state, int64_t now_us)
{
  watched->seen = turn;
  watched->ended = false;
  watched->since_us = state == SENDS ? now_us : 0;
  watched->bytes = 0;
  count_bytes (watched->fd, state, &watched->bytes);
}

/* Whether it is to be shut down. */
static bool
look (Watched *watched, const GfHttpLimits *limits, int64_t now_us)
{
  uint_fast64_t turn = atomic_load_explicit (&watched->turn, memory_order_relaxed);
  State state = turn % N_STATES;

  if (atomic_load (&watched->shut) || state == WORKS)
    return false;
  if (turn != watched->seen)
    {
      begin_turn (watched, turn, state, now_us);
      return false;
    }
  if (state == SENDS)
    return takes_too_slowly (watched, limits, now_us);
  return asks_too_slowly (watched, limits, now_us) || has_gone (watched);
}

unsigned
gf_connections_look (GfConnections *connections, const GfHttpLimits *limits,
                     int64_t now_us)
{
  Part *part = &connections->parts[connections->looked_part++ % GF_CONNECTIONS_N_PARTS];
  unsigned n_shut = 0;

  g_mutex_lock (&part->lock);
  for (GList *link = part->watched.head; link != NULL; link = link->next)
    {
      Watched *watched = link->data;

      if (!look (watched, limits, now_us))
        continue;
      atomic_store (&watched->shut, true);
      shutdown (watched->fd, SHUT_RDWR);
      n_shut++;
    }
  g_mutex_unlock (&part->lock);
  return n_shut;
}

static bool
is_expected (const Watched *watched, int64_t since_us)
{
  return !atomic_load (&watched->shut)
         && atomic_load_explicit (&watched->turn, memory_order_relaxed) % N_STATES
                == WAITS
         && atomic_load_explicit (&watched->turned_us, memory_order_relaxed) >= since_us;
}

static bool
part_expects (Part *part, int64_t since_us)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&part->lock);

  for (GList *link = part->watched.head; link != NULL; link = link->next)
    if (is_expected (link->data, since_us))
      return true;
  return false;
}

bool
gf_connections_expect (GfConnections *connections, int64_t since_us)
{
  for (unsigned i = 0; i < GF_CONNECTIONS_N_PARTS; i++)
    if (part_expects (&connections->parts[i], since_us))
      return true;
  return false;
}
