/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and values of a question; see parse-private.h. */
#include "query/question/parse-private.h"

#include <string.h>

#include "common/schema.h"
#include "norsk/tokens.h"
#include "query/question/trouble.h"

/* Words that a value may have after its first: "tatt til orientering". */
#define MAX_MORE_WORDS 2

bool
gf_parse_count (GfParser *parser, const GfLexeme *lexeme, unsigned n_words)
{
  parser->n_words += n_words;
  if (parser->n_words > GF_TREE_MAX_WORDS)
    gf_parser_refuse (
        parser, lexeme->at, GF_TROUBLE_TOO_MANY_WORDS,
        g_strdup_printf ("more than %u words: leave some out", GF_TREE_MAX_WORDS),
        g_strdup_printf ("Spørsmålet har mer enn %u ord. Ta bort noen.",
                         GF_TREE_MAX_WORDS));
  return parser->error == NULL;
}

static bool
count_star (GfParser *parser, const GfLexeme *lexeme)
{
  if (++parser->n_stars > GF_TREE_MAX_STARS)
    gf_parser_refuse (
        parser, lexeme->at, GF_TROUBLE_TOO_MANY_STARS,
        g_strdup_printf ("more than %u words with a star: write some of them out",
                         GF_TREE_MAX_STARS),
        g_strdup_printf ("Mer enn %u ord har stjerne. Skriv noen av dem helt ut.",
                         GF_TREE_MAX_STARS));
  return parser->error == NULL;
}

static bool
is_alone (const char *text, const char *sign)
{
  return *text != '\0' && strspn (text, sign) == strlen (text);
}

static bool
has_word (const char *text, const char *end)
{
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return true;
  return false;
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
read_forms (GfNode *node)
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
  return end;
}

/* "velferds*teknologi": what comes after the star is left to it. */
static void
cut_after_star (GfParser *parser, char *text)
{
  char *start = text + strspn (text, "*");
  char *star = strchr (start, '*');

  if (star == NULL || !has_word (start, star) || !has_word (star, star + strlen (star)))
    return;

  g_autofree char *whole = gf_parser_dup_shown (text, strlen (text));
  g_autofree char *kept = gf_parser_dup_shown (start, (size_t) (star + 1 - start));
  gf_parser_note (parser, "«%s»: stjernen virker bare sist i et ord; lest som «%s».",
                  whole, kept);
  star[1] = '\0';
}

static void
note_leading_star (GfParser *parser, const char *text)
{
  g_autofree char *shown = gf_parser_dup_shown (text, strlen (text));

  gf_parser_note (parser, "«%s»: stjernen virker bare sist i et ord.", shown);
}

static GfNode *
new_everything (GfParser *parser, GfField field)
{
  const char *name = gf_field_info (field)->norwegian;

  if (field != GF_FIELD_TEXT)
    gf_parser_note (parser, "«%s:*» velger ingenting bort, og er lest som alt.", name);
  return gf_node_new (GF_NODE_ALL, field);
}

/* "tittel:e-hel*": where nothing has a position, its words need not be side by side. */
static GfNode *
part_prefix (GfParser *parser, GfNode *glued)
{
  g_autoptr (GfNode) whole = glued;
  unsigned last = whole->forms->len - 1;
  GfNode *both = gf_node_new (GF_NODE_AND, GF_FIELD_TEXT);
  g_autofree char *shown = gf_parser_dup_shown (whole->text, strlen (whole->text));

  for (unsigned i = 0; i <= last; i++)
    {
      const char *form = gf_node_form (whole, i);
      GfNode *part = gf_node_new (i < last ? GF_NODE_WORD : GF_NODE_PREFIX, whole->field);

      part->text = g_strdup_printf ("%s%s", form, i < last ? "" : "*");
      g_ptr_array_add (part->forms, g_strdup (form));
      g_ptr_array_add (both->children, part);
    }
  gf_parser_note (parser, "«%s:%s»: ordene trenger ikke stå ved siden av hverandre.",
                  gf_field_info (whole->field)->norwegian, shown);
  return both;
}

static GfNode *
finish_prefix (GfParser *parser, const GfLexeme *lexeme, GfNode *node)
{
  g_autoptr (GfNode) prefix = node;

  prefix->kind = GF_NODE_PREFIX;
  prefix->hyphened = false;
  if (!count_star (parser, lexeme))
    return NULL;
  if (prefix->field != GF_FIELD_TEXT && prefix->forms->len > 1)
    return part_prefix (parser, g_steal_pointer (&prefix));
  return g_steal_pointer (&prefix);
}

