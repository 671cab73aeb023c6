/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-glass.hh: numbers and strings as they stand in tables of libxapian's glass backend.
 *
 * From common/pack.h and common/bitstream.cc of libxapian 1.4.22. Which version of the
 * format this is, XC_GLASS_MAGIC says: every database begins with it.
 */
#ifndef XC_GLASS_HH
#define XC_GLASS_HH

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/* Magic and version, 2016-03-14 (glass_version.cc): all of 1.4 since 1.3.5. */
#define XC_GLASS_MAGIC                                                                   \
  std::string_view ("\x0f\x0dXapian Glass\x04\x6e", XC_GLASS_MAGIC_BYTES)
#define XC_GLASS_MAGIC_BYTES 16
#define XC_GLASS_UUID_BYTES 16

inline void
xc_glass_append_number (std::string &to, uint64_t value)
{
  for (; value >= 128; value >>= 7)
    to += static_cast<char> (value | 0x80);
  to += static_cast<char> (value);
}

inline void
xc_glass_append_string (std::string &to, std::string_view value)
{
  xc_glass_append_number (to, value.size ());
  to += value;
}

/* So that bytes stand in the order of numbers. */
inline void
xc_glass_append_sortable (std::string &to, uint32_t value)
{
  if (value < 0x8000)
    {
      to += static_cast<char> (value >> 8);
      to += static_cast<char> (value);
      return;
    }

  const unsigned length = (37u - static_cast<unsigned> (__builtin_clz (value))) / 7;
  const unsigned mark = 0xffu << (10 - length);
  to += static_cast<char> ((length > 4 ? 0 : value >> (8 * (length - 1))) | mark);
  for (unsigned i = length - 1; i-- > 0;)
    to += static_cast<char> (value >> (8 * i));
}

/*
 * Reads what these wrote; throws Xapian::DatabaseCorruptError where it ends too soon.
 */
class XcGlassBytes
{
public:
  explicit XcGlassBytes (std::string_view bytes) : left (bytes) {}

  bool
  is_at_end () const
  {
    return left.empty ();
  }

  uint64_t read_long ();
  uint32_t read_number (); /* of 32 bits */
  uint32_t read_sortable ();
  std::string_view read (size_t n_bytes);

  std::string_view
  read_string ()
  {
    return read (read_number ());
  }

  std::string_view
  rest () const
  {
    return left;
  }

private:
  std::string_view left;
};

/* Bits, the lowest first; of @to they begin a byte. */
class XcGlassBits
{
public:
  explicit XcGlassBits (std::string &bytes) : to (bytes) {}

  /* @value, which is less than @out_of, in as few bits as tell it. */
  void add (uint32_t value, uint32_t out_of);
  /* What rises strictly, without its first and last. */
  void add_between (const uint32_t *positions, size_t first, size_t last);
  /* The last byte. */
  void finish ();

private:
  std::string &to;
  uint64_t waiting = 0;
  unsigned n_waiting = 0;
};

/* How many positions @tag, of their table, has. Throws the same as the next. */
uint32_t xc_glass_count_positions (std::string_view tag);

/* @tag: of the table of positions. @positions: replaced. Throws
 * Xapian::DatabaseCorruptError. */
void xc_glass_read_positions (std::string_view tag, std::vector<uint32_t> &positions);

/* @n_positions, at least one, rising strictly: a tag of the table of positions. */
void xc_glass_append_positions (std::string &to, const uint32_t *positions,
                                size_t n_positions);

#endif
