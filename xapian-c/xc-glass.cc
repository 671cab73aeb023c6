/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-glass.hh"

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