/* A word as written; NULL where it holds no letter or digit. */
static GfNode *
new_word (GfParser *parser, GfField field, const GfLexeme *lexeme)
{
  g_autoptr (GfNode) node = gf_node_new (GF_NODE_WORD, field);

  node->text = g_strndup (lexeme->start, lexeme->length);
  if (is_alone (node->text, "*"))
    return new_everything (parser, field);

  cut_after_star (parser, node->text);
  size_t end = read_forms (node);
  if (!gf_parse_count (parser, lexeme, node->forms->len) || node->forms->len == 0)
    return NULL;
  if (*node->text == '*')
    note_leading_star (parser, node->text);
  if (node->text[end] == '*')
    return finish_prefix (parser, lexeme, g_steal_pointer (&node));
  return g_steal_pointer (&node);
}

static GfNode *
new_phrase (GfParser *parser, GfField field, const GfLexeme *lexeme)
{
  g_autoptr (GfNode) node = gf_node_new (GF_NODE_PHRASE, field);

  node->text = g_strndup (lexeme->start, lexeme->length);
  read_forms (node);
  node->hyphened = false;
  if (!gf_parse_count (parser, lexeme, node->forms->len) || node->forms->len == 0)
    return NULL;
  if (strchr (node->text, '*') != NULL)
    gf_parser_note (parser, "En stjerne virker ikke i anførselstegn, og er oversett.");
  return g_steal_pointer (&node);
}

/* Without the full stop or the question mark of the sentence that it ends. */
static void
cut_punctuation (char *text)
{
  size_t length = strlen (text);

  while (length > 0 && strchr (".,;:?!", text[length - 1]) != NULL)
    text[--length] = '\0';
}

/* What the index calls @text, or a word that is one letter from it, which is said. */
static char *
read_value (GfParser *parser, GfField field, char *text)
{
  char *value = gf_field_value (field, text);

  if (value != NULL)
    return value;
  cut_punctuation (text);

  const char *guess = gf_field_guess_value (field, text);
  if (guess == NULL)
    return gf_field_value (field, text);
  gf_parser_note (parser, "«%s:%s» er lest som %s:%s.", gf_field_info (field)->norwegian,
                  text, gf_field_info (field)->norwegian, guess);
  return gf_field_value (field, guess);
}

static void
refuse_value (GfParser *parser, GfField field, const GfLexeme *lexeme)
{
  const char *name = gf_field_info (field)->norwegian;
  g_autofree char *shown = gf_parser_dup_shown (lexeme->start, lexeme->length);
  g_autofree char *values = gf_field_values (field);
  g_autofree char *norwegian = gf_field_values_norwegian (field);

  gf_parser_refuse (
      parser, lexeme->at, GF_TROUBLE_NO_VALUE,
      g_strdup_printf ("'%s' is no value of %s (may be %s)", shown, name, values),
      g_strdup_printf ("«%s» kan ikke stå etter %s:. Det kan være %s.", shown, name,
                       norwegian));
}

static void
refuse_period (GfParser *parser, GfField field, const GfLexeme *lexeme)
{
  bool is_year = field == GF_FIELD_YEAR;
  g_autofree char *shown = gf_parser_dup_shown (lexeme->start, lexeme->length);

  gf_parser_refuse (
      parser, lexeme->at, GF_TROUBLE_NO_VALUE,
      g_strdup_printf (
          "'%s' is no %s (may be 2023, 2023-02, 2023-02-28, 2019..2022, 2019..)", shown,
          is_year ? "year" : "date"),
      g_strdup_printf ("«%s» er ikke %s. Det kan være 2023, 2023-02, 2023-02-28, "
                       "2019..2022 eller 2019.. for alt fra 2019.",
                       shown, is_year ? "et år" : "en dato"));
}

/* "sak:jordvern" is prose, or something nearly right. */
static GfNode *
new_words_for_case (GfParser *parser, const GfLexeme *lexeme)
{
  g_autofree char *shown = gf_parser_dup_shown (lexeme->start, lexeme->length);

  gf_parser_note (parser, "«%s» er ikke et saksnummer, og er lest som ord i teksten.",
                  shown);
  return lexeme->kind == GF_LEXEME_QUOTED ? new_phrase (parser, GF_FIELD_TEXT, lexeme)
                                          : new_word (parser, GF_FIELD_TEXT, lexeme);
}

