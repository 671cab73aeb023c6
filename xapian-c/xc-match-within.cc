/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a match needs positions or values: libxapian, or the data of documents, tell of
 * it, of few. */
#include "xapian-c/xc-match.hh"
#include "xapian-c/xc-placing.hh"
#include "xapian-c/xc-set-source.hh"
#include "xapian-c/xc-within.hh"

namespace
{

class ListingSpy : public Xapian::MatchSpy
{
public:
  std::vector<Xapian::docid> docids;

  void
  operator() (const Xapian::Document &document, double) override
  {
    docids.push_back (document.get_docid ());
  }
};

}

/* What stands in one place of a NEAR or a PHRASE in any of @candidates: of the many forms
   that a place may have, few are there. */
Xapian::Query
XcMatch::place (const Part &part, const XcSetPtr &candidates) const
{
  std::vector<Xapian::Query> forms;

  if (part.node->op == XcNode::TERM)
    return Xapian::Query (part.node->term);
  for (const Part &form : part.parts)
    if (XcSet::both (form.set, candidates)->size () > 0)
      forms.push_back (place (form, candidates));
  return Xapian::Query (Xapian::Query::OP_OR, forms.begin (), forms.end ());
}

Xapian::Query
XcMatch::within (const Part &part) const
{
  std::vector<Xapian::Query> places;

  for (const Part &below : part.parts)
    places.push_back (place (below, part.set));
  return Xapian::Query (part.node->within, places.begin (), places.end (),
                        part.node->window);
}

/* Positions are the dearest there is to look at, and the next page of a phrase asks for
   the same again: what was found is remembered, and among which documents. */
void
XcMatch::look_within (Part &part, const XcSetPtr &among)
{
  const XcPostingsPtr known = memory.find (part.key);

  if (known && !known->among)
    {
      part.set = among ? XcSet::both (known->set, among) : known->set;
      return;
    }
  look_all (part, among);

  const XcSetPtr candidates = part.set;
  const XcSetPtr fresh = known ? XcSet::without (candidates, known->among) : candidates;
  if (fresh->size () > 0)
    {
      if (xc_database_lacks_positions (handle))
        look_at_places (part, fresh);
      else
        look_slowly (part, within (part), fresh);
      remember_within (part, known, among ? fresh : nullptr);
    }
  if (known && fresh->size () > 0)
    part.set = XcSet::any ({ part.set, XcSet::both (known->set, candidates) }, last);
  else if (known)
    part.set = XcSet::both (known->set, candidates);
}

/* @part: with what was found; @looked_at: nullptr for all */
void
XcMatch::remember_within (const Part &part, const XcPostingsPtr &known,
                          const XcSetPtr &looked_at)
{
  auto found = std::make_shared<XcPostings> ();

  if (cut)
    return;
  found->set = known ? XcSet::any ({ known->set, part.set }, last) : part.set;
  if (looked_at && known)
    found->among = XcSet::any ({ known->among, looked_at }, last);
  else
    found->among = looked_at;
  memory.keep (part.key, found);
}

/* The words that may stand in a place, of which some are leaves of their own. */
void
XcMatch::place_forms (XcPlacing &placing, const Part &part, unsigned place) const
{
  if (part.node->op == XcNode::TERM)
    placing.add (part.node->term, *part.set, place);
  else if (is_leaf (*part.node))
    placing.leave (*part.set);
  else
    for (const Part &form : part.parts)
      place_forms (placing, form, place);
}

/* Time that runs out leaves some out, and among what is not wanted they would be wrong.
 */
void
XcMatch::look_at_places (Part &part, const XcSetPtr &among)
{
  std::vector<std::vector<std::string> > terms (part.parts.size ());
  for (size_t i = 0; i < part.parts.size (); i++)
    list_terms (*part.parts[i].node, terms[i]);

  XcWithin within (part.node->within, part.node->window, terms);
  XcPlacing placing (handle, *among, deadline);
  for (unsigned i = 0; i < part.parts.size (); i++)
    place_forms (placing, part.parts[i], i);
  part.set = XcSet::from_list (placing.find (within), last);
  if (placing.was_cut && negations > 0)
    throw XcDeadline::Passed ();
  cut = cut || placing.was_cut;
}

/* What libxapian alone can tell; @among are those it may be true of. Time that runs out
   leaves some out, and among what is not wanted they would be wrong. */
void
XcMatch::look_slowly (Part &part, const Xapian::Query &query, const XcSetPtr &among)
{
  XcSetSource source (*among, deadline);
  ListingSpy spy;
  Xapian::Enquire enquire (db);

  enquire.set_query (
      Xapian::Query (Xapian::Query::OP_FILTER, query, Xapian::Query (&source)));
  enquire.set_weighting_scheme (Xapian::BoolWeight ());
  enquire.set_docid_order (Xapian::Enquire::ASCENDING);
  enquire.add_matchspy (&spy);
  enquire.get_mset (0, 0, db.get_doccount ());
  if (source.was_cut && negations > 0)
    throw XcDeadline::Passed ();
  cut = cut || source.was_cut;
  part.set = XcSet::from_list (std::move (spy.docids), last);
}
