/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-bulk.hh: a database of libxapian's that is written once, whole, and only added to
 * before (XC_WRITER_CREATE_BULK).
 *
 * What it is given document by document it turns into lists of documents by term in
 * memory (xc-inverted.hh), and writes all at once (xc-glass-database.hh).
 *
 * Functions throw what libxapian throws.
 */
#ifndef XC_BULK_HH
#define XC_BULK_HH

#include <xapian.h>

#include <map>
#include <string>

#include "xapian-c/xc-document.hh"
#include "xapian-c/xc-glass-database.hh"
#include "xapian-c/xc-inverted.hh"

class XcBulk
{
public:
  /* @folder: a database just made by libxapian, empty, closed, of a format that
   * XcGlassDatabase knows
   * @with_filters: to list the terms of a document that count nothing */
  XcBulk (const std::string &folder, bool with_filters);

  /* Returns: its number. */
  uint32_t add (const XcDocument &document);

  /* The data of what is added are made small with it; where none is set, one is trained
   * on the first of them. */
  void set_dictionary (const XcDictionaryPtr &chosen);
  const XcDictionaryPtr &
  get_dictionary () const
  {
    return dictionary;
  }

  /* @value: empty to remove it */
  void set_metadata (const std::string &key, const std::string &value);

  /* Writes the database. It is then whole, but not yet on the disk (fsync). Nothing is
   * added afterwards. */
  void finish ();

private:
  /* What one slot holds, as it is written. */
  struct Slot
  {
    uint32_t n_values = 0;
    std::string lowest, highest;
    std::map<uint32_t, std::string> chunks; /* by their first document */
    uint32_t last_docid = 0;
    std::string *chunk = nullptr; /* the one that is filled, of chunks */
  };

  using Postings = std::vector<const XcPosting *>;

  uint32_t take (const XcDocument &document, const XcPosting &posting);
  uint32_t gather (const XcDocument &document, const Postings &sorted, size_t first,
                   size_t last);
  uint32_t add_terms (const XcDocument &document, std::vector<std::string_view> &listed);
  void add_data (const std::string &data_of_next);
  void write_data (uint32_t docid, const std::string &plain);
  void write_waiting ();
  void add_values (const XcDocument &document, std::string &slots_used);
  void put_value (Slot &slot, const std::string &value);
  void write_others ();
  void write_term (const XcInverted::Term &term);

  XcGlassDatabase database;
  const bool lists_filters;
  XcDictionaryPtr dictionary;
  bool is_untrained = true; /* data wait until there is enough of them to train one on */
  std::vector<std::string> waiting;
  std::vector<uint32_t> waiting_docids;
  size_t waiting_bytes = 0;
  XcInverted inverted;
  std::map<std::string, std::string> metadata;
  std::map<Xapian::valueno, Slot> slots;
  std::vector<uint32_t> gathered; /* positions of a term */
  std::string packed;             /* the same, as they are written */
};

#endif
