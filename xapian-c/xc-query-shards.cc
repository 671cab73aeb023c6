/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A query for several databases, each of which makes of it what it would in one that has
 * all of their documents.
 *
 * Two things libxapian decides in each database by what that one has: which terms a
 * wildcard stands for; and how common a synonym is, which it estimates by two and two
 * terms, the rarest first, in whole documents, so that the order shows in the weights.
 * Here both are decided once: wildcards are written out, and the terms of a synonym put
 * together by two and two, each two scaled, since libxapian would take them apart again.
 */
#include "xapian-c/xc-deadline.hh"
#include "xapian-c/xc-glass-database.hh"
#include "xapian-c/xc-private.hh"
#include "xapian-c/xc-within.hh"

#include <algorithm>
#include <queue>
#include <unordered_map>

namespace
{

/* Any but 1, which is left out; in a synonym parts have no weight. */
constexpr double KEEPS_TOGETHER = 2;

struct Part
{
  Xapian::doccount frequency;
  size_t number; /* equals: in the order they were made */
  Xapian::Query query;

  bool
  operator> (const Part &other) const
  {
    return frequency != other.frequency ? frequency > other.frequency
                                        : number > other.number;
  }
};

using Parts = std::priority_queue<Part, std::vector<Part>, std::greater<> >;
using Frequencies = std::unordered_map<std::string, Xapian::doccount>;

class Pinning
{
public:
  Pinning (const XcDatabase &over, const XcDeadline &until)
      : handle (over), deadline (until), db (over.db),
        n_documents (over.db.get_doccount ()), lacks_any (xc_database_lacks_any (over))
  {
  }

  /* Notes the terms whose frequency matters. */
  void look_for (const XcNode &node);
  void look_up ();
  Xapian::Query make (const XcNode &node);

  /* Whether there was no time to look at all that may be near each other. */
  bool was_cut = false;

private:
  const XcDatabase &handle;
  const XcDeadline &deadline;
  const Xapian::Database &db;
  const double n_documents;
  const bool lacks_any;
  Frequencies frequencies;
  std::unordered_map<const XcNode *, std::vector<std::string> > wildcards;
  bool knows_all = true;

