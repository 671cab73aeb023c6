/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/tree.h"

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
      return gf_field_info (node->field)->kind != GF_FIELD_WORDS;
    default:
      return are_filters (node);
    }
}
