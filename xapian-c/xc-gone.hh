/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-gone.hh: documents that were taken out of a database, but not from the lists of
 * their terms: the database does not tell which terms they had (xc-glass-database.hh).
 *
 * Their numbers stand in its metadata, and are given to no other document; whoever reads
 * postings passes them over. A merge (xc-merge.hh) leaves nothing of them. They have
 * neither data nor values nor a length, and are in no count of documents.
 *
 * Functions throw what libxapian throws.
 */
#ifndef XC_GONE_HH
#define XC_GONE_HH

#include <xapian.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

class XcGone
{
public:
  /* What its keys in the metadata begin with: each has those of so many numbers. */
  static constexpr const char *KEY_PREFIX = "xc-gone-";
  static constexpr Xapian::docid KEY_DOCIDS = 4096;

  /* Of @db, a single database. */
  explicit XcGone (const Xapian::Database &db);

  bool
  is_empty () const
  {
    return docids.empty ();
  }

  size_t
  size () const
  {
    return docids.size ();
  }

  bool
  has (Xapian::docid docid) const
  {
    return std::binary_search (docids.begin (), docids.end (), docid);
  }

  /* Of the @frequency documents that @db lists for @term, how many are there. */
  Xapian::doccount count (const Xapian::Database &db, const std::string &term,
                          Xapian::doccount frequency) const;

  /* Notes that @docids, rising, are gone, in @db too, which is the same. */
  void add (Xapian::WritableDatabase &db, const std::vector<Xapian::docid> &more);

private:
  std::vector<Xapian::docid> docids; /* rising */
};

using XcGonePtr = std::shared_ptr<const XcGone>;

/* Whether the list of @docid in @db lacks terms, so that libxapian cannot take it out of
 * their postings. */
bool xc_lacks_terms (const Xapian::Database &db, Xapian::docid docid);

#endif
