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
#include "xapian-c/xc-private.hh"

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
  explicit Pinning (const Xapian::Database &over)
      : db (over), n_documents (over.get_doccount ())
  {
  }

  /* Notes the terms whose frequency matters. */
  void look_for (const XcNode &node);
  void look_up ();
  Xapian::Query make (const XcNode &node);

private:
  const Xapian::Database &db;
  const double n_documents;
  Frequencies frequencies;
  std::unordered_map<const XcNode *, std::vector<std::string> > wildcards;
  bool knows_all = true;

  void expand (const XcNode &node);
  void list_terms (const XcNode &node, std::vector<std::string> &terms) const;
  Xapian::Query join (const XcNode &node, Xapian::Query::op op);
  Xapian::Query join_terms (const std::vector<std::string> &terms);
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
      if (node.limit == XC_WILDCARD_FIRST && terms.size () == node.max_terms)
        break;
      if (node.limit == XC_WILDCARD_ERROR && terms.size () == node.max_terms)
        throw Xapian::WildcardError ("Wildcard " + node.term + "* expands to more than "
                                     + std::to_string (node.max_terms) + " terms");
      terms.push_back (*it);
      frequencies[terms.back ()] = it.get_termfreq ();
    }
  std::stable_sort (terms.begin (), terms.end (),
                    [&] (const std::string &one, const std::string &other) {
                      return frequencies[one] > frequencies[other];
                    });
  if (terms.size () > node.max_terms)
    terms.resize (node.max_terms);
}

void
Pinning::look_for (const XcNode &node)
{
  if (node.op == XcNode::WILDCARD)
    expand (node);
  for (const auto &part : node.parts)
    {
      const bool matters = node.op == XcNode::SYNONYM && part->op == XcNode::TERM;

      if (matters && frequencies.emplace (part->term, 0).second)
        knows_all = false;
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
      if (parts.empty ())
        return Xapian::Query (Xapian::Query::OP_SYNONYM, next.query, rarest.query);

      const double a = rarest.frequency, b = next.frequency;
      parts.push (
          { static_cast<Xapian::doccount> (a + b - a * b / n_documents + 0.5), number++,
            Xapian::Query (KEEPS_TOGETHER, Xapian::Query (Xapian::Query::OP_OR,
                                                          next.query, rarest.query)) });
    }
  return parts.top ().query;
}

Xapian::Query
Pinning::join (const XcNode &node, Xapian::Query::op op)
{
  std::vector<Xapian::Query> parts;

  for (const auto &part : node.parts)
    parts.push_back (make (*part));
  return Xapian::Query (op, parts.begin (), parts.end (), node.window);
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
      return Xapian::Query (node.term, node.wqf);
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
      return join (node, node.within);
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
xc_pin_query (const Xapian::Database &db, const XcQuery &query)
{
  Pinning pinning (db);

  pinning.look_for (*query.node);
  pinning.look_up ();
  return pinning.make (*query.node);
}
