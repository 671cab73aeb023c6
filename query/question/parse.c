/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/question/parse-private.h"

#include "query/question/case-words.h"
#include "query/question/trouble.h"

static GfNode *parse_or (GfParser *parser, GfField field);

void
gf_parser_skip_stray (GfParser *parser)
{
  while (parser->now.kind == GF_LEXEME_STRAY)
    {
      gf_parser_note (parser, "Anførselstegnet ved tegn %u er oversett.",
                      gf_lexer_character (&parser->lexer, parser->now.at));
      parser->now = gf_lexer_next (&parser->lexer);
    }
}

void
gf_parser_advance (GfParser *parser)
{
  parser->now = gf_lexer_next (&parser->lexer);
  gf_parser_skip_stray (parser);
}

bool
gf_parser_is_at (const GfParser *parser, GfLexemeKind kind)
{
  return parser->error == NULL && parser->now.kind == kind;
}

static bool
is_binary (const GfParser *parser)
{
  return gf_parser_is_at (parser, GF_LEXEME_AND) || gf_parser_is_at (parser, GF_LEXEME_OR)
         || gf_parser_is_at (parser, GF_LEXEME_NEAR);
}

/* Where a group or the question ends. */
static bool
is_at_end (const GfParser *parser)
{
  return parser->error != NULL || parser->now.kind == GF_LEXEME_END
         || parser->now.kind == GF_LEXEME_CLOSE;
}

/* Where something to search for begins. */
static bool
is_at_something (const GfParser *parser)
{
  return gf_parser_is_at (parser, GF_LEXEME_OPEN)
         || gf_parser_is_at (parser, GF_LEXEME_WORD)
         || gf_parser_is_at (parser, GF_LEXEME_QUOTED)
         || gf_parser_is_at (parser, GF_LEXEME_FIELD)
         || gf_parser_is_at (parser, GF_LEXEME_UNKNOWN);
}

static void
note_dangling (GfParser *parser, const GfLexeme *lexeme)
{
  gf_parser_note (parser, "«%.*s» har ikke noe å virke på, og er oversett.",
                  (int) lexeme->length, lexeme->start);
}

static GfNode *
parse_group (GfParser *parser, GfField field)
{
  const char *at = parser->now.at;

  if (parser->depth == GF_TREE_MAX_DEPTH)
    {
      gf_parser_refuse (
          parser, at, GF_TROUBLE_TOO_DEEP,
          g_strdup_printf ("more than %u parentheses inside each other: take some away",
                           GF_TREE_MAX_DEPTH),
          g_strdup_printf ("Mer enn %u parenteser står inni hverandre. Ta bort noen.",
                           GF_TREE_MAX_DEPTH));
      return NULL;
    }
  parser->depth++;
  gf_parser_advance (parser);

  GfNode *node = parse_or (parser, field);
  parser->depth--;
  if (gf_parser_is_at (parser, GF_LEXEME_CLOSE))
    gf_parser_advance (parser);
  else if (gf_parser_is_at (parser, GF_LEXEME_END))
    gf_parser_note (parser,
                    "Parentesen ved tegn %u er ikke lukket; den er lest til slutten.",
                    gf_lexer_character (&parser->lexer, at));
  return node;
}

static void
note_without_value (GfParser *parser, GfField field)
{
  gf_parser_note (parser, "«%s:» mangler en verdi, og er oversett.",
                  gf_field_info (field)->norwegian);
}

/* What follows the name of @field, which is looked at, and its colon. */
static GfNode *
parse_field (GfParser *parser, GfField field)
{
  gf_parser_advance (parser);
  if (gf_parser_is_at (parser, GF_LEXEME_WORD)
      || gf_parser_is_at (parser, GF_LEXEME_QUOTED))
    return gf_parse_leaf (parser, field);

  GfNode *node
      = gf_parser_is_at (parser, GF_LEXEME_OPEN) ? parse_group (parser, field) : NULL;
  if (node == NULL && parser->error == NULL)
    note_without_value (parser, field);
  return node;
}

/* "emne:" is a word like others.  What follows is read anew, as no value of it. */
static GfNode *
parse_unknown_name (GfParser *parser, GfField field)
{
  const GfLexeme name = parser->now;
  g_autofree char *shown = gf_parser_dup_shown (name.start, name.length);

  gf_parser_note (parser, "«%s:» er ikke et felt, og er lest som et ord. Feltene er %s.",
                  shown, gf_field_names ());
  gf_lexer_skip_value (&parser->lexer);
  parser->now.kind = GF_LEXEME_WORD;
  return gf_parse_leaf (parser, field);
}

