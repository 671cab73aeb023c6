/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * members-fixture.h: containers read by gf_extract () with someone to hear of their
 * members.
 */
#pragma once

#include "tests/component/extract-fixture.h"

typedef struct
{
  char *path;
  GByteArray *bytes;
  bool ended;
  GfReadStatus status;
  char *reason; /* "" for none */
} Member;

typedef struct
{
  Reading reading;
  GPtrArray *members; /* of Member */
  char *list;         /* a line a member: "path: N bytes" or "path: reason" */
} Container;

void container_clear (Container *container);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Container, container_clear)

/* Reads and closes @fd, which is called @path (nullable).  @options: NULL for the usual.
 */
Container read_container (int fd, const char *path, const GfExtractOptions *options);

/* The bytes of member @index, as a string; "" where there is none. */
const char *member_text (const Container *container, guint index);
