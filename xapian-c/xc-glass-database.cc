/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-glass-database.hh"

#include <xapian.h>

#include <algorithm>
#include <fstream>

#include "xapian-c/xc-glass-keys.hh"

static std::string
read_head (const std::string &folder)
{
  std::ifstream file (folder + "/iamglass", std::ios::binary);
  std::string head (XC_GLASS_MAGIC_BYTES + XC_GLASS_UUID_BYTES, '\0');

  if (!file.read (head.data (), static_cast<std::streamsize> (head.size ())))
    return {};
  return head;
}

bool
XcGlassDatabase::is_known (const std::string &folder)
{
  return read_head (folder).compare (0, XC_GLASS_MAGIC_BYTES, XC_GLASS_MAGIC) == 0;
}

XcGlassChunks::XcGlassChunks (XcGlassTable &into, std::string_view first_key,
                              std::string other_key)
    : table (into), key (first_key), next_key (std::move (other_key))
{
}

void
XcGlassChunks::set_totals (uint32_t n_documents, uint32_t collection_wdf)
{
  xc_glass_append_number (totals, n_documents);
  xc_glass_append_number (totals, collection_wdf);
}

void
XcGlassChunks::add (uint32_t docid, uint32_t wdf)
{
  if (chunk.size () >= XC_GLASS_CHUNK_BYTES)
    {
      write (false);
      key = next_key;
      xc_glass_append_sortable (key, docid);
    }
  if (chunk.empty ())
    first = docid;
  else
    xc_glass_append_number (chunk, docid - last - 1);
  xc_glass_append_number (chunk, wdf);
  last = docid;
}

void
XcGlassChunks::write (bool is_last)
{
  std::string tag;

  if (!totals.empty ())
    {
      tag = totals;
      xc_glass_append_number (tag, first - 1);
      totals.clear ();
    }
  tag += is_last ? '1' : '0';
  xc_glass_append_number (tag, last - first);
  tag += chunk;
  table.add (key, tag);
  chunk.clear ();
}

void
XcGlassChunks::finish ()
{
  write (true);
}

XcGlassDatabase::XcGlassDatabase (const std::string &folder, bool keeps_places)
    : path (folder), uuid (read_head (folder).substr (XC_GLASS_MAGIC_BYTES)),
      data (folder + "/docdata.glass", XC_GLASS_COMPRESS_MIN),
      lists (folder + "/termlist.glass", XC_GLASS_COMPRESS_MIN),
      postings (folder + "/postlist.glass", 0), positions (folder + "/position.glass", 0)
{
  if (keeps_places)
    places = std::make_unique<XcPlacesWriter> (folder);
}

/* A term in the list of a document, after the one @before it. */
static void
append_to_list (std::string &list, std::string_view before, std::string_view term,
                uint32_t wdf)
{
  size_t alike = 0;
  while (alike < before.size () && alike < term.size () && before[alike] == term[alike])
    alike++;

  const uint64_t both = (static_cast<uint64_t> (wdf) + 1) * (before.size () + 1) + alike;
  const bool is_small = wdf < 127 && both < 256;
  if (!before.empty ())
    list += static_cast<char> (is_small ? both : alike);
  list += static_cast<char> (term.size () - alike);
  list += term.substr (alike);
  if (before.empty () || !is_small)
    xc_glass_append_number (list, wdf);
}

void
XcGlassDatabase::add_document (uint32_t of_length,
                               const std::vector<std::string_view> &listed,
                               std::string_view slots_used)
{
  std::string key = xc_glass_document_key (get_next_docid ());
  std::string_view before = XC_LENGTH_TERM;
  std::string list;

  xc_glass_append_number (list, of_length);
  xc_glass_append_number (list, listed.size () + 1);
  append_to_list (list, {}, before, of_length);
  for (const std::string_view term : listed)
    {
      append_to_list (list, before, term, 0);
      before = term;
    }
  lists.add (key, list);
  key += '\0';
  if (!slots_used.empty ())
    lists.add (key, slots_used);
  lengths.push_back (of_length);
  length += of_length;
}

void
XcGlassDatabase::add_data (uint32_t docid, std::string_view tag, bool is_packed)
{
  data.add (xc_glass_document_key (docid), tag, is_packed);
}

void
XcGlassDatabase::copy_data (uint32_t docid, std::string_view tag, bool is_deflated)
{
  if (is_deflated)
    data.add_deflated (xc_glass_document_key (docid), tag);
  else
    data.add (xc_glass_document_key (docid), tag, true);
}

void
XcGlassDatabase::add_other (std::string_view key, std::string_view tag)
{
  postings.add (key, tag);
}

void
XcGlassDatabase::write_lengths (XcGlassChunks &&into, uint32_t n_documents,
                                uint32_t collection_wdf)
{
  into.set_totals (n_documents, collection_wdf);
  for (uint32_t i = 0; i < lengths.size (); i++)
    into.add (i + 1, lengths[i]);
  into.finish ();
}

