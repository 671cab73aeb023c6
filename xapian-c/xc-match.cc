/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-match.hh"

#include <numeric>

static XcSetPtr
nothing ()
{
  return XcSet::from_list ({}, 0);
}

XcMatch::XcMatch (const XcDatabase &opened, XcMemory &remembered, const XcBm25 *weighting,
                  const XcDeadline &until)
    : handle (opened), db (opened.db), gone (xc_database_get_gone (opened, 0)),
      memory (remembered), bm25 (weighting), deadline (until), last (db.get_lastdocid ()),
      n_documents (db.get_doccount ())
{
  double average = db.get_avlength ();

  if (average > 0)
    length_factor = 1 / average;
}

bool
XcMatch::can_do (const XcNode &node)
{
  for (const auto &part : node.parts)
    {
      if (!can_do (*part))
        return false;
      if (node.op == XcNode::SYNONYM && !is_leaf (*part))
        return false;
    }
  return true;
}

bool
XcMatch::is_leaf (const XcNode &node)
{
  return node.op == XcNode::TERM || node.op == XcNode::SYNONYM
         || node.op == XcNode::WILDCARD;
}

void
XcMatch::bound_postings (Part &part)
{
  const XcNode::Op op = part.node->op;

  for (size_t i = 0; i < part.parts.size (); i++)
    {
      size_t n = part.parts[i].n_postings;

      if (i == 0 || op == XcNode::OR)
        part.n_postings += n;
      else if (op == XcNode::AND || op == XcNode::FILTER || op == XcNode::WITHIN)
        part.n_postings = std::min (part.n_postings, n);
    }
  if (op == XcNode::ALL || op == XcNode::VALUES)
    part.n_postings = static_cast<size_t> (n_documents);
}

/* A synonym of one is that one. */
XcMatch::Part
XcMatch::plan (const std::shared_ptr<const XcNode> &node)
{
  Part part;

  if (node->op == XcNode::SYNONYM && node->parts.size () == 1)
    return plan (node->parts.front ());
  part.node = node;
  if (is_leaf (*node))
    plan_leaf (part);
  else
    for (const auto &below : node->parts)
      part.parts.push_back (plan (below));
  if (node->op == XcNode::WITHIN)
    append_key (part.key, *node);
  bound_postings (part);
  return part;
}

size_t
XcMatch::consider (const std::shared_ptr<const XcNode> &node)
{
  root = plan (node);
  return root.n_postings;
}

XcSetPtr
XcMatch::find (const XcSetPtr &among)
{
  look (root, among);
  return root.set;
}

/* @among: nullptr for every document */
void
XcMatch::look (Part &part, const XcSetPtr &among)
{
  switch (part.node->op)
    {
    case XcNode::NOTHING:
      part.set = nothing ();
      break;
    case XcNode::ALL:
      part.set = among ? among : memory.all (db);
      break;
    case XcNode::TERM:
    case XcNode::SYNONYM:
    case XcNode::WILDCARD:
      look_leaf (part, among);
      break;
    case XcNode::OR:
      look_any (part, among);
      break;
    case XcNode::AND:
    case XcNode::FILTER:
      look_all (part, among);
      break;
    case XcNode::AND_NOT:
      look_without (part, among);
      break;
    case XcNode::AND_MAYBE:
    case XcNode::SCALED:
      look (part.parts.front (), among);
      part.set = part.parts.front ().set;
      break;
    case XcNode::WITHIN:
      look_within (part, among);
      break;
    case XcNode::VALUES:
      look_slowly (part, part.node->query, among ? among : memory.all (db));
      break;
    }
}

/* The rarest first: the others are then looked for among few. */
void
XcMatch::look_all (Part &part, const XcSetPtr &among)
{
  std::vector<size_t> order (part.parts.size ());
  XcSetPtr left = among;

  std::iota (order.begin (), order.end (), size_t{ 0 });
  std::stable_sort (order.begin (), order.end (), [&] (size_t a, size_t b) {
    return part.parts[a].n_postings < part.parts[b].n_postings;
  });
  for (size_t i : order)
    {
      look (part.parts[i], left);
      left = part.parts[i].set;
      if (left->size () == 0)
        break;
    }
  part.set = order.empty () ? nothing () : left;
}

void
XcMatch::look_any (Part &part, const XcSetPtr &among)
{
  std::vector<XcSetPtr> sets;

  for (Part &below : part.parts)
    {
      look (below, among);
      sets.push_back (below.set);
    }
  part.set = sets.empty () ? nothing () : XcSet::any (sets, last);
}

void
XcMatch::look_without (Part &part, const XcSetPtr &among)
{
  look (part.parts[0], among);
  negations++;
  look (part.parts[1], part.parts[0].set);
  negations--;
  part.set = XcSet::without (part.parts[0].set, part.parts[1].set);
}

void
XcMatch::look_leaf (Part &part, const XcSetPtr &among)
{
  part.postings = fetch (part, among);
  part.set = among ? XcSet::both (part.postings->set, among) : part.postings->set;
}
