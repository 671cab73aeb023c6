/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * packed.h: a GVariant of a type that the reader knows, read where it lies: no copy, no
 * allocation, and nothing is looked at but what is asked for.
 *
 * The form is that of the GVariant specification ("Serialisation Format"): members one
 * after the other, each where its alignment lets it begin, and at the end where those of
 * varying size end.  Nothing is trusted: what would lie outside, or is not as its type
 * has it, makes the reader fail, and a reader that failed gives empty values.  The caller
 * asks for the members in their order, each as its type says, or what is read is
 * something else; it never lies outside.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A stretch of bytes, a member of something. */
typedef struct
{
  const uint8_t *data;
  size_t size;
} GfPacked;

/* A tuple, member by member. */
typedef struct
{
  GfPacked whole;
  size_t at;          /* where the member before ended */
  size_t offset_size; /* of what says where members end */
  size_t n_offsets;   /* of these that were read */
  bool failed;
} GfPackedTuple;

void gf_packed_tuple_begin (GfPackedTuple *tuple, GfPacked whole);

uint8_t gf_packed_tuple_byte (GfPackedTuple *tuple);
uint32_t gf_packed_tuple_uint32 (GfPackedTuple *tuple);

/*
 * gf_packed_tuple_member: a member of varying size.
 * @alignment: of its type: 4 where a number of 32 bits is in it, else 1
 */
GfPacked gf_packed_tuple_member (GfPackedTuple *tuple, size_t alignment);
/* The same of the last member of the tuple. */
GfPacked gf_packed_tuple_last (GfPackedTuple *tuple, size_t alignment);

/* A string: never NULL; valid UTF-8. */
const char *gf_packed_tuple_string (GfPackedTuple *tuple);
const char *gf_packed_tuple_last_string (GfPackedTuple *tuple);

/* gf_packed_string: @packed as a string; NULL where it is none. */
const char *gf_packed_string (GfPacked packed);

/*
 * gf_packed_array_length: how many elements of varying size @packed has.
 * Returns: false where it is no such array.
 */
bool gf_packed_array_length (GfPacked packed, size_t *n_out);

/* gf_packed_array_element: element @i, below gf_packed_array_length ().
 * Returns: false where it would lie outside. */
bool gf_packed_array_element (GfPacked packed, size_t alignment, size_t i,
                              GfPacked *element_out);

/* gf_packed_maybe: whether there is something, of varying size, in @packed. */
bool gf_packed_maybe (GfPacked packed, GfPacked *element_out);
