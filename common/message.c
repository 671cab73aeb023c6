/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/message.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/schema.h"

/* Both ends are the same build on the same machine: native byte order, no padding. */
typedef struct
{
  uint32_t magic;
  uint16_t version;
  uint16_t type;
  uint64_t length;
} Header;
G_STATIC_ASSERT (sizeof (Header) == 16);

#define MAGIC 0x4e4e4647u /* "GFNN" */
#define VERSION 2

G_DEFINE_QUARK (gf_message_error, gf_message_error)

const char *
gf_message_type_string (GfMessageType type)
{
  static const char *const types[] = {
    [GF_MESSAGE_HELLO] = "(s)",
    [GF_MESSAGE_READ] = GF_READ_REQUEST_TYPE,
    [GF_MESSAGE_UNIT] = GF_ANALYSED_TYPE,
    [GF_MESSAGE_DOCUMENT] = GF_ANALYSED_TYPE,
    [GF_MESSAGE_DONE] = GF_READ_RESULT_TYPE,
    [GF_MESSAGE_WORDS] = GF_WORDS_TYPE,
    [GF_MESSAGE_ROOTS] = GF_ROOTS_TYPE,
    [GF_MESSAGE_SETUP] = GF_SETUP_TYPE,
    [GF_MESSAGE_PROGRESS] = GF_PROGRESS_TYPE,
    [GF_MESSAGE_MEMBER] = GF_MEMBER_TYPE,
    [GF_MESSAGE_BYTES] = "ay",
    [GF_MESSAGE_MEMBER_END] = GF_MEMBER_END_TYPE,
    [GF_MESSAGE_RECOGNISED] = GF_PAGES_TYPE,
    [GF_MESSAGE_EDGES] = "at",
    [GF_MESSAGE_STATED] = GF_STATED_TYPE,
  };

  g_assert (type >= GF_MESSAGE_HELLO && type <= GF_MESSAGE_LAST);
  return types[type];
}

static bool
fail_io (GError **error, const char *what)
{
  int code = errno == EPIPE || errno == ECONNRESET ? GF_MESSAGE_ERROR_CLOSED
                                                   : GF_MESSAGE_ERROR_IO;

  g_set_error (error, GF_MESSAGE_ERROR, code, "cannot %s: %s", what, g_strerror (errno));
  return false;
}

static bool
fail_malformed (GError **error, const char *what)
{
  g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_MALFORMED,
               "malformed message: %s", what);
  return false;
}

/* The descriptor rides on the header's bytes. */
static bool
send_header (int socket, const Header *header, int fd, GError **error)
{
  union
  {
    char buffer[CMSG_SPACE (sizeof (int))];
    struct cmsghdr align;
  } control = { 0 };
  struct iovec part = { .iov_base = (void *) header, .iov_len = sizeof *header };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };

  if (fd >= 0)
    {
      message.msg_control = control.buffer;
      message.msg_controllen = sizeof control.buffer;
      struct cmsghdr *cmsg = CMSG_FIRSTHDR (&message);
      cmsg->cmsg_level = SOL_SOCKET;
      cmsg->cmsg_type = SCM_RIGHTS;
      cmsg->cmsg_len = CMSG_LEN (sizeof fd);
      memcpy (CMSG_DATA (cmsg), &fd, sizeof fd);
    }

  ssize_t sent = TEMP_FAILURE_RETRY (sendmsg (socket, &message, MSG_NOSIGNAL));
  if (sent < 0)
    return fail_io (error, "send");
  /* A stream socket with room for a byte takes 16 whole. */
  return sent == sizeof *header || fail_malformed (error, "header sent in part");
}

static bool
send_all (int socket, const char *bytes, size_t n_bytes, GError **error)
{
  while (n_bytes > 0)
    {
      ssize_t sent = TEMP_FAILURE_RETRY (send (socket, bytes, n_bytes, MSG_NOSIGNAL));

      if (sent < 0)
        return fail_io (error, "send");
      bytes += sent;
      n_bytes -= (size_t) sent;
    }
  return true;
}

bool
gf_message_send (int socket, GfMessageType type, GVariant *body, int fd, GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (body);
  Header header = {
    .magic = MAGIC, .version = VERSION, .type = type, .length = g_variant_get_size (owned)
  };

  g_assert (g_variant_is_of_type (owned, G_VARIANT_TYPE (gf_message_type_string (type))));
  return send_header (socket, &header, fd, error)
         && send_all (socket, g_variant_get_data (owned), header.length, error);
}

bool
gf_message_post (int socket, GfMessageType type, GVariant *body, GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (body);
  Header header = {
    .magic = MAGIC, .version = VERSION, .type = type, .length = g_variant_get_size (owned)
  };
  struct iovec parts[]
      = { { .iov_base = &header, .iov_len = sizeof header },
          { .iov_base = (void *) g_variant_get_data (owned), .iov_len = header.length } };
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = G_N_ELEMENTS (parts) };

  g_assert (g_variant_is_of_type (owned, G_VARIANT_TYPE (gf_message_type_string (type))));
  ssize_t sent
      = TEMP_FAILURE_RETRY (sendmsg (socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT));
  if (sent < 0 && errno != EAGAIN)
    return fail_io (error, "send");
  if (sent == (ssize_t) (sizeof header + header.length))
    return true;
  g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_TIMEOUT,
               "the other end does not read");
  return false;
}

