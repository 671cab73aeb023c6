/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-placing.hh"

#include "xapian-c/xc-glass.hh"

/* Documents between two looks at the clock. */
#define DOCUMENTS_A_LOOK 64

XcPlacing::XcPlacing (const XcDatabase &db, const XcSet &among, const XcDeadline &until)
    : handle (db), placed (xc_database_get_placed (db, 0)), set (among), deadline (until)
{
  candidates.reserve (among.size ());
  among.each (0, UINT32_MAX,
              [&] (Xapian::docid docid, size_t) { candidates.push_back (docid); });
  in_data.resize (candidates.size (), placed.places == nullptr);
  for (size_t i = candidates.size (); i > 0 && candidates[i - 1] > placed.n_placed; i--)
    in_data[i - 1] = true;
}

void
XcPlacing::leave (const XcSet &with)
{
  XcSet::Finder finder (set);

  with.each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
    const size_t i = finder.rank (docid);

    if (i != XcSet::npos)
      in_data[i] = true;
  });
}

/* A chunk has the documents of the list of postings, gone or not, from its first. */
void
XcPlacing::read (const std::string &term, unsigned place)
{
  XcPlacesReader &reader = *placed.places;
  Xapian::PostingIterator it = handle.db.postlist_begin (term);
  std::vector<uint32_t> positions;
  Xapian::docid chunk_last = 0;

  for (const size_t i : asked)
    {
      const Xapian::docid docid = candidates[i];

      in_data[i] = true;
      if (docid > chunk_last)
        {
          if (!reader.seek (term, docid) || reader.get_first () > docid)
            continue;
          chunk_last = reader.get_chunk_last ();
          it.skip_to (reader.get_first ());
        }
      for (; *it < docid; ++it)
        reader.next (positions);
      reader.next (positions);
      ++it;
      for (const uint32_t position : positions)
        places.push_back ({ static_cast<uint32_t> (i), place, position });
      in_data[i] = positions.empty ();
    }
}

void
XcPlacing::add (const std::string &term, const XcSet &with, unsigned place)
{
  XcSet::Finder finder (set);

  asked.clear ();
  was_cut = was_cut || deadline.has_passed ();
  if (was_cut || placed.places == nullptr)
    return;
  with.each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
    const size_t i = finder.rank (docid);

    if (i != XcSet::npos && !in_data[i])
      asked.push_back (i);
  });
  if (!asked.empty ())
    read (term, place);
}

/* By candidate. */
void
XcPlacing::order ()
{
  std::vector<Place> ordered (places.size ());

  begins.assign (candidates.size () + 1, 0);
  for (const Place &one : places)
    begins[one.candidate + 1]++;
  for (size_t i = 1; i < begins.size (); i++)
    begins[i] += begins[i - 1];

  std::vector<size_t> next (begins);
  for (const Place &one : places)
    ordered[next[one.candidate]++] = one;
  places.swap (ordered);
}

bool
XcPlacing::holds_in_data (XcWithin &within, Xapian::docid docid) const
{
  const Xapian::Document document
      = handle.db.get_document (docid, Xapian::DOC_ASSUME_VALID);

  return within.holds (*handle.places, xc_data_unpack (handle, document.get_data ()));
}

std::vector<Xapian::docid>
XcPlacing::find (XcWithin &within)
{
  std::vector<Xapian::docid> found;

  order ();
  for (size_t i = 0; i < candidates.size (); i++)
    {
      was_cut = was_cut || (i % DOCUMENTS_A_LOOK == 0 && deadline.has_passed ());
      if (was_cut)
        break;
      within.begin ();
      for (size_t at = begins[i]; at < begins[i + 1]; at++)
        within.put (places[at].place, places[at].position);
      if (in_data[i] ? holds_in_data (within, candidates[i]) : within.holds ())
        found.push_back (candidates[i]);
    }
  return found;
}

/* As it stands in files: libxapian tells it in digits. */
static std::string
uuid_of (const Xapian::Database &part)
{
  std::string bytes;
  unsigned n_digits = 0, byte = 0;

  for (const char c : part.get_uuid ())
    if (g_ascii_isxdigit (c))
      {
        byte = byte << 4 | static_cast<unsigned> (g_ascii_xdigit_value (c));
        if (++n_digits % 2 == 0)
          bytes += static_cast<char> (byte);
      }
  return bytes;
}

const XcPart &
xc_database_get_placed (const XcDatabase &db, size_t which)
{
  XcPart &known = *db.known[which];

  if (known.is_placed_read)
    return known;

  const std::string told = db.parts[which].get_metadata (XC_PLACES_METADATA);
  known.n_placed = told.empty () ? 0 : XcGlassBytes (told).read_number ();
  known.places = known.n_placed > 0 && !known.path.empty ()
                     ? XcPlacesReader::open (known.path, uuid_of (db.parts[which]))
                     : nullptr;
  known.is_placed_read = true;
  return known;
}

bool
xc_database_lacks_positions (const XcDatabase &db)
{
  for (size_t i = 0; db.places != nullptr && i < db.parts.size (); i++)
    if (xc_database_get_placed (db, i).n_placed > 0)
      return true;
  return false;
}
