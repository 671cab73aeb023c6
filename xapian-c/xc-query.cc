/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-private.hh"

#include <algorithm>

void
xc_query_free (XcQuery *query)
{
  delete query;
}

/* @body fills the node, and returns libxapian's own tree. */
template <typename Body>
static XcQuery *
make_query (XcNode::Op op, GError **error, Body &&body) noexcept
{
  return xc_guard (error, static_cast<XcQuery *> (nullptr), [&] {
    auto node = std::make_shared<XcNode> ();

    node->op = op;
    Xapian::Query query = body (*node);
    if (op == XcNode::VALUES)
      node->query = query;
    return new XcQuery{ query, std::move (node) };
  });
}

/* A part is missing because making it failed, and whoever made it has set the error. */
static bool
is_present (const XcQuery *part, GError **error)
{
  if (part == nullptr && error != nullptr && *error == nullptr)
    g_set_error_literal (error, XC_ERROR, XC_ERROR_QUERY,
                         "InvalidArgumentError: a part of the query is missing");
  return part != nullptr;
}

static bool
are_present (XcQuery *const *parts, size_t n_parts, GError **error)
{
  for (size_t i = 0; i < n_parts; i++)
    if (!is_present (parts[i], error))
      return false;
  return true;
}

static XcNode::Op
node_op (Xapian::Query::op op)
{
  switch (op)
    {
    case Xapian::Query::OP_AND:
      return XcNode::AND;
    case Xapian::Query::OP_OR:
      return XcNode::OR;
    case Xapian::Query::OP_SYNONYM:
      return XcNode::SYNONYM;
    case Xapian::Query::OP_AND_NOT:
      return XcNode::AND_NOT;
    case Xapian::Query::OP_FILTER:
      return XcNode::FILTER;
    case Xapian::Query::OP_AND_MAYBE:
      return XcNode::AND_MAYBE;
    default:
      return XcNode::WITHIN;
    }
}

static XcQuery *
combine (Xapian::Query::op op, XcQuery *const *parts, size_t n_parts, uint32_t window,
         GError **error)
{
  if (!are_present (parts, n_parts, error))
    return nullptr;
  return make_query (node_op (op), error, [&] (XcNode &node) {
    std::vector<Xapian::Query> queries;

    node.within = op;
    node.window = window;
    queries.reserve (n_parts);
    for (size_t i = 0; i < n_parts; i++)
      {
        queries.push_back (parts[i]->query);
        node.parts.push_back (parts[i]->node);
      }
    return Xapian::Query (op, queries.begin (), queries.end (), window);
  });
}

static XcQuery *
combine_two (Xapian::Query::op op, const XcQuery *a, const XcQuery *b, GError **error)
{
  if (!is_present (a, error) || !is_present (b, error))
    return nullptr;
  return make_query (node_op (op), error, [&] (XcNode &node) {
    node.parts = { a->node, b->node };
    return Xapian::Query (op, a->query, b->query);
  });
}

XcQuery *
xc_query_new_nothing (GError **error)
{
  return make_query (XcNode::NOTHING, error, [] (XcNode &) { return Xapian::Query (); });
}

/* Not Query::MatchAll: its reference count is shared by all threads and not atomic. */
XcQuery *
xc_query_new_all (GError **error)
{
  return make_query (XcNode::ALL, error,
                     [] (XcNode &) { return Xapian::Query (std::string ()); });
}

XcQuery *
xc_query_new_term (const char *term, uint32_t wqf, GError **error)
{
  g_return_val_if_fail (term != NULL, NULL);
  return make_query (XcNode::TERM, error, [&] (XcNode &node) {
    if (*term == '\0')
      throw Xapian::InvalidArgumentError ("empty term");
    node.term = term;
    node.wqf = wqf;
    return Xapian::Query (std::string (term), wqf);
  });
}

XcQuery *
xc_query_new_and (XcQuery *const *parts, size_t n_parts, GError **error)
{
  return combine (Xapian::Query::OP_AND, parts, n_parts, 0, error);
}