static GfNode *
new_value (GfParser *parser, GfField field, const GfLexeme *lexeme)
{
  g_autoptr (GfNode) node = gf_node_new (GF_NODE_VALUE, field);
  g_autofree char *text = g_strndup (lexeme->start, lexeme->length);

  node->text = read_value (parser, field, text);
  if (node->text == NULL && field == GF_FIELD_CASE
      && strpbrk (text, "0123456789") == NULL)
    return new_words_for_case (parser, lexeme);
  if (node->text == NULL)
    {
      refuse_value (parser, field, lexeme);
      return NULL;
    }
  if (field == GF_FIELD_CASE)
    g_free (gf_schema_case_number (text, &node->prefix));
  if (field == GF_FIELD_MUNICIPALITY)
    read_forms (node);
  return gf_parse_count (parser, lexeme, MAX (node->forms->len, 1))
             ? g_steal_pointer (&node)
             : NULL;
}

/* As written; or as it may have been meant, which is said. */
static bool
read_period (GfParser *parser, GfField field, const GfLexeme *lexeme, GfNode *node)
{
  if (gf_period_parse (node->text, &node->period))
    return true;
  cut_punctuation (node->text);
  if (gf_period_parse (node->text, &node->period))
    return true;
  if (!gf_period_guess (node->text, &node->period))
    return false;

  g_autofree char *shown = gf_parser_dup_shown (lexeme->start, lexeme->length);
  g_autofree char *read = gf_period_describe (&node->period);
  gf_parser_note (parser, "«%s:%s» er lest som %s.", gf_field_info (field)->norwegian,
                  shown, read);
  return true;
}

static GfNode *
new_period (GfParser *parser, GfField field, const GfLexeme *lexeme)
{
  g_autoptr (GfNode) node = gf_node_new (GF_NODE_PERIOD, field);

  node->text = g_strndup (lexeme->start, lexeme->length);
  if (!read_period (parser, field, lexeme, node))
    {
      refuse_period (parser, field, lexeme);
      return NULL;
    }
  return gf_parse_count (parser, lexeme, 1) ? g_steal_pointer (&node) : NULL;
}

static GfNode *
new_leaf (GfParser *parser, GfField field, const GfLexeme *lexeme)
{
  bool quoted = lexeme->kind == GF_LEXEME_QUOTED;
  g_autofree char *text = g_strndup (lexeme->start, lexeme->length);

  switch (gf_field_info (field)->kind)
    {
    case GF_FIELD_WORDS:
      return quoted ? new_phrase (parser, field, lexeme)
                    : new_word (parser, field, lexeme);
    case GF_FIELD_PERIOD:
      return has_word (text, text + lexeme->length) || is_alone (text, "*")
                 ? new_period (parser, field, lexeme)
                 : NULL;
    default:
      break;
    }
  if (is_alone (text, "*"))
    return new_everything (parser, field);
  if (!has_word (text, text + lexeme->length))
    return NULL;
  if (gf_field_info (field)->kind == GF_FIELD_NAME && !quoted)
    return new_word (parser, field, lexeme);
  return new_value (parser, field, lexeme);
}

GfNode *
gf_parse_combine (GfNodeKind kind, GfNode *left, GfNode *right, bool extend)
{
  if (left == NULL || right == NULL)
    return left != NULL ? left : right;

  GfNode *node = extend ? left : gf_node_wrap (kind, left);
  g_ptr_array_add (node->children, right);
  return node;
}

/* A document has one type and one date: there it is a choice. */
GfNodeKind
gf_parse_join_kind (GfField field)
{
  GfFieldKind kind = gf_field_info (field)->kind;

  return kind == GF_FIELD_VALUE || kind == GF_FIELD_PERIOD ? GF_NODE_OR : GF_NODE_JOIN;
}

/* How long the first piece of a list is: "type:referat,strategi". */
static size_t
piece_length (GfField field, const char *start, size_t length)
{
  bool of_words = gf_parse_join_kind (field) == GF_NODE_JOIN;

  for (size_t i = 0; i < length; i++)
    {
      bool is_decimal = of_words && start[i] == ',' && i > 0 && i + 1 < length
                        && g_ascii_isdigit (start[i - 1])
                        && g_ascii_isdigit (start[i + 1]);

      if ((start[i] == ',' || start[i] == ';') && !is_decimal)
        return i;
    }
  return length;
}

