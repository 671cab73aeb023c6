/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-glass-database.hh: a database of libxapian's, written once, whole, in the order of
 * its tables.
 *
 * It takes a third of the time that libxapian takes, whose way must also do for changes,
 * and less room: of what stands in a document, libxapian keeps a list beside the
 * postings, only to find these again when the document is taken out. Here the list has
 * the terms alone that the caller names (xc_document_add_boolean_term ()), and one,
 * XC_LENGTH_TERM, that stands for all others and counts what they count together; so the
 * list is sound to libxapian. When such a document is taken out, its postings stay until
 * the next merge, and readers pass them over (xc-gone.hh).
 *
 * The format is of libxapian 1.4 and is promised to nobody. An empty database is made by
 * libxapian first; what that says of its format decides whether we know it (is_known ()),
 * and in the end libxapian opens what was written.
 *
 * Functions throw what libxapian throws.
 */
#ifndef XC_GLASS_DATABASE_HH
#define XC_GLASS_DATABASE_HH

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "xapian-c/xc-glass-table.hh"
#include "xapian-c/xc-places.hh"

/* Of documents whose list has not all their terms; before any term of a caller's. */
#define XC_LENGTH_TERM std::string_view ("\1", 1)

/* All documents that have one term, in chunks. */
class XcGlassChunks
{
public:
  /* @first_key: of the first chunk; @other_key, before a document's number: of others */
  XcGlassChunks (XcGlassTable &into, std::string_view first_key, std::string other_key);

  /* The head of the first chunk has how many there are in all, and what they count. */
  void set_totals (uint32_t n_documents, uint32_t collection_wdf);

  /* @docid rises. */
  void add (uint32_t docid, uint32_t wdf);
  void finish ();

private:
  void write (bool is_last);

  XcGlassTable &table;
  std::string key, next_key, totals, chunk;
  uint32_t first = 0, last = 0;
};

class XcGlassDatabase
{
public:
  /* Whether @folder has a database of the format that is written here. */
  static bool is_known (const std::string &folder);

  /* @folder: of a database just made by libxapian, empty, closed, of the known format
   * @keeps_places: not positions, as libxapian keeps them, but places (xc-places.hh) */
  XcGlassDatabase (const std::string &folder, bool keeps_places);

  /* The number of the document that add_document () comes to. */
  uint32_t
  get_next_docid () const
  {
    return static_cast<uint32_t> (lengths.size ()) + 1;
  }

  /* Documents first, in their order.
   * @length: what all its terms count
   * @listed: terms that count nothing, rising
   * @slots_used: as it stands in a table; empty for none */
  void add_document (uint32_t length, const std::vector<std::string_view> &listed,
                     std::string_view slots_used);

  /* @docid rises, from any that was or will be added; @is_packed: to deflate @tag would
   * gain nothing */
  void add_data (uint32_t docid, std::string_view tag, bool is_packed);

  /* The same of what stands so in another database. */
  void copy_data (uint32_t docid, std::string_view tag, bool is_deflated);

  /* Then what the table of postings has of no term, as it stands there, by rising key. */
  void add_other (std::string_view key, std::string_view tag);

  /* Then the terms, rising. */
  void begin_terms ();

  /* @term: as it stands in a key. Its postings by rising number. */
  void begin_term (std::string_view term, uint32_t n_documents, uint32_t collection_wdf);
  void add_posting (uint32_t docid, uint32_t wdf);
  /* Then where it stands, as it is in a table: by rising number too. */
  void add_positions (uint32_t docid, std::string_view packed);
  void end_term ();

  /* The database is then whole, but not yet on the disk (fsync). */
  void finish ();

private:
  void write_lengths (XcGlassChunks &&chunks, uint32_t n_documents,
                      uint32_t collection_wdf);
  void write_places ();
  void write_version () const;
  void check () const;

  std::string path, uuid;
  XcGlassTable data, lists, postings, positions;
  std::vector<uint32_t> lengths; /* of the document numbered one more */
  uint64_t length = 0;           /* of all */
  uint32_t highest_wdf = 0;
  std::vector<XcGlassChunks> chunks; /* of the term under way, or none */
  std::string position_key;
  size_t n_position_key = 0;              /* without the document's number */
  std::unique_ptr<XcPlacesWriter> places; /* nullptr: positions are kept */
  std::vector<uint32_t> posted;           /* those that have the term under way */
  std::vector<std::pair<uint32_t, std::string> > placed; /* those with positions */
};

#endif