/* Lengths stand as a term that all documents have, whose totals are not kept; and once
 * more as the term that is in their lists. What all count together is, as libxapian has
 * it, a number of 32 bits. */
void
XcGlassDatabase::begin_terms ()
{
  const uint32_t n = static_cast<uint32_t> (lengths.size ());
  std::string other_key (XC_LENGTH_TERM);
  other_key += '\0';

  if (n == 0)
    return;
  write_lengths (
      XcGlassChunks (postings, XC_GLASS_LENGTHS_KEY, std::string (XC_GLASS_LENGTHS_KEY)),
      0, 0);
  write_lengths (XcGlassChunks (postings, XC_LENGTH_TERM, std::move (other_key)), n,
                 static_cast<uint32_t> (length));
}

/* The end of a term is marked where something follows in the key. */
void
XcGlassDatabase::begin_term (std::string_view term, uint32_t n_documents,
                             uint32_t collection_wdf)
{
  position_key = term;
  position_key += '\0';
  n_position_key = position_key.size ();
  chunks.emplace_back (postings, term, position_key);
  chunks.back ().set_totals (n_documents, collection_wdf);
}

void
XcGlassDatabase::add_posting (uint32_t docid, uint32_t wdf)
{
  chunks.back ().add (docid, wdf);
  highest_wdf = std::max (highest_wdf, wdf);
  if (places != nullptr)
    posted.push_back (docid);
}

void
XcGlassDatabase::add_positions (uint32_t docid, std::string_view packed)
{
  if (places != nullptr)
    {
      placed.emplace_back (docid, packed);
      return;
    }
  position_key.resize (n_position_key);
  xc_glass_append_sortable (position_key, docid);
  positions.add (position_key, packed);
}

void
XcGlassDatabase::write_places ()
{
  std::vector<uint32_t> of_one;
  size_t next = 0;

  if (posted.size () >= XC_PLACES_FEWEST && !placed.empty ())
    {
      places->begin_term (std::string_view (position_key).substr (0, n_position_key - 1));
      for (const uint32_t docid : posted)
        {
          of_one.clear ();
          if (next < placed.size () && placed[next].first == docid)
            {
              const std::string &packed = placed[next++].second;

              if (xc_glass_count_positions (packed) <= XC_PLACES_MOST)
                xc_glass_read_positions (packed, of_one);
            }
          places->add (docid, of_one);
        }
      places->end_term ();
    }
  posted.clear ();
  placed.clear ();
}

void
XcGlassDatabase::end_term ()
{
  chunks.back ().finish ();
  chunks.clear ();
  if (places != nullptr)
    write_places ();
}

/* What all of the tables hold, in the order of glass_defs.h, and then of the documents.
 */
void
XcGlassDatabase::write_version () const
{
  const uint32_t n = static_cast<uint32_t> (lengths.size ());
  uint32_t shortest = 0, longest = highest_wdf;
  for (const uint32_t one : lengths)
    {
      longest = std::max (longest, one);
      if (one > 0 && (shortest == 0 || one < shortest))
        shortest = one;
    }

  std::string version (XC_GLASS_MAGIC);
  version += uuid;
  xc_glass_append_number (version, 1); /* commits */
  postings.append_root (version);
  data.append_root (version);
  lists.append_root (version);
  positions.append_root (version);
  XcGlassTable::append_no_root (version, XC_GLASS_COMPRESS_MIN); /* of spellings */
  XcGlassTable::append_no_root (version, XC_GLASS_COMPRESS_MIN); /* of synonyms */
  xc_glass_append_number (version, n);
  xc_glass_append_number (version, 0); /* no numbers past that */
  xc_glass_append_number (version, shortest);
  xc_glass_append_number (version, highest_wdf);
  xc_glass_append_number (version, longest - highest_wdf);
  xc_glass_append_number (version, 0); /* no old commits */
  xc_glass_append_number (version, length);
  xc_glass_append_number (version, 0); /* no spellings */

  std::ofstream file (path + "/iamglass", std::ios::binary | std::ios::trunc);
  file << version;
  file.close ();
  if (!file)
    throw Xapian::DatabaseError ("cannot write '" + path + "/iamglass'");
}

void
XcGlassDatabase::check () const
{
  const Xapian::Database written (path);

  if (written.get_doccount () != lengths.size ()
      || written.get_lastdocid () != lengths.size ()
      || written.get_total_length () != length)
    throw Xapian::DatabaseCorruptError ("'" + path + "' was written wrong");
}

void
XcGlassDatabase::finish ()
{
  data.finish ();
  lists.finish ();
  postings.finish ();
  positions.finish ();
  if (places != nullptr)
    places->finish (uuid);
  write_version ();
  check ();
}
