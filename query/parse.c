/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/parse.h"

#include <string.h>

#include "common/schema.h"
#include "norsk/tokens.h"
#include "query/case-words.h"
#include "query/index.h"
#include "query/lexer.h"

typedef struct
{
  GfLexer lexer;
  GfLexeme now; /* the lexeme looked at, not yet taken */
  GPtrArray *notes;
  unsigned depth;
  unsigned n_words;
  GError *error; /* set once; everything then unwinds */
} Parser;

static GfNode *parse_or (Parser *parser, GfField field);

static void
advance (Parser *parser)
{
  parser->now = gf_lexer_next (&parser->lexer);
}

static bool
is_at (const Parser *parser, GfLexemeKind kind)
{
  return parser->error == NULL && parser->now.kind == kind;
}

static bool
is_binary (const Parser *parser)
{
  return is_at (parser, GF_LEXEME_AND) || is_at (parser, GF_LEXEME_OR)
         || is_at (parser, GF_LEXEME_NEAR);
}

/* Where a group or the question ends. */
static bool
is_at_end (const Parser *parser)
{
  return parser->error != NULL || parser->now.kind == GF_LEXEME_END
         || parser->now.kind == GF_LEXEME_CLOSE;
}

static G_GNUC_PRINTF (2, 3) void note (Parser *parser, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  if (!g_ptr_array_find_with_equal_func (parser->notes, text, g_str_equal, NULL))
    g_ptr_array_add (parser->notes, g_steal_pointer (&text));
}

static G_GNUC_PRINTF (3, 4) void fail_at (Parser *parser, const char *at,
                                          const char *format, ...)
{
  va_list args;

  if (parser->error != NULL)
    return;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (&parser->error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER,
               "'q': at character %u: %s", gf_lexer_character (&parser->lexer, at), what);
}

static char *
dup_now (const Parser *parser)
{
  return g_strndup (parser->now.start, parser->now.length);
}

static void
note_dangling (Parser *parser, const GfLexeme *lexeme)
{
  note (parser, "«%.*s» har ikke noe å virke på, og er oversett.", (int) lexeme->length,
        lexeme->start);
}

/* Everything between two words of @text is one hyphen or another. */
static bool
is_hyphen_gap (const char *text, size_t from, size_t to)
{
  for (const char *p = text + from; p < text + to; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != '-' && c != 0x2010 && c != 0x2011)
        return false;
    }
  return to > from;
}

/* Fills in the forms of @node from its text.  Returns: where the last of them ends. */
static size_t
read_forms (Parser *parser, GfNode *node)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (node->text, -1);
  GfToken token;
  size_t end = 0;

  node->hyphened = true;
  while (node->forms->len <= GF_TREE_MAX_WORDS && gf_tokens_next (tokens, &token))
    {
      if (node->forms->len > 0 && !is_hyphen_gap (node->text, end, token.start))
        node->hyphened = false;
      g_ptr_array_add (node->forms, g_strdup (token.form));
      end = token.end;
    }
  node->hyphened = node->hyphened && node->forms->len > 1;
  parser->n_words += node->forms->len;
  return end;
}

static bool
count_words (Parser *parser)
{
  if (parser->n_words > GF_TREE_MAX_WORDS)
    fail_at (parser, parser->now.at, "more than %u words", GF_TREE_MAX_WORDS);
  return parser->error == NULL;
}

static bool
has_word (const char *text, const char *end)
{
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return true;
  return false;
}

/* "velferds*teknologi": what comes after the star is left to it. */
static void
cut_after_star (Parser *parser, char *text)
{
  char *start = text + strspn (text, "*");
  char *star = strchr (start, '*');

  if (star == NULL || !has_word (start, star) || !has_word (star, star + strlen (star)))
    return;
  note (parser, "«%s»: stjernen virker bare sist i et ord; lest som «%.*s».", text,
        (int) (star + 1 - start), start);
  star[1] = '\0';
}

/* A word as written; NULL where it holds no letter or digit. */
static GfNode *
new_word (Parser *parser, GfField field)
{
  g_autoptr (GfNode) node = gf_node_new (GF_NODE_WORD, field);

  node->text = dup_now (parser);
  if (strcmp (node->text, "*") == 0)
    {
      node->kind = GF_NODE_ALL;
      return g_steal_pointer (&node);
    }

  cut_after_star (parser, node->text);
  size_t end = read_forms (parser, node);
  if (!count_words (parser) || node->forms->len == 0)
    return NULL;
  if (node->text[end] == '*')
    node->kind = GF_NODE_PREFIX;
  else if (*node->text == '*')
    note (parser, "«%s»: stjernen virker bare sist i et ord.", node->text);
  return g_steal_pointer (&node);
}

