/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/question/describe.h"

#include <string.h>

typedef struct
{
  bool match_any;
  bool negated; /* inside a NOT, which match_any does not loosen */
  GString *out;
  GString *optional; /* the stop words left out, comma between */
} Describer;

static void describe (Describer *describer, const GfNode *node);

static void
append_forms (GString *out, const GfNode *node)
{
  for (unsigned i = 0; i < node->forms->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", gf_node_form (node, i));
}

static void
describe_glued (Describer *describer, const GfNode *node)
{
  GString *out = describer->out;

  g_string_append (out, node->hyphened ? "(\"" : "\"");
  append_forms (out, node);
  g_string_append_c (out, '"');
  if (!node->hyphened)
    return;
  g_string_append (out, " ELLER ");
  for (unsigned i = 0; i < node->forms->len; i++)
    g_string_append (out, gf_node_form (node, i));
  g_string_append_c (out, ')');
}

/* What stands together is taken apart where any of the words will do. */
static bool
is_taken_apart (const Describer *describer, const GfNode *node)
{
  return describer->match_any && !describer->negated && node->forms->len > 1;
}

static void
describe_phrase (Describer *describer, const GfNode *node)
{
  g_string_append_c (describer->out, '"');
  append_forms (describer->out, node);
  g_string_append_c (describer->out, '"');
  if (is_taken_apart (describer, node))
    g_string_append (describer->out, " (eller ordene hver for seg)");
}

static void
describe_case (Describer *describer, const GfNode *node)
{
  g_string_append_printf (describer->out,
                          "sak %s%s%s (saken selv først, så tekst med nummeret)",
                          node->prefix != NULL ? node->prefix : "",
                          node->prefix != NULL ? " " : "", node->text);
}

static void
describe_value (Describer *describer, const GfNode *node)
{
  GString *out = describer->out;

  if (node->forms->len > 0)
    {
      append_forms (out, node);
      g_string_append (out, " (nevnt i teksten)");
      return;
    }
  if (node->prefix != NULL)
    g_string_append_printf (out, "%s ", node->prefix);
  g_string_append (out, gf_field_value_label (node->field, node->text));
}

static void
describe_leaf (Describer *describer, const GfNode *node)
{
  GString *out = describer->out;

  if (node->field != GF_FIELD_TEXT)
    g_string_append_printf (out, "%s: ", gf_field_info (node->field)->norwegian);
  switch (node->kind)
    {
    case GF_NODE_ALL:
      g_string_append (out, "alt");
      break;
    case GF_NODE_WORD:
      if (node->forms->len == 1)
        append_forms (out, node);
      else
        describe_glued (describer, node);
      break;
    case GF_NODE_PREFIX:
      append_forms (out, node);
      g_string_append_c (out, '*');
      break;
    case GF_NODE_PHRASE:
      describe_phrase (describer, node);
      break;
    case GF_NODE_CASE:
      describe_case (describer, node);
      break;
    case GF_NODE_VALUE:
      describe_value (describer, node);
      break;
    default:
      {
        g_autofree char *period = gf_period_describe (&node->period);

        g_string_append (out, period);
      }
    }
}

/* Other names are told of with what each word was taken to mean (reading.h). */
static bool
is_shown (const GfNode *node)
{
  return !node->optional && node->kind != GF_NODE_NAME;
}

static unsigned
n_shown (const GfNode *node)
{
  unsigned n = 0;

  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    n += is_shown (gf_node_child (node, i));
  return n;
}

static bool
is_alone (const GfNode *parent)
{
  return n_shown (parent) == 1 && parent->kind != GF_NODE_NOT;
}

static void
describe_child (Describer *describer, const GfNode *parent, const GfNode *child)
{
  bool parentheses = n_shown (child) > 1 && !is_alone (parent);

  g_string_append (describer->out, parentheses ? "(" : "");
  describe (describer, child);
  g_string_append (describer->out, parentheses ? ")" : "");
}

static void
note_optional (Describer *describer, const GfNode *node)
{
  if (describer->optional->len > 0)
    g_string_append (describer->optional, ", ");
  g_string_append (describer->optional, gf_node_form (node, 0));
}

/* The operator before @child, the first one of @node aside. */
static const char *
operator_before (const Describer *describer, const GfNode *node, const GfNode *child)
{
  if (node->kind == GF_NODE_OR)
    return " ELLER ";
  if (node->kind == GF_NODE_NEAR)
    return " NÆR ";
  if (!describer->match_any || (node->kind == GF_NODE_AND && describer->negated)
      || child->kind == GF_NODE_NOT || gf_node_is_filter (child))
    return " OG ";
  return " ELLER ";
}

static void
describe_children (Describer *describer, const GfNode *node)
{
  bool is_first = true;

  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    {
      const GfNode *child = gf_node_child (node, i);

      if (child->optional)
        {
          note_optional (describer, child);
          continue;
        }
      if (!is_shown (child))
        continue;
      if (!is_first)
        g_string_append (describer->out, operator_before (describer, node, child));
      describe_child (describer, node, child);
      is_first = false;
    }
  if (node->kind == GF_NODE_NEAR)
    g_string_append_printf (
        describer->out, " (innenfor %u ord%s)", node->window,
        describer->match_any && !describer->negated ? ", eller ordene hver for seg" : "");
}

static void
describe (Describer *describer, const GfNode *node)
{
  if (node->kind == GF_NODE_NOT)
    {
      bool outer = describer->negated;

      g_string_append (describer->out, "IKKE ");
      describer->negated = true;
      describe_child (describer, node, gf_node_child (node, 0));
      describer->negated = outer;
    }
  else if (gf_node_n_children (node) > 0)
    describe_children (describer, node);
  else
    describe_leaf (describer, node);
}

char *
gf_describe (const GfNode *tree, bool match_any)
{
  g_autoptr (GString) optional = g_string_new (NULL);
  Describer describer
      = { .match_any = match_any, .out = g_string_new (NULL), .optional = optional };

  if (tree == NULL)
    g_string_append (describer.out, "alt");
  else
    describe (&describer, tree);
  g_string_append_c (describer.out, '.');
  if (optional->len > 0)
    g_string_append_printf (describer.out, " Småord som ikke må være med: %s.",
                            optional->str);
  return g_string_free (describer.out, FALSE);
}
