/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/question/tree.h"

GfNode *
gf_node_new (GfNodeKind kind, GfField field)
{
  GfNode *node = g_new0 (GfNode, 1);

  node->kind = kind;
  node->field = field;
  node->forms = g_ptr_array_new_with_free_func (g_free);
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_node_free);
  return node;
}

void
gf_node_free (GfNode *node)
{
  if (node == NULL)
    return;
  g_free (node->text);
  g_free (node->prefix);
  g_free (node->name);
  g_ptr_array_unref (node->forms);
  g_ptr_array_unref (node->children);
  g_free (node);
}

GfNode *
gf_node_child (const GfNode *node, unsigned i)
{
  g_assert (i < node->children->len);
  return g_ptr_array_index (node->children, i);
}

unsigned
gf_node_n_children (const GfNode *node)
{
  return node->children->len;
}

const char *
gf_node_form (const GfNode *node, unsigned i)
{
  g_assert (i < node->forms->len);
  return g_ptr_array_index (node->forms, i);
}

GfNode *
gf_node_wrap (GfNodeKind kind, GfNode *child)
{
  GfNode *node = gf_node_new (kind, GF_FIELD_TEXT);

  g_ptr_array_add (node->children, child);
  return node;
}

static bool
has_place (const GfNode *node)
{
  switch (node->kind)
    {
    case GF_NODE_WORD:
    case GF_NODE_PHRASE:
    case GF_NODE_PREFIX:
    case GF_NODE_CASE:
      return node->field == GF_FIELD_TEXT;
    default:
      return false;
    }
}

/* What a choice is among: nothing that is itself several words in a row. */
static bool
has_one_place (const GfNode *node)
{
  if (node->kind != GF_NODE_OR)
    return has_place (node) && node->forms->len == 1;
  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    if (!has_one_place (gf_node_child (node, i)))
      return false;
  return true;
}

bool
gf_node_may_be_near (const GfNode *node)
{
  return has_place (node) || has_one_place (node);
}

/* How many children of @node say only what is not to be there. */
static unsigned
n_excluding (const GfNode *node)
{
  unsigned n = 0;

  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    n += gf_node_only_excludes (gf_node_child (node, i));
  return n;
}

bool
gf_node_only_excludes (const GfNode *node)
{
  switch (node->kind)
    {
    case GF_NODE_NOT:
      return true;
    case GF_NODE_JOIN:
    case GF_NODE_AND:
      return n_excluding (node) == gf_node_n_children (node);
    case GF_NODE_OR:
      return n_excluding (node) > 0;
    default:
      return false;
    }
}

static bool
are_filters (const GfNode *node)
{
  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    if (!gf_node_is_filter (gf_node_child (node, i)))
      return false;
  return true;
}

bool
gf_node_is_filter (const GfNode *node)
{
  switch (node->kind)
    {
    case GF_NODE_ALL:
    case GF_NODE_VALUE:
    case GF_NODE_PERIOD:
      return true;
    case GF_NODE_CASE:
      return false;
    case GF_NODE_WORD:
    case GF_NODE_PHRASE:
    case GF_NODE_PREFIX:
    case GF_NODE_NAME:
      return gf_field_info (node->field)->kind != GF_FIELD_WORDS;
    default:
      return are_filters (node);
    }
}