static GfNode *
new_phrase (Parser *parser, GfField field)
{
  g_autoptr (GfNode) node = gf_node_new (GF_NODE_PHRASE, field);

  node->text = dup_now (parser);
  read_forms (parser, node);
  node->hyphened = false;
  if (!count_words (parser) || node->forms->len == 0)
    return NULL;
  return g_steal_pointer (&node);
}

static GfNode *
new_value (Parser *parser, GfField field)
{
  g_autoptr (GfNode) node = gf_node_new (GF_NODE_VALUE, field);
  g_autofree char *text = dup_now (parser);
  const GfFieldInfo *info = gf_field_info (field);

  parser->n_words++;
  node->text = gf_field_value (field, text);
  if (node->text == NULL)
    {
      g_autofree char *values = gf_field_values (field);

      fail_at (parser, parser->now.at, "'%s' is no value of %s:%s%s%s", text,
               info->norwegian, values != NULL ? " (may be " : "",
               values != NULL ? values : "", values != NULL ? ")" : "");
      return NULL;
    }
  if (field == GF_FIELD_CASE)
    g_free (gf_schema_case_number (text, &node->prefix));
  if (field == GF_FIELD_MUNICIPALITY)
    read_forms (parser, node);
  return count_words (parser) ? g_steal_pointer (&node) : NULL;
}

static GfNode *
new_period (Parser *parser, GfField field)
{
  g_autoptr (GfNode) node = gf_node_new (GF_NODE_PERIOD, field);

  parser->n_words++;
  node->text = dup_now (parser);
  if (!gf_period_parse (node->text, &node->period))
    fail_at (parser, parser->now.at,
             "'%s' is no %s (may be 2023, 2023-02, 2023-02-28, 2019..2022, 2019..)",
             node->text, field == GF_FIELD_YEAR ? "year" : "date");
  return count_words (parser) ? g_steal_pointer (&node) : NULL;
}

/* The word or the quoted words looked at, as @field understands them. */
static GfNode *
parse_leaf (Parser *parser, GfField field)
{
  bool quoted = parser->now.kind == GF_LEXEME_QUOTED;
  GfNode *node = NULL;

  if (quoted && parser->now.unclosed)
    note (parser,
          "Anførselstegnet ved tegn %u mangler sitt motstykke; resten av "
          "spørsmålet er lest som sitat.",
          gf_lexer_character (&parser->lexer, parser->now.at));

  switch (gf_field_info (field)->kind)
    {
    case GF_FIELD_WORDS:
      node = quoted ? new_phrase (parser, field) : new_word (parser, field);
      break;
    case GF_FIELD_NAME:
      node = quoted ? new_value (parser, field) : new_word (parser, field);
      break;
    case GF_FIELD_VALUE:
      node = new_value (parser, field);
      break;
    case GF_FIELD_PERIOD:
      node = new_period (parser, field);
      break;
    }
  advance (parser);
  return node;
}

static GfNode *
parse_group (Parser *parser, GfField field)
{
  const char *at = parser->now.at;

  if (parser->depth == GF_TREE_MAX_DEPTH)
    {
      fail_at (parser, at, "more than %u parentheses inside each other",
               GF_TREE_MAX_DEPTH);
      return NULL;
    }
  parser->depth++;
  advance (parser);

  GfNode *node = parse_or (parser, field);
  parser->depth--;
  if (is_at (parser, GF_LEXEME_CLOSE))
    advance (parser);
  else if (is_at (parser, GF_LEXEME_END))
    note (parser, "Parentesen ved tegn %u er ikke lukket; den er lest til slutten.",
          gf_lexer_character (&parser->lexer, at));
  return node;
}

static GfNode *
parse_field (Parser *parser)
{
  GfField field = parser->now.field;

  advance (parser);
  if (is_at (parser, GF_LEXEME_OPEN))
    return parse_group (parser, field);
  return parse_leaf (parser, field);
}

/* "utfall:": the name of a field and a colon, and nothing after it. */
static bool
is_field_alone (const GfLexeme *word, GfField *field_out)
{
  return word->length > 1 && word->start[word->length - 1] == ':'
         && gf_field_from_name (word->start, word->length - 1, field_out);
}

