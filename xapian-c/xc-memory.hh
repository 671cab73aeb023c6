/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcMemory: what is remembered of one commit of one database: who has a term and how
 * often, how long documents are, what stands in a slot. Reading these from the database
 * is most of what a question costs, and the next question asks for much of it again.
 *
 * Shared by all handles on that commit, in any thread; a later commit has a new one, and
 * makes the one before it keep nothing more. What postings take is bounded, the oldest
 * unused going first; lengths and slots are a number for each document.
 *
 * Reading is through the handle of the caller, whose exceptions pass through: what was
 * not read to its end is not kept.
 */
#ifndef XC_MEMORY_HH
#define XC_MEMORY_HH

#include <xapian.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "xapian-c/xc-set.hh"

/* Who has a term, or any of several, and how often. */
struct XcPostings
{
  XcSetPtr set;
  std::vector<uint8_t> counts; /* in the order of set; empty where all are 0 */
  std::vector<std::pair<Xapian::docid, uint32_t> > large; /* counts of MANY or more */
  Xapian::doccount frequency = 0; /* of several: as libxapian estimates it */

  static constexpr uint8_t MANY = 255;

  uint32_t
  count_at (Xapian::docid docid, size_t at) const
  {
    return counts[at] != MANY ? counts[at] : find_large (docid);
  }

  size_t bytes () const;

private:
  uint32_t find_large (Xapian::docid docid) const;
};

using XcPostingsPtr = std::shared_ptr<const XcPostings>;

/* What stands in a slot: a number for each document, 0 for nothing. */
struct XcColumn
{
  std::vector<uint32_t> codes;     /* by document number */
  std::vector<std::string> values; /* by code, rising; the first is "" */
  XcSetPtr filled;                 /* documents with something in it */
};

using XcColumnPtr = std::shared_ptr<const XcColumn>;
using XcLengthsPtr = std::shared_ptr<const std::vector<uint32_t> >;

class XcMemory
{
public:
  /* The memory of the commit that @db shows, of the folder @path; nullptr where it is no
     single database of this machine. */
  static std::shared_ptr<XcMemory> of (const Xapian::Database &db,
                                       const std::string &path);

  /* Reads nothing: nullptr where @key is not remembered. */
  XcPostingsPtr find (const std::string &key);
  void keep (const std::string &key, const XcPostingsPtr &postings);

  /* Every document's length, by its number. */
  XcLengthsPtr lengths (const Xapian::Database &db);
  bool has_lengths ();

  /* Every document there is. */
  XcSetPtr all (const Xapian::Database &db);

  /* @always: else nullptr where too many values differ to be worth their room. */
  XcColumnPtr column (const Xapian::Database &db, Xapian::valueno slot, bool always);
  /* Whether that has been read, or found not to be worth it. */
  bool has_column (Xapian::valueno slot);

private:
  using Table = std::unordered_map<std::string, XcPostingsPtr>;

  std::mutex lock; /* of all below */
  Table recent;
  Table before; /* what was recent until that was full; what is used again comes back */
  size_t recent_bytes = 0;
  bool is_past = false; /* there is a later commit */
  XcLengthsPtr known_lengths;
  XcSetPtr known_all;
  std::unordered_map<Xapian::valueno, XcColumnPtr> columns;

  void add (const std::string &key, const XcPostingsPtr &postings);
  void retire ();
};

#endif
