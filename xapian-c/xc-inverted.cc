/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-inverted.hh"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "xapian-c/xc-glass.hh"

#define FEWEST_SLOTS (1u << 16)
#define FIRST_PIECE_BYTES 24u
#define MOST_PIECE_BYTES 1024u

/* Before the bytes of a piece. */
struct PieceHead
{
  uint32_t next;
  uint32_t n_bytes;
};

XcInverted::XcInverted () : key (gf_hash_key ()), slots (FEWEST_SLOTS) {}

void
XcInverted::grow ()
{
  std::vector<uint32_t> larger (slots.size () * 2);
  const size_t mask = larger.size () - 1;

  for (uint32_t number = 1; number <= terms.size (); number++)
    {
      size_t slot = terms[number - 1].hash & mask;

      while (larger[slot] != 0)
        slot = (slot + 1) & mask;
      larger[slot] = number;
    }
  slots.swap (larger);
}

XcInverted::Term &
XcInverted::find (std::string_view term)
{
  if (terms.size () * 2 >= slots.size ())
    grow ();

  const uint32_t hash = gf_hash_bytes (&key, term.data (), term.size ());
  const size_t mask = slots.size () - 1;
  size_t slot = hash & mask;
  for (; slots[slot] != 0; slot = (slot + 1) & mask)
    {
      Term &there = terms[slots[slot] - 1];

      if (there.hash == hash && text (there) == term)
        return there;
    }

  Term made;
  made.text = static_cast<uint32_t> (texts.size ());
  made.length = static_cast<uint32_t> (term.size ());
  made.hash = hash;
  texts.append (term);
  terms.push_back (made);
  slots[slot] = static_cast<uint32_t> (terms.size ());
  return terms.back ();
}

/* Twice as long as the one before. */
void
XcInverted::begin_piece (Term &term)
{
  const uint32_t before = term.limit - term.last_piece;
  PieceHead head = { 0, term.n_documents == 0 ? FIRST_PIECE_BYTES
                                              : std::min (before * 2, MOST_PIECE_BYTES) };
  const size_t place = bytes.size ();

  if (place + sizeof head + head.n_bytes > UINT32_MAX)
    throw std::length_error ("too many postings for a run");
  bytes.resize (place + sizeof head + head.n_bytes);
  memcpy (bytes.data () + place, &head, sizeof head);

  const uint32_t piece = static_cast<uint32_t> (place);
  if (term.n_documents == 0)
    term.first_piece = piece;
  else
    memcpy (bytes.data () + term.last_piece, &piece, sizeof piece);
  term.last_piece = piece;
  term.end = piece + static_cast<uint32_t> (sizeof head);
  term.limit = term.end + head.n_bytes;
}

void
XcInverted::append (Term &term, const char *from, size_t n_bytes)
{
  while (n_bytes > 0)
    {
      const size_t room = std::min<size_t> (term.limit - term.end, n_bytes);

      memcpy (bytes.data () + term.end, from, room);
      term.end += static_cast<uint32_t> (room);
      from += room;
      n_bytes -= room;
      if (n_bytes > 0)
        begin_piece (term);
    }
}

void
XcInverted::add (std::string_view name, uint32_t docid, uint32_t wdf,
                 std::string_view positions)
{
  if (texts.size () + name.size () > UINT32_MAX)
    throw std::length_error ("too many terms for a run");

  Term &term = find (name);
  if (term.n_documents == 0)
    begin_piece (term);
  scratch.clear ();
  xc_glass_append_number (scratch, docid - term.last_docid);
  xc_glass_append_number (scratch, wdf);
  xc_glass_append_string (scratch, positions);
  term.n_documents++;
  term.collection_wdf += wdf;
  term.last_docid = docid;
  append (term, scratch.data (), scratch.size ());
}

/* A term as it is sorted: eight bytes in one comparison settle most. */
struct Sorted
{
  uint64_t order;
  std::string_view text;
  const XcInverted::Term *term;

  bool
  operator<(const Sorted &other) const
  {
    return order != other.order ? order < other.order : text < other.text;
  }
};

std::vector<const XcInverted::Term *>
XcInverted::sort () const
{
  std::vector<Sorted> sorted;
  sorted.reserve (terms.size ());
  for (const Term &term : terms)
    {
      const std::string_view name = text (term);
      uint64_t order = 0;

      memcpy (&order, name.data (), std::min (name.size (), sizeof order));
      sorted.push_back ({ GUINT64_FROM_BE (order), name, &term });
    }
  std::sort (sorted.begin (), sorted.end ());

  std::vector<const Term *> all;
  all.reserve (sorted.size ());
  for (const Sorted &one : sorted)
    all.push_back (one.term);
  return all;
}

XcInverted::Reader::Reader (const XcInverted &all, const Term &term)
    : inverted (all), n_left (term.n_documents), at (0), limit (0),
      piece (term.first_piece)
{
}

void
XcInverted::Reader::read (char *to, size_t n_bytes)
{
  while (n_bytes > 0)
    {
      if (at == limit)
        {
          PieceHead head;

          memcpy (&head, inverted.bytes.data () + piece, sizeof head);
          at = piece + static_cast<uint32_t> (sizeof head);
          limit = at + head.n_bytes;
          piece = head.next;
        }

      const size_t here = std::min<size_t> (limit - at, n_bytes);
      memcpy (to, inverted.bytes.data () + at, here);
      at += static_cast<uint32_t> (here);
      to += here;
      n_bytes -= here;
    }
}

uint32_t
XcInverted::Reader::read_number ()
{
  uint32_t value = 0;
  char byte;
  unsigned shift = 0;

  do
    {
      read (&byte, 1);
      value |= (static_cast<uint32_t> (byte) & 0x7f) << shift;
      shift += 7;
    }
  while ((static_cast<unsigned char> (byte) & 0x80) != 0);
  return value;
}

bool
XcInverted::Reader::next (Posting &posting)
{
  if (n_left == 0)
    return false;
  n_left--;
  docid += read_number ();
  posting.docid = docid;
  posting.wdf = read_number ();
  posting.positions.resize (read_number ());
  read (posting.positions.data (), posting.positions.size ());
  return true;
}