/* The name looked at is nearly that of a field, which is said. */
static bool
guess_field (GfParser *parser, GfField *field_out)
{
  const GfLexeme *name = &parser->now;

  if (!gf_parser_is_at (parser, GF_LEXEME_UNKNOWN)
      || !gf_field_guess (name->start, name->length, field_out))
    return false;

  g_autofree char *shown = gf_parser_dup_shown (name->start, name->length);
  gf_parser_note (parser, "«%s:» er lest som %s:.", shown,
                  gf_field_info (*field_out)->norwegian);
  return true;
}

static GfNode *parse_one (GfParser *parser, GfField field);

/* "emne:skole" as the two words; or as a field whose name is misspelt. */
static GfNode *
parse_unknown (GfParser *parser, GfField field)
{
  g_autoptr (GfNode) words = NULL;
  GfField guess;

  while (gf_parser_is_at (parser, GF_LEXEME_UNKNOWN))
    {
      if (guess_field (parser, &guess))
        return gf_parse_combine (GF_NODE_JOIN, g_steal_pointer (&words),
                                 parse_field (parser, guess), false);

      GfNode *name = parse_unknown_name (parser, field);
      words = gf_parse_combine (GF_NODE_JOIN, g_steal_pointer (&words), name, false);
    }

  GfNode *value = is_at_something (parser) ? parse_one (parser, field) : NULL;
  return gf_parse_combine (GF_NODE_JOIN, g_steal_pointer (&words), value, false);
}

/* "utfall:": the name of a field and a colon, and nothing after it. */
static bool
is_field_alone (const GfLexeme *word, GfField *field_out)
{
  return word->length > 1 && word->start[word->length - 1] == ':'
         && gf_field_from_name (word->start, word->length - 1, field_out);
}

/* "utfall: vedtatt" as utfall:vedtatt.  NULL where the word looked at is a word. */
static GfNode *
parse_apart (GfParser *parser)
{
  const GfLexeme name = parser->now;
  GfLexer ahead = parser->lexer;
  GfField field;

  if (!is_field_alone (&name, &field))
    return NULL;

  GfLexeme value = gf_lexer_next (&ahead);
  const char *end = value.start + value.length;
  if (!gf_parse_find_value (field, &ahead, &value))
    return NULL;
  /* "Sak: PS 59/13" is how a text names a case, which case-words.h knows. */
  if (field == GF_FIELD_CASE && value.start + value.length != end)
    return NULL;

  g_autofree char *shown = gf_parser_dup_shown (value.at, (size_t) (ahead.p - value.at));
  gf_parser_note (parser, "«%.*s %s» er lest som %.*s%s.", (int) name.length, name.start,
                  shown, (int) name.length, name.start, shown);
  gf_parser_advance (parser);
  return gf_parse_leaf (parser, field);
}

static GfNode *
parse_case (GfParser *parser)
{
  const GfLexeme first = parser->now;
  g_autoptr (GfNode) node = gf_case_read (&parser->lexer, &parser->now);

  gf_parser_skip_stray (parser);
  return node != NULL && gf_parse_count (parser, &first, node->forms->len)
             ? g_steal_pointer (&node)
             : NULL;
}

/* Why "utfall: vetatt" is words. */
static void
note_apart (GfParser *parser)
{
  const GfLexeme *name = &parser->now;
  GfLexer ahead = parser->lexer;
  GfField field;

  if (!is_field_alone (name, &field))
    return;

  GfLexeme value = gf_lexer_next (&ahead);
  g_autofree char *shown = gf_parser_dup_shown (value.start, value.length);
  if (value.kind != GF_LEXEME_WORD && value.kind != GF_LEXEME_QUOTED)
    gf_parser_note (parser, "«%.*s» mangler en verdi, og er lest som et ord.",
                    (int) name->length, name->start);
  else
    gf_parser_note (parser, "«%.*s %s» er lest som ord: «%s» er ingen verdi av %s.",
                    (int) name->length, name->start, shown, shown,
                    gf_field_info (field)->norwegian);
}