static bool
may_be_value (GfField field, const GfLexeme *lexeme)
{
  g_autofree char *text = g_strndup (lexeme->start, lexeme->length);
  g_autofree char *value = NULL;
  GfPeriod period;

  if (lexeme->kind != GF_LEXEME_WORD && lexeme->kind != GF_LEXEME_QUOTED)
    return false;
  if (gf_field_info (field)->kind == GF_FIELD_PERIOD)
    return gf_period_parse (text, &period);
  if (gf_field_info (field)->kind == GF_FIELD_VALUE)
    value = gf_field_value (field, text);
  else
    value = has_word (text, text + lexeme->length) ? g_steal_pointer (&text) : NULL;
  return value != NULL;
}

/* "utfall: vedtatt" as utfall:vedtatt.  NULL where the word looked at is a word. */
static GfNode *
parse_apart (Parser *parser)
{
  const GfLexeme name = parser->now;
  GfLexer ahead = parser->lexer;
  GfField field;

  if (!is_field_alone (&name, &field))
    return NULL;

  GfLexeme value = gf_lexer_next (&ahead);
  if (value.kind == GF_LEXEME_END || value.kind == GF_LEXEME_CLOSE)
    note (parser, "«%.*s» mangler en verdi, og er lest som et ord.", (int) name.length,
          name.start);
  if (!may_be_value (field, &value))
    return NULL;
  note (parser, "«%.*s» er lest som %.*s%.*s.", (int) (ahead.p - name.start), name.start,
        (int) name.length, name.start, (int) (ahead.p - value.at), value.at);
  advance (parser);
  return parse_leaf (parser, field);
}

static GfNode *
parse_case (Parser *parser)
{
  g_autoptr (GfNode) node = gf_case_read (&parser->lexer, &parser->now);

  parser->n_words += node != NULL ? node->forms->len : 0;
  return count_words (parser) ? g_steal_pointer (&node) : NULL;
}

/* A word, or what several words say together. */
static GfNode *
parse_word (Parser *parser, GfField field)
{
  GfNode *node = NULL;

  if (field == GF_FIELD_TEXT)
    node = parse_apart (parser);
  if (field == GF_FIELD_TEXT && node == NULL && parser->error == NULL)
    node = parse_case (parser);
  return node != NULL || parser->error != NULL ? node : parse_leaf (parser, field);
}

static GfNode *
parse_one (Parser *parser, GfField field)
{
  switch (parser->now.kind)
    {
    case GF_LEXEME_OPEN:
      return parse_group (parser, field);
    case GF_LEXEME_FIELD:
      return parse_field (parser);
    case GF_LEXEME_WORD:
      return parse_word (parser, field);
    case GF_LEXEME_QUOTED:
      return parse_leaf (parser, field);
    case GF_LEXEME_UNKNOWN:
      fail_at (parser, parser->now.at, "no field is called '%.*s' (there are %s)",
               (int) parser->now.length, parser->now.start, gf_field_names ());
      return NULL;
    default:
      return NULL;
    }
}

static GfNode *
wrap (GfNodeKind kind, GfNode *child)
{
  GfNode *node = gf_node_new (kind, GF_FIELD_TEXT);

  g_ptr_array_add (node->children, child);
  return node;
}

static GfNode *
parse_not (Parser *parser, GfField field)
{
  GfLexeme last = parser->now;
  bool negated = false;

  while (is_at (parser, GF_LEXEME_NOT))
    {
      last = parser->now;
      negated = !negated;
      advance (parser);
    }

  GfNode *node = parser->error == NULL ? parse_one (parser, field) : NULL;
  if (node == NULL && last.kind == GF_LEXEME_NOT && parser->error == NULL)
    note_dangling (parser, &last);
  return node != NULL && negated ? wrap (GF_NODE_NOT, node) : node;
}

/* Adds @right to @left under a node of @kind, making that where @left is not one. */
static GfNode *
combine (GfNodeKind kind, GfNode *left, GfNode *right, bool extend)
{
  if (left == NULL || right == NULL)
    return left != NULL ? left : right;

  GfNode *node = extend ? left : wrap (kind, left);
  g_ptr_array_add (node->children, right);
  return node;
}