static GfNode *
new_list (GfParser *parser, GfField field, const GfLexeme *lexeme)
{
  g_autoptr (GfNode) list = NULL;
  const char *end = lexeme->start + lexeme->length;
  bool extend = false;

  for (const char *p = lexeme->start; p < end && parser->error == NULL; p++)
    {
      GfLexeme piece = *lexeme;

      piece.start = piece.at = p;
      piece.length = piece_length (field, p, (size_t) (end - p));
      GfNode *node = new_leaf (parser, field, &piece);
      bool grows = list != NULL && node != NULL;

      list = gf_parse_combine (gf_parse_join_kind (field), g_steal_pointer (&list), node,
                               extend);
      extend = extend || grows;
      p += piece.length;
    }
  return g_steal_pointer (&list);
}

/* "tittel:-veg": the minus stands inside, and means what it would have outside. */
static GfNode *
new_without (GfParser *parser, GfField field, GfLexeme lexeme)
{
  g_autofree char *shown = gf_parser_dup_shown (lexeme.start + 1, lexeme.length - 1);
  const char *name = gf_field_info (field)->norwegian;

  lexeme.start++;
  lexeme.at++;
  lexeme.length--;
  GfNode *node = new_list (parser, field, &lexeme);
  if (node == NULL)
    return NULL;
  gf_parser_note (parser, "«%s:-%s» er lest som -%s:%s.", name, shown, name, shown);
  return gf_node_wrap (GF_NODE_NOT, node);
}

static GfNode *
new_in_field (GfParser *parser, GfField field, const GfLexeme *lexeme)
{
  GfNode *node;

  if (lexeme->kind == GF_LEXEME_QUOTED)
    node = new_leaf (parser, field, lexeme);
  else if (lexeme->length > 1 && *lexeme->start == '-')
    node = new_without (parser, field, *lexeme);
  else
    node = new_list (parser, field, lexeme);
  if (node == NULL && parser->error == NULL)
    gf_parser_note (parser, "«%s:» mangler en verdi, og er oversett.",
                    gf_field_info (field)->norwegian);
  return node;
}

static void
note_unclosed (GfParser *parser, const GfLexeme *lexeme)
{
  g_autofree char *shown = gf_parser_dup_shown (lexeme->start, lexeme->length);

  gf_parser_note (parser, "Anførselstegnet ved tegn %u mangler sluttegn; lest som «%s».",
                  gf_lexer_character (&parser->lexer, lexeme->at), shown);
}

static bool
is_value (GfField field, const GfLexeme *lexeme)
{
  g_autofree char *text = g_strndup (lexeme->start, lexeme->length);
  g_autofree char *value = NULL;
  GfPeriod period;

  switch (gf_field_info (field)->kind)
    {
    case GF_FIELD_PERIOD:
      return gf_period_parse (text, &period);
    case GF_FIELD_VALUE:
      value = gf_field_value (field, text);
      return value != NULL;
    default:
      return has_word (text, text + lexeme->length);
    }
}

bool
gf_parse_find_value (GfField field, GfLexer *lexer, GfLexeme *lexeme)
{
  GfLexer ahead = *lexer;
  GfLexeme whole = *lexeme;

  if (lexeme->kind != GF_LEXEME_WORD && lexeme->kind != GF_LEXEME_QUOTED)
    return false;
  if (is_value (field, lexeme) || lexeme->kind == GF_LEXEME_QUOTED
      || gf_parse_join_kind (field) == GF_NODE_JOIN)
    return is_value (field, lexeme);

  for (unsigned i = 0; i < MAX_MORE_WORDS; i++)
    {
      GfLexeme next = gf_lexer_next (&ahead);

      if (next.kind != GF_LEXEME_WORD)
        return false;
      whole.length = (size_t) (next.start + next.length - whole.start);
      if (!is_value (field, &whole))
        continue;
      *lexer = ahead;
      *lexeme = whole;
      return true;
    }
  return false;
}

GfNode *
gf_parse_leaf (GfParser *parser, GfField field)
{
  GfLexeme lexeme = parser->now;

  if (field != GF_FIELD_TEXT)
    gf_parse_find_value (field, &parser->lexer, &lexeme);
  gf_parser_advance (parser);
  if (lexeme.kind == GF_LEXEME_QUOTED && lexeme.unclosed)
    note_unclosed (parser, &lexeme);
  return field == GF_FIELD_TEXT ? new_leaf (parser, field, &lexeme)
                                : new_in_field (parser, field, &lexeme);
}
