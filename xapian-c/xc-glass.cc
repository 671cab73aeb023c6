/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-glass.hh"

#include <xapian.h>

/* No document has more words. */
#define MAX_POSITIONS (1u << 24)

std::string_view
XcGlassBytes::read (size_t n_bytes)
{
  if (n_bytes > left.size ())
    throw Xapian::DatabaseCorruptError ("an entry of a table is cut short");

  const std::string_view taken = left.substr (0, n_bytes);
  left.remove_prefix (n_bytes);
  return taken;
}

uint64_t
XcGlassBytes::read_long ()
{
  uint64_t number = 0;

  for (unsigned shift = 0;; shift += 7)
    {
      const auto byte = static_cast<unsigned char> (read (1)[0]);

      if (shift > 63)
        throw Xapian::DatabaseCorruptError ("a number in a table is too large");
      number |= static_cast<uint64_t> (byte & 0x7f) << shift;
      if (byte < 0x80)
        return number;
    }
}

uint32_t
XcGlassBytes::read_number ()
{
  const uint64_t number = read_long ();

  if (number > UINT32_MAX)
    throw Xapian::DatabaseCorruptError ("a number in a table is too large");
  return static_cast<uint32_t> (number);
}

/* The ones that the first byte begins with say how many bytes follow the second. */
uint32_t
XcGlassBytes::read_sortable ()
{
  const auto first = static_cast<unsigned char> (read (1)[0]);
  unsigned n_more = 1;
  uint32_t mark = 0;

  for (unsigned bit = 0x80; bit > 0 && (first & bit) != 0 && n_more < 4; bit >>= 1)
    {
      n_more++;
      mark |= bit;
    }

  uint64_t number = n_more < 4 ? first & ~mark & 0xffu : first & 0x1fu;
  for (const char byte : read (n_more))
    number = number << 8 | static_cast<unsigned char> (byte);
  if (number > UINT32_MAX)
    throw Xapian::DatabaseCorruptError ("a number in a key is too large");
  return static_cast<uint32_t> (number);
}

static unsigned
count_bits (uint32_t value)
{
  return value != 0 ? 32u - static_cast<unsigned> (__builtin_clz (value)) : 0;
}

/* Where not every pattern of the bits is a value, those in the middle have one less. */
void
XcGlassBits::add (uint32_t value, uint32_t out_of)
{
  unsigned n_bits = count_bits (out_of - 1);
  const uint32_t spare = (n_bits < 32 ? UINT32_C (1) << n_bits : UINT32_C (0)) - out_of;

  if (spare != 0)
    {
      const uint32_t middle = (out_of - spare) / 2;

      if (value >= middle + spare)
        value = (value - (middle + spare)) | UINT32_C (1) << (n_bits - 1);
      else if (value >= middle)
        n_bits--;
    }
  waiting |= static_cast<uint64_t> (value) << n_waiting;
  for (n_waiting += n_bits; n_waiting >= 8; n_waiting -= 8)
    {
      to += static_cast<char> (waiting);
      waiting >>= 8;
    }
}

/* Depth is the logarithm of how many there are. */
void
XcGlassBits::add_between (const uint32_t *positions, size_t first, size_t last)
{
  while (first + 1 < last)
    {
      const size_t middle = first + (last - first) / 2;
      const uint32_t out_of
          = positions[last] - positions[first] - static_cast<uint32_t> (last - first) + 1;
      const uint32_t lowest = positions[first] + static_cast<uint32_t> (middle - first);

      add (positions[middle] - lowest, out_of);
      add_between (positions, first, middle);
      first = middle;
    }
}

void
XcGlassBits::finish ()
{
  if (n_waiting > 0)
    to += static_cast<char> (waiting);
  n_waiting = 0;
  waiting = 0;
}

void
xc_glass_append_positions (std::string &to, const uint32_t *positions, size_t n_positions)
{
  const uint32_t first = positions[0], last = positions[n_positions - 1];

  xc_glass_append_number (to, last);
  if (n_positions == 1)
    return;

  XcGlassBits bits (to);
  bits.add (first, last);
  bits.add (static_cast<uint32_t> (n_positions - 2), last - first);
  bits.add_between (positions, 0, n_positions - 1);
  bits.finish ();
}

namespace
{

/* What XcGlassBits wrote. */
class BitReader
{
public:
  explicit BitReader (std::string_view bytes) : left (bytes) {}

  uint32_t
  read (uint32_t out_of)
  {
    const unsigned n_bits = count_bits (out_of - 1);
    const uint32_t spare = (n_bits < 32 ? UINT32_C (1) << n_bits : UINT32_C (0)) - out_of;
    const uint32_t middle = (out_of - spare) / 2;

    if (spare == 0)
      return take (n_bits);

    uint32_t value = take (n_bits - 1);
    if (value < middle && take (1) == 1)
      value += middle + spare;
    return value;
  }

private:
  uint32_t
  take (unsigned n_bits)
  {
    while (n_waiting < n_bits)
      {
        waiting |= static_cast<uint64_t> (static_cast<unsigned char> (left.read (1)[0]))
                   << n_waiting;
        n_waiting += 8;
      }

    const auto value = static_cast<uint32_t> (waiting & ((UINT64_C (1) << n_bits) - 1));
    waiting >>= n_bits;
    n_waiting -= n_bits;
    return value;
  }

  XcGlassBytes left;
  uint64_t waiting = 0;
  unsigned n_waiting = 0;
};

void
read_between (BitReader &bits, std::vector<uint32_t> &positions, size_t first,
              size_t last)
{
  while (first + 1 < last)
    {
      const size_t middle = first + (last - first) / 2;
      const auto n_between = static_cast<uint32_t> (last - first);

      if (positions[last] - positions[first] < n_between)
        throw Xapian::DatabaseCorruptError ("positions that do not rise");
      positions[middle]
          = positions[first] + static_cast<uint32_t> (middle - first)
            + bits.read (positions[last] - positions[first] - n_between + 1);
      read_between (bits, positions, first, middle);
      first = middle;
    }
}

}

namespace
{

/* The first and the last of the positions of @tag, and how many there are; @bits then
 * tell those between. */
struct Span
{
  uint32_t first, last;
  size_t n;
};

Span
read_span (BitReader &bits, uint32_t last)
{
  const uint32_t first = last > 0 ? bits.read (last) : last;

  if (first >= last)
    throw Xapian::DatabaseCorruptError ("positions that do not rise");
  const size_t n = size_t{ bits.read (last - first) } + 2;
  if (n > MAX_POSITIONS)
    throw Xapian::DatabaseCorruptError ("more positions than a document has words");
  return { first, last, n };
}

}

uint32_t
xc_glass_count_positions (std::string_view tag)
{
  XcGlassBytes bytes (tag);
  const uint32_t last = bytes.read_number ();

  if (bytes.is_at_end ())
    return 1;
  BitReader bits (bytes.rest ());
  return static_cast<uint32_t> (read_span (bits, last).n);
}

void
xc_glass_read_positions (std::string_view tag, std::vector<uint32_t> &positions)
{
  XcGlassBytes bytes (tag);
  const uint32_t last = bytes.read_number ();

  positions.assign (1, last);
  if (bytes.is_at_end ())
    return;

  BitReader bits (bytes.rest ());
  const Span span = read_span (bits, last);
  positions.resize (span.n);
  positions.front () = span.first;
  positions.back () = span.last;
  read_between (bits, positions, 0, span.n - 1);
}