/* Takes the operator looked at, and others that stand where its right side should. */
static GfLexeme
take_operator (Parser *parser)
{
  GfLexeme taken = parser->now;

  advance (parser);
  while (is_binary (parser))
    {
      note_dangling (parser, &parser->now);
      advance (parser);
    }
  return taken;
}

typedef GfNode *(*ParseSide) (Parser *, GfField);

/* One side, then as many operators of @lexeme_kind and further sides as there are. */
static GfNode *
parse_chain (Parser *parser, GfField field, GfLexemeKind lexeme_kind, GfNodeKind kind,
             ParseSide parse_side)
{
  g_autoptr (GfNode) node = parse_side (parser, field);
  bool extend = false;

  while (is_at (parser, lexeme_kind))
    {
      GfLexeme taken = take_operator (parser);
      GfNode *right = parse_side (parser, field);

      if ((node == NULL || right == NULL) && parser->error == NULL)
        note_dangling (parser, &taken);
      bool grows = node != NULL && right != NULL;
      node = combine (kind, g_steal_pointer (&node), right, extend);
      extend = extend || grows;
      if (kind == GF_NODE_NEAR && grows)
        node->window = MAX (node->window, taken.window);
    }
  return g_steal_pointer (&node);
}

static GfNode *
parse_near (Parser *parser, GfField field)
{
  return parse_chain (parser, field, GF_LEXEME_NEAR, GF_NODE_NEAR, parse_not);
}

static GfNode *
parse_and (Parser *parser, GfField field)
{
  return parse_chain (parser, field, GF_LEXEME_AND, GF_NODE_AND, parse_near);
}

/* Side by side.  A document has one type and one date: there it is a choice. */
static GfNodeKind
join_kind (GfField field)
{
  GfFieldKind kind = gf_field_info (field)->kind;

  return kind == GF_FIELD_VALUE || kind == GF_FIELD_PERIOD ? GF_NODE_OR : GF_NODE_JOIN;
}

static GfNode *
parse_join (Parser *parser, GfField field)
{
  g_autoptr (GfNode) node = NULL;
  bool extend = false;

  while (!is_at_end (parser) && !is_at (parser, GF_LEXEME_OR))
    {
      GfNode *right = parse_and (parser, field);
      bool grows = node != NULL && right != NULL;

      node = combine (join_kind (field), g_steal_pointer (&node), right, extend);
      extend = extend || grows;
    }
  return g_steal_pointer (&node);
}

static GfNode *
parse_or (Parser *parser, GfField field)
{
  return parse_chain (parser, field, GF_LEXEME_OR, GF_NODE_OR, parse_join);
}

/* The whole question.  A parenthesis that closes nothing is passed over. */
static GfNode *
parse_question (Parser *parser)
{
  g_autoptr (GfNode) node = NULL;

  advance (parser);
  do
    {
      GfNode *more = parse_or (parser, GF_FIELD_TEXT);

      node = combine (GF_NODE_JOIN, g_steal_pointer (&node), more, false);
      if (!is_at (parser, GF_LEXEME_CLOSE))
        break;
      note (parser, "En «)» uten «(» er oversett.");
      advance (parser);
    }
  while (parser->error == NULL);
  return g_steal_pointer (&node);
}

static bool
run (const char *question, bool plain, GPtrArray *notes, GfNode **tree_out,
     GError **error)
{
  Parser parser = { .notes = notes };

  gf_lexer_init (&parser.lexer, question, plain);
  g_autoptr (GfNode) tree = parse_question (&parser);
  if (parser.error != NULL)
    {
      g_propagate_error (error, parser.error);
      return false;
    }
  *tree_out = g_steal_pointer (&tree);
  return true;
}

bool
gf_parse (const char *question, GPtrArray *notes, GfNode **tree_out, GError **error)
{
  g_autofree char *composed = g_utf8_normalize (question, -1, G_NORMALIZE_NFC);
  unsigned n_notes = notes->len;

  g_assert (composed != NULL);
  if (!run (composed, false, notes, tree_out, error))
    return false;
  if (*tree_out != NULL)
    return true;

  /* Operators and nothing else: the words themselves are what was meant. */
  g_ptr_array_set_size (notes, (int) n_notes);
  if (!run (composed, true, notes, tree_out, error))
    return false;
  if (*tree_out != NULL || *g_strstrip (composed) == '\0')
    return true;
  g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER,
                       "'q': there is no word in it (* stands for everything)");
  return false;
}