  void expand (const XcNode &node);
  void note (const std::string &term);
  void list_terms (const XcNode &node, std::vector<std::string> &terms) const;
  Xapian::Query join (const XcNode &node, Xapian::Query::op op, uint32_t window = 0);
  Xapian::Query join_terms (const std::vector<std::string> &terms);
  Xapian::Query weigh (const Xapian::Query &query, double frequency) const;
  Xapian::Query find_within (const XcNode &node);
  Xapian::Query make_within (const XcNode &node);
};

bool
is_of_terms (const XcNode &node)
{
  if (node.op == XcNode::TERM || node.op == XcNode::WILDCARD)
    return true;
  return node.op == XcNode::SYNONYM
         && std::all_of (node.parts.begin (), node.parts.end (),
                         [] (const auto &part) { return is_of_terms (*part); });
}

void
Pinning::expand (const XcNode &node)
{
  std::vector<std::string> &terms = wildcards[&node];

  for (auto it = db.allterms_begin (node.term); it != db.allterms_end (node.term); ++it)
    {
      const Xapian::doccount n
          = lacks_any ? xc_database_count (handle, *it) : it.get_termfreq ();

      if (n == 0 || *it == XC_LENGTH_TERM)
        continue;
      if (node.limit == XC_WILDCARD_FIRST && terms.size () == node.max_terms)
        break;
      if (node.limit == XC_WILDCARD_ERROR && terms.size () == node.max_terms)
        throw Xapian::WildcardError ("Wildcard " + node.term + "* expands to more than "
                                     + std::to_string (node.max_terms) + " terms");
      terms.push_back (*it);
      frequencies[terms.back ()] = n;
    }
  std::stable_sort (terms.begin (), terms.end (),
                    [&] (const std::string &one, const std::string &other) {
                      return frequencies[one] > frequencies[other];
                    });
  if (terms.size () > node.max_terms)
    terms.resize (node.max_terms);
}

void
Pinning::note (const std::string &term)
{
  if (frequencies.emplace (term, 0).second)
    knows_all = false;
}

void
Pinning::look_for (const XcNode &node)
{
  if (node.op == XcNode::WILDCARD)
    expand (node);
  if (node.op == XcNode::TERM && lacks_any)
    note (node.term);
  for (const auto &part : node.parts)
    {
      if (part->op == XcNode::TERM && node.op == XcNode::SYNONYM)
        note (part->term);
      look_for (*part);
    }
}

/* All databases are asked for all terms at once. */
void
Pinning::look_up ()
{
  std::vector<std::string> terms;

  if (knows_all)
    return;
  for (const auto &[term, frequency] : frequencies)
    if (frequency == 0 && term.size () <= XC_TERM_MAX_BYTES)
      terms.push_back (term);

  Xapian::Enquire enquire (db);
  enquire.set_query (Xapian::Query (Xapian::Query::OP_OR, terms.begin (), terms.end ()));
  const Xapian::MSet mset = enquire.get_mset (0, 0);
  for (const std::string &term : terms)
    frequencies[term] = mset.get_termfreq (term);
}

void
Pinning::list_terms (const XcNode &node, std::vector<std::string> &terms) const
{
  if (node.op == XcNode::TERM)
    terms.push_back (node.term);
  else if (node.op == XcNode::WILDCARD)
    terms.insert (terms.end (), wildcards.at (&node).begin (),
                  wildcards.at (&node).end ());
  for (const auto &part : node.parts)
    list_terms (*part, terms);
}

/* Where lists have more documents than there are, some being gone, libxapian takes what
 * all have for the rarest there is (BM25Weight::init () of 1.4). What all have tells
 * nothing. */
Xapian::Query
Pinning::weigh (const Xapian::Query &query, double frequency) const
{
  return lacks_any && frequency > n_documents ? Xapian::Query (0.0, query) : query;
}

/* Those that have it, by their names: what weighs are its words. */
Xapian::Query
Pinning::find_within (const XcNode &node)
{
  const Xapian::Query words
      = xc_database_filter (handle, join (node, Xapian::Query::OP_AND));
  std::vector<std::vector<std::string> > terms (node.parts.size ());
  std::vector<Xapian::Query> names;
  Xapian::Enquire enquire (db);

  for (size_t i = 0; i < node.parts.size (); i++)
    list_terms (*node.parts[i], terms[i]);
  XcWithin within (node.within, node.window, terms);
  enquire.set_query (words);
  enquire.set_weighting_scheme (Xapian::BoolWeight ());
  const Xapian::MSet mset = enquire.get_mset (0, db.get_doccount ());
  for (auto it = mset.begin (); it != mset.end (); ++it)
    {
      was_cut = was_cut || deadline.has_passed ();
      if (was_cut)
        break;

      const std::string data = xc_data_unpack (handle, it.get_document ().get_data ());
      if (!within.holds (*handle.places, data))
        continue;
      g_autofree char *name = handle.places->dup_name (data.data (), data.size ());
      if (name != NULL)
        names.emplace_back (std::string (name));
    }
  return Xapian::Query (
      Xapian::Query::OP_FILTER, words,
      Xapian::Query (Xapian::Query::OP_OR, names.begin (), names.end ()));
}

Xapian::Query
Pinning::join_terms (const std::vector<std::string> &terms)
{
  Parts parts;
  size_t number = 0;

  if (terms.empty ())
    return Xapian::Query ();
  for (const std::string &term : terms)
    parts.push ({ frequencies[term], number++, Xapian::Query (term) });
  while (parts.size () > 1)
    {
      const Part rarest = parts.top ();
      parts.pop ();
      const Part next = parts.top ();
      parts.pop ();
      const Xapian::doccount any
          = xc_estimate_either (rarest.frequency, next.frequency, n_documents);
      if (parts.empty ())
        return weigh (Xapian::Query (Xapian::Query::OP_SYNONYM, next.query, rarest.query),
                      any);
      parts.push (
          { any, number++,
            Xapian::Query (KEEPS_TOGETHER, Xapian::Query (Xapian::Query::OP_OR,
                                                          next.query, rarest.query)) });
    }
  return weigh (parts.top ().query, parts.top ().frequency);
}

Xapian::Query
Pinning::join (const XcNode &node, Xapian::Query::op op, uint32_t window)
{
  std::vector<Xapian::Query> parts;

  for (const auto &part : node.parts)
    parts.push_back (make (*part));
  return Xapian::Query (op, parts.begin (), parts.end (), window);
}

/* Of what has all words of a phrase libxapian asks for the weight before it looks at
 * their places (SelectPostList of 1.4), and who is gone has none. */
Xapian::Query
Pinning::make_within (const XcNode &node)
{
  if (xc_database_lacks_positions (handle))
    return find_within (node);
  return xc_database_filter (handle, join (node, node.within, node.window));
}

Xapian::Query
Pinning::make (const XcNode &node)
{
  std::vector<std::string> terms;

  switch (node.op)
    {
    case XcNode::NOTHING:
      return Xapian::Query ();
    case XcNode::ALL:
      return Xapian::Query (std::string ());
    case XcNode::TERM:
      return weigh (Xapian::Query (node.term, node.wqf), frequencies[node.term]);
    case XcNode::VALUES:
      return node.query;
    case XcNode::AND:
      return join (node, Xapian::Query::OP_AND);
    case XcNode::OR:
      return join (node, Xapian::Query::OP_OR);
    case XcNode::AND_NOT:
      return join (node, Xapian::Query::OP_AND_NOT);
    case XcNode::FILTER:
      return join (node, Xapian::Query::OP_FILTER);
    case XcNode::AND_MAYBE:
      return join (node, Xapian::Query::OP_AND_MAYBE);
    case XcNode::WITHIN:
      return make_within (node);
    case XcNode::SCALED:
      return Xapian::Query (node.factor, make (*node.parts.front ()));
    case XcNode::SYNONYM:
      if (node.parts.size () == 1 || !is_of_terms (node))
        return join (node, Xapian::Query::OP_SYNONYM);
      break;
    case XcNode::WILDCARD:
      break;
    }
  list_terms (node, terms);
  return join_terms (terms);
}

}

Xapian::Query
xc_pin_query (const XcDatabase &db, const XcQuery &query, const XcDeadline &deadline,
              bool *was_cut)
{
  Pinning pinning (db, deadline);

  pinning.look_for (*query.node);
  pinning.look_up ();

  const Xapian::Query pinned = xc_database_filter (db, pinning.make (*query.node));
  *was_cut = pinning.was_cut;
  return pinned;
}
