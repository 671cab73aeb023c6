/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/component/members-fixture.h"

#include <check.h>
#include <string.h>
#include <unistd.h>

#include "common/schema.h"

static void
free_member (gpointer data)
{
  Member *member = data;

  g_free (member->path);
  g_free (member->reason);
  g_byte_array_unref (member->bytes);
  g_free (member);
}

void
container_clear (Container *container)
{
  reading_clear (&container->reading);
  g_clear_pointer (&container->members, g_ptr_array_unref);
  g_clear_pointer (&container->list, g_free);
}

static Member *
open_member (GPtrArray *members)
{
  ck_assert_uint_gt (members->len, 0);
  Member *member = g_ptr_array_index (members, members->len - 1);
  ck_assert (!member->ended);
  return member;
}

static bool
begin_member (void *data, const char *path)
{
  GPtrArray *members = data;
  Member *member = g_new0 (Member, 1);

  ck_assert (members->len == 0
             || ((Member *) g_ptr_array_index (members, members->len - 1))->ended);
  member->path = g_strdup (path);
  member->bytes = g_byte_array_new ();
  g_ptr_array_add (members, member);
  return true;
}

static bool
add_bytes (void *data, const void *bytes, size_t length)
{
  g_byte_array_append (open_member (data)->bytes, bytes, (guint) length);
  return true;
}

static bool
end_member (void *data, GfReadStatus status, const char *reason, const char *detail)
{
  Member *member = open_member (data);

  ck_assert_int_eq (status == GF_READ_NOT, reason != NULL);
  ck_assert_int_eq (reason != NULL, detail != NULL);
  member->ended = true;
  member->status = status;
  member->reason = g_strdup (reason != NULL ? reason : "");
  return true;
}

static char *
dup_list (GPtrArray *members)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = g_ptr_array_index (members, i);

      ck_assert (member->ended);
      if (*member->reason != '\0')
        g_string_append_printf (list, "%s: %s\n", member->path, member->reason);
      else
        g_string_append_printf (list, "%s: %u bytes\n", member->path, member->bytes->len);
    }
  return g_string_free (list, FALSE);
}

Container
read_container (int fd, const char *path, const GfExtractOptions *options)
{
  static const GfExtractHooks hooks = { .begin_member = begin_member,
                                        .add_bytes = add_bytes,
                                        .end_member = end_member };
  g_autoptr (GfExtractor) extractor = gf_extractor_new (options, NULL);
  Container container = { .members = g_ptr_array_new_with_free_func (free_member),
                          .reading.text = gf_text_new ((size_t) 32 << 20) };
  const GfExtractTask task = { .hooks = &hooks, .data = container.members };
  Reading *reading = &container.reading;

  ck_assert_ptr_nonnull (extractor);
  if (path != NULL)
    gf_text_set (reading->text, GF_TEXT_PATH, path);
  bool read = gf_extract (extractor, fd, &task, reading->text, &reading->shortfall,
                          &reading->error);
  close (fd);
  ck_assert_int_eq (read, reading->error == NULL);
  reading->lines = read ? dup_blocks (reading->text) : g_strdup ("");
  container.list = dup_list (container.members);
  return container;
}

const char *
member_text (const Container *container, guint index)
{
  if (index >= container->members->len)
    return "";
  Member *member = g_ptr_array_index (container->members, index);

  g_byte_array_append (member->bytes, (const guint8 *) "", 1);
  g_byte_array_set_size (member->bytes, member->bytes->len - 1);
  return (const char *) member->bytes->data;
}
