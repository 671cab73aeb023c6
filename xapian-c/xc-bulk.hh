/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-bulk.hh: a database of libxapian's that is written once, whole, and only added to
 * before (XC_WRITER_CREATE_BULK).
 *
 * Its tables are written by ourselves (xc-glass-table.hh), in a third of the time that
 * libxapian takes, whose way must also do for changes. The format is of libxapian 1.4 and
 * is promised to nobody, so it is used for nothing that lasts: for the runs of a batch,
 * which the same program merges by libxapian's own compaction soon after. An empty
 * database is made by libxapian first; what that says of its format decides whether we
 * know it (is_known ()), and in the end libxapian opens what was written.
 *
 * Functions throw what libxapian throws.
 */
#ifndef XC_BULK_HH
#define XC_BULK_HH

#include <xapian.h>

#include <map>
#include <string>

#include "xapian-c/xc-document.hh"
#include "xapian-c/xc-glass-table.hh"
#include "xapian-c/xc-inverted.hh"

class XcBulk
{
public:
  /* Whether @path, a database just made, is of the format that is written here. */
  static bool is_known (const std::string &path);

  /* @folder: a database just made by libxapian, empty, closed, of the known format */
  explicit XcBulk (const std::string &folder);

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

  uint32_t
  get_next_docid () const
  {
    return static_cast<uint32_t> (lengths.size ()) + 1;
  }
  uint32_t take (const XcDocument &document, const XcPosting &posting);
  uint32_t gather (const XcDocument &document, const Postings &sorted, size_t first,
                   size_t last);
  uint32_t add_terms (const XcDocument &document, std::string &list);
  void add_data (const std::string &data_of_next);
  void write_data (uint32_t docid, const std::string &plain);
  void write_waiting ();
  void add_values (const XcDocument &document, std::string &slots_used);
  void put_value (Slot &slot, const std::string &value);
  void write_term (XcGlassTable &postings, XcGlassTable &positions,
                   const XcInverted::Term &term);
  std::map<std::string, std::string> list_others () const;
  void write_lengths (XcGlassTable &postings);
  void write_version (const XcGlassTable &postings, const XcGlassTable &positions);
  void check () const;

  std::string path, uuid;
  XcGlassTable data, lists;
  XcDictionaryPtr dictionary;
  bool is_untrained = true; /* data wait until there is enough of them to train one on */
  std::vector<std::string> waiting;
  std::vector<uint32_t> waiting_docids;
  size_t waiting_bytes = 0;
  XcInverted inverted;
  std::map<std::string, std::string> metadata;
  std::map<Xapian::valueno, Slot> slots;
  std::vector<uint32_t> lengths; /* of the document numbered one more */
  uint64_t length = 0;           /* of all */
  uint32_t highest_wdf = 0;
  std::vector<uint32_t> gathered; /* positions of a term */
  std::string packed;             /* the same, as they are written */
};

#endif