XcQuery *
xc_query_new_or (XcQuery *const *parts, size_t n_parts, GError **error)
{
  return combine (Xapian::Query::OP_OR, parts, n_parts, 0, error);
}

XcQuery *
xc_query_new_synonym (XcQuery *const *parts, size_t n_parts, GError **error)
{
  return combine (Xapian::Query::OP_SYNONYM, parts, n_parts, 0, error);
}

XcQuery *
xc_query_new_and_not (const XcQuery *wanted, const XcQuery *unwanted, GError **error)
{
  return combine_two (Xapian::Query::OP_AND_NOT, wanted, unwanted, error);
}

XcQuery *
xc_query_new_filter (const XcQuery *wanted, const XcQuery *filter, GError **error)
{
  return combine_two (Xapian::Query::OP_FILTER, wanted, filter, error);
}

XcQuery *
xc_query_new_and_maybe (const XcQuery *wanted, const XcQuery *bonus, GError **error)
{
  return combine_two (Xapian::Query::OP_AND_MAYBE, wanted, bonus, error);
}

static uint32_t
window_for (size_t n_parts, uint32_t window)
{
  return std::max<size_t> (window, std::min<size_t> (n_parts, UINT32_MAX));
}

XcQuery *
xc_query_new_near (XcQuery *const *parts, size_t n_parts, uint32_t window, GError **error)
{
  return combine (Xapian::Query::OP_NEAR, parts, n_parts, window_for (n_parts, window),
                  error);
}

XcQuery *
xc_query_new_phrase (XcQuery *const *parts, size_t n_parts, uint32_t window,
                     GError **error)
{
  return combine (Xapian::Query::OP_PHRASE, parts, n_parts, window_for (n_parts, window),
                  error);
}

XcQuery *
xc_query_new_scaled (const XcQuery *query, double factor, GError **error)
{
  if (!is_present (query, error))
    return nullptr;
  return make_query (XcNode::SCALED, error, [&] (XcNode &node) {
    node.factor = factor;
    node.parts = { query->node };
    return Xapian::Query (factor, query->query);
  });
}

XcQuery *
xc_query_new_value_range (uint32_t slot, const XcBytes *lower, const XcBytes *upper,
                          GError **error)
{
  return make_query (XcNode::VALUES, error, [&] (XcNode &) {
    std::string from = lower ? std::string (lower->data, lower->size) : std::string ();

    if (upper == nullptr)
      return Xapian::Query (Xapian::Query::OP_VALUE_GE, slot, from);
    return Xapian::Query (Xapian::Query::OP_VALUE_RANGE, slot, from,
                          std::string (upper->data, upper->size));
  });
}

static int
wildcard_limit (XcWildcardLimit limit)
{
  switch (limit)
    {
    case XC_WILDCARD_FIRST:
      return Xapian::Query::WILDCARD_LIMIT_FIRST;
    case XC_WILDCARD_MOST_FREQUENT:
      return Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT;
    case XC_WILDCARD_ERROR:
    default:
      return Xapian::Query::WILDCARD_LIMIT_ERROR;
    }
}

/* For libxapian an empty prefix is every term, and a limit of 0 is no limit. */
XcQuery *
xc_query_new_wildcard (const char *prefix, uint32_t max_terms, XcWildcardLimit limit,
                       GError **error)
{
  g_return_val_if_fail (prefix != NULL, NULL);
  return make_query (XcNode::WILDCARD, error, [&] (XcNode &node) {
    if (*prefix == '\0' || max_terms == 0)
      throw Xapian::InvalidArgumentError ("a wildcard needs a prefix and a limit");
    node.term = prefix;
    node.max_terms = max_terms;
    node.limit = limit;
    return Xapian::Query (Xapian::Query::OP_WILDCARD, std::string (prefix), max_terms,
                          wildcard_limit (limit));
  });
}

char *
xc_query_dup_description (const XcQuery *query, GError **error)
{
  g_return_val_if_fail (query != NULL, NULL);
  return xc_guard (error, static_cast<char *> (nullptr), [&] {
    return g_utf8_make_valid (query->query.get_description ().c_str (), -1);
  });
}
