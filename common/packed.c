/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/packed.h"

#include <glib.h>
#include <string.h>

/* How many bytes a number takes that says where something ends, in so large a whole. */
static size_t
offset_size (size_t size)
{
  if (size <= UINT8_MAX)
    return 1;
  if (size <= UINT16_MAX)
    return 2;
  return size <= UINT32_MAX ? 4 : 8;
}

/* Of the lowest byte first, on every machine. */
static size_t
read_offset (GfPacked whole, size_t at, size_t size)
{
  uint64_t number = 0;

  for (size_t i = 0; i < size; i++)
    number |= (uint64_t) whole.data[at + i] << (8 * i);
  return number <= SIZE_MAX ? (size_t) number : SIZE_MAX;
}

static size_t
align (size_t at, size_t alignment)
{
  return (at + alignment - 1) / alignment * alignment;
}

void
gf_packed_tuple_begin (GfPackedTuple *tuple, GfPacked whole)
{
  *tuple = (GfPackedTuple){ .whole = whole, .offset_size = offset_size (whole.size) };
}

/* The bytes from where @alignment lets a member begin to @end; none where there are
   none. */
static GfPacked
take (GfPackedTuple *tuple, size_t alignment, size_t end)
{
  size_t begin = align (tuple->at, alignment);

  tuple->failed
      = tuple->failed || begin < tuple->at || begin > end || end > tuple->whole.size;
  if (tuple->failed)
    return (GfPacked){ (const uint8_t *) "", 0 };
  tuple->at = end;
  return (GfPacked){ tuple->whole.data + begin, end - begin };
}

static GfPacked
take_number (GfPackedTuple *tuple, size_t size)
{
  return take (tuple, size, align (tuple->at, size) + size);
}

uint8_t
gf_packed_tuple_byte (GfPackedTuple *tuple)
{
  GfPacked number = take_number (tuple, 1);

  return number.size == 1 ? *number.data : 0;
}

uint32_t
gf_packed_tuple_uint32 (GfPackedTuple *tuple)
{
  GfPacked bytes = take_number (tuple, sizeof (uint32_t));
  uint32_t number = 0;

  /* The whole need not be aligned, only what is in it. */
  if (bytes.size == sizeof number)
    memcpy (&number, bytes.data, sizeof number);
  return number;
}

GfPacked
gf_packed_tuple_member (GfPackedTuple *tuple, size_t alignment)
{
  size_t offsets = ++tuple->n_offsets * tuple->offset_size;

  tuple->failed = tuple->failed || offsets > tuple->whole.size;
  return take (tuple, alignment,
               tuple->failed ? 0
                             : read_offset (tuple->whole, tuple->whole.size - offsets,
                                            tuple->offset_size));
}

GfPacked
gf_packed_tuple_last (GfPackedTuple *tuple, size_t alignment)
{
  size_t offsets = tuple->n_offsets * tuple->offset_size;

  tuple->failed = tuple->failed || offsets > tuple->whole.size;
  return take (tuple, alignment, tuple->failed ? 0 : tuple->whole.size - offsets);
}

const char *
gf_packed_string (GfPacked packed)
{
  const char *text = (const char *) packed.data;

  if (packed.size == 0 || text[packed.size - 1] != '\0'
      || !g_utf8_validate (text, (gssize) packed.size - 1, NULL))
    return NULL;
  return text;
}

static const char *
string_of (GfPackedTuple *tuple, GfPacked packed)
{
  const char *text = tuple->failed ? NULL : gf_packed_string (packed);

  tuple->failed = text == NULL;
  return text != NULL ? text : "";
}

const char *
gf_packed_tuple_string (GfPackedTuple *tuple)
{
  return string_of (tuple, gf_packed_tuple_member (tuple, 1));
}

const char *
gf_packed_tuple_last_string (GfPackedTuple *tuple)
{
  return string_of (tuple, gf_packed_tuple_last (tuple, 1));
}

/* Where the elements end, and with them the first of the numbers that say where each
   does, begins; SIZE_MAX where @packed is no array. */
static size_t
elements_end (GfPacked packed)
{
  size_t size = offset_size (packed.size);
  size_t end = read_offset (packed, packed.size - size, size);

  return end <= packed.size - size && (packed.size - end) % size == 0 ? end : SIZE_MAX;
}

bool
gf_packed_array_length (GfPacked packed, size_t *n_out)
{
  *n_out = 0;
  if (packed.size == 0)
    return true;

  size_t end = elements_end (packed);
  if (end == SIZE_MAX)
    return false;
  *n_out = (packed.size - end) / offset_size (packed.size);
  return true;
}

bool
gf_packed_array_element (GfPacked packed, size_t alignment, size_t i,
                         GfPacked *element_out)
{
  size_t size = offset_size (packed.size);
  size_t offsets = elements_end (packed);
  size_t before = i > 0 ? read_offset (packed, offsets + (i - 1) * size, size) : 0;
  size_t end = read_offset (packed, offsets + i * size, size);
  size_t begin = align (before, alignment);

  if (begin < before || begin > end || end > offsets)
    return false;
  *element_out = (GfPacked){ packed.data + begin, end - begin };
  return true;
}

bool
gf_packed_maybe (GfPacked packed, GfPacked *element_out)
{
  if (packed.size == 0)
    return false;
  *element_out = (GfPacked){ packed.data, packed.size - 1 };
  return true;
}