/* How long poll () may wait, in ms; 0 once the deadline has passed. */
static int
time_left_ms (int64_t deadline_us)
{
  if (deadline_us < 0)
    return -1;

  int64_t left_us = deadline_us - g_get_monotonic_time ();
  return left_us <= 0 ? 0 : (int) MIN ((left_us + 999) / 1000, G_MAXINT);
}

static bool
wait_readable (int socket, int64_t deadline_us, GError **error)
{
  struct pollfd waited = { .fd = socket, .events = POLLIN };
  int ready;

  do
    ready = poll (&waited, 1, time_left_ms (deadline_us));
  while (ready < 0 && errno == EINTR);

  if (ready < 0)
    return fail_io (error, "wait for a message");
  if (ready == 0)
    {
      g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_TIMEOUT,
                   "no whole message before the deadline");
      return false;
    }
  return true;
}

/* Takes the one descriptor; closes any more than one, and a truncated set. */
static bool
take_descriptors (struct msghdr *message, int *fd)
{
  bool clean = (message->msg_flags & MSG_CTRUNC) == 0;

  for (struct cmsghdr *cmsg = CMSG_FIRSTHDR (message); cmsg != NULL;
       cmsg = CMSG_NXTHDR (message, cmsg))
    {
      if (cmsg->cmsg_level != SOL_SOCKET || cmsg->cmsg_type != SCM_RIGHTS)
        continue;

      size_t n_fds = (cmsg->cmsg_len - CMSG_LEN (0)) / sizeof (int);
      for (size_t i = 0; i < n_fds; i++)
        {
          int received;

          memcpy (&received, CMSG_DATA (cmsg) + i * sizeof received, sizeof received);
          clean = clean && *fd < 0;
          gf_close_fd (fd);
          *fd = received;
        }
    }
  return clean;
}

static bool
receive_bytes (int socket, void *bytes, size_t n_bytes, int64_t deadline_us, int *fd,
               GError **error)
{
  char *next = bytes;

  while (n_bytes > 0)
    {
      union
      {
        char buffer[CMSG_SPACE (4 * sizeof (int))];
        struct cmsghdr align;
      } control;
      struct iovec part = { .iov_base = next, .iov_len = n_bytes };
      struct msghdr message = { .msg_iov = &part,
                                .msg_iovlen = 1,
                                .msg_control = control.buffer,
                                .msg_controllen = sizeof control.buffer };

      if (!wait_readable (socket, deadline_us, error))
        return false;
      ssize_t got = TEMP_FAILURE_RETRY (recvmsg (socket, &message, MSG_CMSG_CLOEXEC));
      if (got < 0)
        return fail_io (error, "receive");
      if (got > 0 && !take_descriptors (&message, fd))
        return fail_malformed (error, "more descriptors than one");
      if (got == 0)
        {
          g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_CLOSED,
                       "the other end closed the connection");
          return false;
        }
      next += got;
      n_bytes -= (size_t) got;
    }
  return true;
}

static bool
check_header (const Header *header, size_t max_bytes, GError **error)
{
  if (header->magic != MAGIC || header->version != VERSION)
    return fail_malformed (error, "not of this version");
  if (header->type < GF_MESSAGE_HELLO || header->type > GF_MESSAGE_LAST)
    return fail_malformed (error, "unknown type");
  if (header->length > max_bytes)
    return fail_malformed (error, "longer than allowed");
  return true;
}

static GVariant *
receive_body (int socket, const Header *header, int64_t deadline_us, int *fd,
              GError **error)
{
  g_autofree char *bytes = g_try_malloc (MAX (header->length, 1));

  if (bytes == NULL)
    {
      fail_malformed (error, "longer than the memory");
      return NULL;
    }
  if (!receive_bytes (socket, bytes, header->length, deadline_us, fd, error))
    return NULL;

  void *owned = g_steal_pointer (&bytes);
  g_autoptr (GVariant) body
      = g_variant_new_from_data (G_VARIANT_TYPE (gf_message_type_string (header->type)),
                                 owned, header->length, FALSE, g_free, owned);
  g_variant_ref_sink (body);
  if (!g_variant_is_normal_form (body))
    {
      fail_malformed (error, "body not in normal form");
      return NULL;
    }
  return g_steal_pointer (&body);
}

GVariant *
gf_message_receive (int socket, size_t max_bytes, int64_t deadline_us,
                    GfMessageType *type_out, int *fd_out, GError **error)
{
  gf_autofd fd = -1;
  Header header;

  if (!receive_bytes (socket, &header, sizeof header, deadline_us, &fd, error)
      || !check_header (&header, max_bytes, error))
    return NULL;

  g_autoptr (GVariant) body = receive_body (socket, &header, deadline_us, &fd, error);
  if (body == NULL)
    return NULL;
  if (fd >= 0 && fd_out == NULL)
    {
      fail_malformed (error, "a descriptor that nobody asked for");
      return NULL;
    }
  if (fd_out != NULL)
    *fd_out = gf_steal_fd (&fd);
  *type_out = header.type;
  return g_steal_pointer (&body);
}