/* A word, or what several words say together. */
static GfNode *
parse_word (GfParser *parser, GfField field)
{
  g_autoptr (GfNode) node = NULL;

  if (field != GF_FIELD_TEXT)
    return gf_parse_leaf (parser, field);
  node = parse_apart (parser);
  if (node == NULL && parser->error == NULL)
    node = parse_case (parser);
  if (node != NULL || parser->error != NULL)
    return g_steal_pointer (&node);
  note_apart (parser);
  return gf_parse_leaf (parser, field);
}

static GfNode *
parse_one (GfParser *parser, GfField field)
{
  switch (parser->now.kind)
    {
    case GF_LEXEME_OPEN:
      return parse_group (parser, field);
    case GF_LEXEME_FIELD:
      return parse_field (parser, parser->now.field);
    case GF_LEXEME_UNKNOWN:
      return parse_unknown (parser, field);
    case GF_LEXEME_WORD:
      return parse_word (parser, field);
    case GF_LEXEME_QUOTED:
      return gf_parse_leaf (parser, field);
    default:
      return NULL;
    }
}

static GfNode *
parse_not (GfParser *parser, GfField field)
{
  GfLexeme last = parser->now;
  bool negated = false;

  while (gf_parser_is_at (parser, GF_LEXEME_NOT))
    {
      last = parser->now;
      negated = !negated;
      gf_parser_advance (parser);
    }

  GfNode *node = parser->error == NULL ? parse_one (parser, field) : NULL;
  if (node == NULL && last.kind == GF_LEXEME_NOT && parser->error == NULL)
    note_dangling (parser, &last);
  if (node == NULL || !negated)
    return node;

  GfNode *negation = gf_node_wrap (GF_NODE_NOT, node);
  negation->minus = *last.start == '-';
  return negation;
}

/* What stands after a slash that is not how far NÆR reaches. */
static void
note_window (GfParser *parser, const GfLexeme *taken)
{
  g_autofree char *shown = gf_parser_dup_shown (taken->start, taken->length);

  if (taken->kind == GF_LEXEME_NEAR && taken->odd)
    gf_parser_note (parser, "«%s» er lest som NÆR/%u: tallet kan være fra 1 til %u.",
                    shown, taken->window, GF_NEAR_MAX_WINDOW);
}

/* Takes the operator looked at, and others that stand where its right side should. */
static GfLexeme
take_operator (GfParser *parser)
{
  GfLexeme taken = parser->now;

  note_window (parser, &taken);
  gf_parser_advance (parser);
  while (is_binary (parser))
    {
      note_dangling (parser, &parser->now);
      gf_parser_advance (parser);
    }
  return taken;
}

/* One NÆR reaches as far as another in the same row. */
static void
widen (GfParser *parser, GfNode *near, unsigned window)
{
  unsigned widest = MAX (near->window, window);

  if (near->window != 0 && near->window != window)
    gf_parser_note (parser, "Flere NÆR etter hverandre rekker like langt: NÆR/%u.",
                    widest);
  near->window = widest;
}

typedef GfNode *(*ParseSide) (GfParser *, GfField);

/* One side, then as many operators of @lexeme_kind and further sides as there are. */
static GfNode *
parse_chain (GfParser *parser, GfField field, GfLexemeKind lexeme_kind, GfNodeKind kind,
             ParseSide parse_side)
{
  g_autoptr (GfNode) node = parse_side (parser, field);
  bool extend = false;

  while (gf_parser_is_at (parser, lexeme_kind))
    {
      GfLexeme taken = take_operator (parser);
      GfNode *right = parse_side (parser, field);

      if ((node == NULL || right == NULL) && parser->error == NULL)
        note_dangling (parser, &taken);
      bool grows = node != NULL && right != NULL;
      node = gf_parse_combine (kind, g_steal_pointer (&node), right, extend);
      extend = extend || grows;
      if (kind == GF_NODE_NEAR && grows)
        widen (parser, node, taken.window);
    }
  return g_steal_pointer (&node);
}

static bool
may_all_be_near (const GfNode *near)
{
  for (unsigned i = 0; i < gf_node_n_children (near); i++)
    if (!gf_node_may_be_near (gf_node_child (near, i)))
      return false;
  return true;
}

