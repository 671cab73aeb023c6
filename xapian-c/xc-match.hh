/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcMatch: what matches a query, all of it, and what each of those weighs, from what
 * XcMemory remembers.
 *
 * libxapian finds out document by document, which costs 50 to 500 ns each; here it is a
 * few operations on whole sets, and 1 to 3 ns for each posting of a match. The answer is
 * the same, weights too, but for rounding. What needs positions, or values, libxapian
 * still looks for, among the documents that can have it.
 */
#ifndef XC_MATCH_HH
#define XC_MATCH_HH

#include "xapian-c/xc-deadline.hh"
#include "xapian-c/xc-private.hh"

class XcPlacing;

class XcMatch
{
public:
  /* @bm25: NULL to weigh nothing. */
  XcMatch (const XcDatabase &opened, XcMemory &memory, const XcBm25 *bm25,
           const XcDeadline &deadline);

  /* Whether @node holds nothing but what is done here. */
  static bool can_do (const XcNode &node);

  /* Reads no postings.  Returns: how many there may be to go through, of which find ()
     then is. */
  size_t consider (const std::shared_ptr<const XcNode> &node);

  /* Every match of what was considered; @among: (nullable): no others. Throws
     XcDeadline::Passed. */
  XcSetPtr find (const XcSetPtr &among);

  /* The same documents as a part of what is found were not all looked at. */
  bool
  is_cut () const
  {
    return cut;
  }

  /* Before weigh (), after find (). */
  void prepare ();

  /* Where the block of documents that begins with @first ends, which are weighed
     together. */
  Xapian::docid block_end (Xapian::docid first) const;

  /* Of the block that begins with @first the matches that weigh @floor or more; others
     may be among them. Valid until the next. */
  const std::vector<std::pair<Xapian::docid, double> > &weigh (Xapian::docid first,
                                                               double floor);

private:
  /* A node, and what is known of it in this search. */
  struct Part
  {
    std::shared_ptr<const XcNode> node;
    std::vector<Part> parts;
    std::string key;                /* in the memory; of a leaf, or WITHIN */
    std::vector<std::string> terms; /* of a leaf that is not remembered */
    size_t n_postings = 0;          /* of these; of what is no leaf an upper bound */
    Xapian::doccount frequency = 0; /* of a leaf */
    XcPostingsPtr postings; /* of a leaf: all of them, or those among the candidates */
    XcSetPtr set;      /* those found among the candidates; nullptr: not looked for */
    XcSetPtr scope;    /* those that it weighs for */
    double weight = 0; /* of a leaf */
    double most = 0;   /* that it weighs in any document */
  };

  /* So many numbers that what is added up stays in the processor's cache; a multiple of
     64. Of few matches so many of these. */
  static constexpr Xapian::docid BLOCK = 1 << 13;
  static constexpr size_t FEW_BLOCK = 512;

  const XcDatabase &handle;
  const Xapian::Database &db;
  const XcGone &gone;
  XcMemory &memory;
  const XcBm25 *bm25;
  const XcDeadline &deadline;
  const Xapian::docid last;
  const double n_documents;
  double length_factor = 0;
  XcLengthsPtr lengths;
  std::vector<uint32_t> few_lengths; /* without lengths: by rank among the matches */
  Part root;
  std::vector<const Part *> leaves; /* that weigh, the heaviest first */
  std::vector<double> most_from;    /* that this one and those after it weigh together */
  std::vector<double> weights;      /* of a block; 0 between blocks */
  std::vector<std::pair<Xapian::docid, double> > heavy; /* of a block */
  unsigned negations = 0;
  bool cut = false;

  static bool is_leaf (const XcNode &node);
  static void append_key (std::string &key, const XcNode &node);

  Part plan (const std::shared_ptr<const XcNode> &node);
  Xapian::doccount count (const std::string &term) const;
  void plan_leaf (Part &part);
  void bound_postings (Part &part);
  void list_terms (const XcNode &node, std::vector<std::string> &terms);
  void expand (const XcNode &node, std::vector<std::string> &terms);

  void look (Part &part, const XcSetPtr &among);
  void look_leaf (Part &part, const XcSetPtr &among);
  void look_all (Part &part, const XcSetPtr &among);
  void look_any (Part &part, const XcSetPtr &among);
  void look_without (Part &part, const XcSetPtr &among);
  void look_within (Part &part, const XcSetPtr &among);
  void remember_within (const Part &part, const XcPostingsPtr &known,
                        const XcSetPtr &looked_at);
  void look_at_places (Part &part, const XcSetPtr &among);
  void place_forms (XcPlacing &placing, const Part &part, unsigned place) const;
  void look_slowly (Part &part, const Xapian::Query &query, const XcSetPtr &among);

  Xapian::Query place (const Part &part, const XcSetPtr &candidates) const;
  Xapian::Query within (const Part &part) const;

  XcPostingsPtr fetch (const Part &part, const XcSetPtr &among);
  XcPostingsPtr fetch_term (const std::string &term);
  XcPostingsPtr probe (const std::string &term, const XcSet &among);

  void spread (Part &part, const XcSetPtr &scope, double factor);
  void spread_below (Part &part, const XcSetPtr &scope, double factor);
  void order_leaves ();
  double most_of (const Part &leaf, uint32_t count) const;
  double weight_of (const Part &leaf) const;
  double weight_at (const Part &leaf, Xapian::docid docid, size_t at) const;
  void weigh_leaf (const Part &leaf, Xapian::docid first);
  void pick_heavy (Xapian::docid first, double least);
  void weigh_alone (Xapian::docid first, double least);
  void add_rest (size_t n, double floor);
  uint32_t length_of (Xapian::docid docid) const;
};

#endif