static GfNode *
parse_near (GfParser *parser, GfField field)
{
  GfNode *node = parse_chain (parser, field, GF_LEXEME_NEAR, GF_NODE_NEAR, parse_not);

  if (node == NULL || node->kind != GF_NODE_NEAR || may_all_be_near (node))
    return node;
  gf_parser_note (parser, "NÆR virker bare mellom ord og sitater utenfor felt, og mellom "
                          "(dette ELLER hint); lest som OG.");
  node->kind = GF_NODE_AND;
  node->window = 0;
  return node;
}

static GfNode *
parse_and (GfParser *parser, GfField field)
{
  return parse_chain (parser, field, GF_LEXEME_AND, GF_NODE_AND, parse_near);
}

static GfNode *
parse_join (GfParser *parser, GfField field)
{
  g_autoptr (GfNode) node = NULL;
  bool extend = false;

  while (!is_at_end (parser) && !gf_parser_is_at (parser, GF_LEXEME_OR))
    {
      GfNode *right = parse_and (parser, field);
      bool grows = node != NULL && right != NULL;

      node = gf_parse_combine (gf_parse_join_kind (field), g_steal_pointer (&node), right,
                               extend);
      extend = extend || grows;
    }
  return g_steal_pointer (&node);
}

static GfNode *
parse_or (GfParser *parser, GfField field)
{
  return parse_chain (parser, field, GF_LEXEME_OR, GF_NODE_OR, parse_join);
}

/* The whole question.  A parenthesis that closes nothing is passed over. */
static GfNode *
parse_question (GfParser *parser)
{
  g_autoptr (GfNode) node = NULL;

  gf_parser_advance (parser);
  do
    {
      GfNode *more = parse_or (parser, GF_FIELD_TEXT);

      node = gf_parse_combine (GF_NODE_JOIN, g_steal_pointer (&node), more, false);
      if (!gf_parser_is_at (parser, GF_LEXEME_CLOSE))
        break;
      gf_parser_note (parser, "En «)» uten «(» er oversett.");
      gf_parser_advance (parser);
    }
  while (parser->error == NULL);
  if (node != NULL && gf_node_only_excludes (node))
    gf_parser_note (parser, "Der det bare står hva som ikke skal være med, er alt annet "
                            "tatt med.");
  return g_steal_pointer (&node);
}

static bool
run (GfParser *parser, GfNode **tree_out, GError **error)
{
  g_autoptr (GfNode) tree = parse_question (parser);

  if (parser->error != NULL)
    {
      g_propagate_error (error, parser->error);
      return false;
    }
  *tree_out = g_steal_pointer (&tree);
  return true;
}

/* Operators and nothing else: the words themselves are what was meant. */
static bool
run_plain (const char *question, GPtrArray *notes, GfNode **tree_out, GError **error)
{
  GfParser parser = { .notes = notes };

  gf_lexer_init (&parser.lexer, question, true);
  if (!run (&parser, tree_out, error))
    return false;
  if (*tree_out != NULL)
    gf_parser_note (&parser, "Spørsmålet er bare operatorer, og er lest som ord.");
  return true;
}

/* Composed; what comes along when text is copied and nobody sees is left out, so that
 * "\u200eOG" is an operator, and every blank and break is a plain blank. */
static char *
dup_visible (const char *question)
{
  g_autofree char *composed = g_utf8_normalize (question, -1, G_NORMALIZE_NFC);
  GString *visible = g_string_new (NULL);

  g_assert (composed != NULL);
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        g_string_append_c (visible, ' ');
      else if (g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (visible, c);
    }
  return g_string_free (visible, FALSE);
}

bool
gf_parse (const char *question, GPtrArray *notes, GfNode **tree_out, GError **error)
{
  g_autofree char *visible = dup_visible (question);
  unsigned n_notes = notes->len;
  GfParser parser = { .notes = notes };

  gf_lexer_init (&parser.lexer, visible, false);
  if (!run (&parser, tree_out, error))
    return false;
  if (*tree_out != NULL)
    return true;

  g_ptr_array_set_size (notes, (int) n_notes);
  if (!run_plain (visible, notes, tree_out, error))
    return false;
  if (*tree_out != NULL || *g_strstrip (visible) == '\0')
    return true;
  gf_trouble_set (error, GF_TROUBLE_NO_WORD, 0,
                  g_strdup ("there is no word in it (* stands for everything)"),
                  g_strdup ("Det er ingen ord i spørsmålet. En * står for alt."));
  return false;
}
