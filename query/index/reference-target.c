/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/reference-target.h"

#include <string.h>

/* Letters that two forms of a body's name have in common: "regionråd", "regionrådet". */
#define MIN_COMMON_LETTERS 5
/* A name may go on so many letters longer in its definite form. */
#define MAX_ENDING_BYTES 4

void
gf_reference_target_free (GfReferenceTarget *target)
{
  if (target == NULL)
    return;
  g_free (target->document_id);
  g_free (target->unit_id);
  g_free (target->prefix);
  g_free (target->title);
  g_free (target->document_title);
  g_free (target->path);
  g_free (target->body);
  g_free (target->region);
  g_free (target->date);
  g_free (target->language);
  g_free (target);
}

/* How far a target is from what is said; what is nearer goes before all else. */
typedef enum
{
  LEVEL_DOCUMENT, /* the same document */
  LEVEL_BODY,     /* the same body and region, or exactly the one that is named */
  LEVEL_REGION,
  LEVEL_ELSEWHERE, /* another region, which the body's name tells */
  LEVEL_NONE
} Level;

static bool
is_same_word (const char *a, const char *b)
{
  g_autofree char *one = a != NULL ? g_utf8_casefold (a, -1) : NULL;
  g_autofree char *other = b != NULL ? g_utf8_casefold (b, -1) : NULL;

  return one != NULL && g_strcmp0 (one, other) == 0;
}

/* One is the other, or that in its definite form. */
static bool
is_form_of (const char *a, const char *b)
{
  size_t n = strlen (a), m = strlen (b), common = MIN (n, m);

  return strncmp (a, b, common) == 0
         && (n == m
             || (common >= MIN_COMMON_LETTERS
                 && MAX (n, m) - common <= MAX_ENDING_BYTES));
}

/* "rådmannsforum" was renamed "kommunedirektørforum": the same body. */
static bool
was_renamed (const GfRenames *renames, const char *a, const char *b)
{
  if (renames == NULL)
    return false;
  g_autoptr (GPtrArray) others = gf_renames_find_compound (renames, a);

  for (unsigned i = 0; i < others->len; i++)
    {
      const GfOtherName *other = g_ptr_array_index (others, i);

      if (other->same && other->words[0] != NULL && other->words[1] == NULL
          && is_form_of (other->words[0], b))
        return true;
    }
  return false;
}

static bool
is_same_body (const GfRenames *renames, const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return false;
  g_autofree char *one = g_utf8_strdown (a, -1);
  g_autofree char *other = g_utf8_strdown (b, -1);

  return is_form_of (one, other) || was_renamed (renames, one, other);
}

/* Whether @name holds what is its own in @region's name: "Grenlandsrådet" and Grenland,
   "regionrådet i Varstadregionen" and Varstadregionen. */
static bool
tells_region (const char *name, const char *region)
{
  if (name == NULL || region == NULL)
    return false;
  g_autofree char *whole = g_utf8_strdown (name, -1);
  g_autofree char *part = g_utf8_strdown (region, -1);
  char *ending = strstr (part, "regionen");

  if (strstr (whole, part) != NULL && strlen (part) >= MIN_COMMON_LETTERS - 1)
    return true;
  if (ending != NULL && ending > part)
    *ending = '\0';
  return strlen (part) >= MIN_COMMON_LETTERS - 1 && strstr (whole, part) != NULL;
}

/* Whether a word of @name, which tells @region too ("Grønheia regionråd", "Regionrådet i
   Varstadregionen"), is @body. */
static bool
is_body_with_place (const GfRenames *renames, const char *name, const char *body,
                    const char *region)
{
  g_auto (GStrv) words = g_strsplit (name != NULL ? name : "", " ", 6);

  if (!tells_region (name, region))
    return false;
  for (char **word = words; *word != NULL; word++)
    if (is_same_body (renames, *word, body))
      return true;
  return false;
}

/* Whether the body that the text names is the target's. */
static bool
fits_body (const GfReferenceQuestion *question, const GfReferenceTarget *target)
{
  const char *said = question->reference->body;

  return is_same_body (question->renames, said, target->body)
         || is_body_with_place (question->renames, said, target->body, target->region)
         || is_body_with_place (question->renames, target->body, said, target->region)
         /* A council that is called by its region. */
         || (target->body == NULL && is_same_word (said, target->region));
}

static bool
is_same_region (const GfReferenceQuestion *question, const GfReferenceTarget *target)
{
  return is_same_word (question->head->region, target->region);
}

/* The words of @title that are names by their first letter, its first word and @body left
 * out: "Protokoll fra representantskapsmøte i Haugvik Vann IKS". */
static char **
dup_names (const char *title, const char *body)
{
  g_auto (GStrv) words = g_strsplit_set (title != NULL ? title : "", " -,.:()", -1);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (size_t i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      gunichar second
          = *words[i] != '\0' ? g_utf8_get_char (g_utf8_next_char (words[i])) : 0;

      if (g_unichar_isupper (g_utf8_get_char (words[i])) && g_unichar_islower (second)
          && !is_same_body (NULL, words[i], body))
        g_strv_builder_add (names, words[i]);
    }
  return g_strv_builder_end (names);
}

/* "Representantskapet" of two companies: whether the titles of papers of @body, of which
 * one at least has names, have none in common. */
static bool
are_of_others (const char *title, const char *other, const char *body)
{
  g_auto (GStrv) names = dup_names (title, body);
  g_auto (GStrv) others = dup_names (other, body);

  for (char **name = names; *name != NULL; name++)
    if (g_strv_contains ((const char *const *) others, *name))
      return false;
  return *names != NULL || *others != NULL;
}

/* Neither says its region: the same body is then the same one, if the titles have a name
 * in common, or both none. */
static bool
is_of_same_body (const GfReferenceQuestion *question, const GfReferenceTarget *target)
{
  const GfDocument *head = question->head;

  return is_same_body (question->renames, head->body, target->body)
         && (is_same_region (question, target)
             || (head->region == NULL && target->region == NULL
                 && !are_of_others (head->title, target->document_title, head->body)));
}

/* By the letters before the number, and the body that is named or that they name. */
static Level
level_by_name (const GfReferenceQuestion *question, const GfReferenceTarget *target)
{
  const GfReference *reference = question->reference;
  bool has_prefix = is_same_word (reference->case_prefix, target->prefix);
  bool has_body = reference->body != NULL && fits_body (question, target);
  bool is_local = is_same_region (question, target);

  if (!has_prefix && !has_body)
    return LEVEL_NONE;
  if (reference->body == NULL)
    return is_of_same_body (question, target) ? LEVEL_BODY
           : is_local                         ? LEVEL_REGION
                                              : LEVEL_NONE;
  if (is_local)
    return has_body ? LEVEL_BODY
           /* The letters say a body, and this is another: only if it is so named. */
           : reference->case_prefix != NULL && has_prefix ? LEVEL_REGION
                                                          : LEVEL_NONE;
  if (!has_body || !tells_region (reference->body, target->region))
    return LEVEL_NONE;
  return LEVEL_ELSEWHERE;
}

static Level
level_of (const GfReferenceQuestion *question, const GfReferenceTarget *target)
{
  const GfReference *reference = question->reference;

  if (g_strcmp0 (target->unit_id, question->unit_id) == 0 && target->unit_id != NULL)
    return LEVEL_NONE;
  if (reference->case_prefix != NULL || reference->body != NULL)
    return level_by_name (question, target);
  if (g_strcmp0 (target->document_id, question->head->id) == 0)
    return LEVEL_DOCUMENT;
  if (is_of_same_body (question, target))
    return LEVEL_BODY;
  return is_same_region (question, target) && !question->numbers_so
                 && reference->kind == GF_REFERENCE_CASE
             ? LEVEL_REGION
             : LEVEL_NONE;
}

/* The number that @digits begins with, as a year of two digits. */
static unsigned
short_year (const char *digits)
{
  return (unsigned) (g_ascii_strtoull (digits, NULL, 10) % 100);
}

/* A case is treated in the year of its number, which some write first, or the year after.
 */
static bool
fits_year (const GfReferenceQuestion *question, const GfReferenceTarget *target)
{
  const char *number = question->reference->case_number;
  const char *slash = number != NULL ? strrchr (number, '/') : NULL;

  if (slash == NULL || target->date == NULL)
    return true;
  unsigned year = short_year (target->date);
  unsigned last = short_year (slash + 1), first = short_year (number);
  return year == last || year == (last + 1) % 100 || year == first
         || year == (first + 1) % 100;
}

/* Papers of one and the same case, or meeting. */
static bool
are_of_same (const GfReferenceQuestion *question, const GfReferenceTarget *a,
             const GfReferenceTarget *b)
{
  bool same_body = is_same_body (question->renames, a->body, b->body)
                   || (a->body == NULL && b->body == NULL);
  bool same_prefix
      = a->prefix == NULL || b->prefix == NULL || is_same_word (a->prefix, b->prefix);

  return same_body && same_prefix
         && (is_same_word (a->region, b->region)
             || (a->region == NULL && b->region == NULL
                 && !are_of_others (a->document_title, b->document_title, a->body)));
}

static int
type_order (GfDocumentType type)
{
  static const GfDocumentType order[]
      = { GF_TYPE_MINUTES, GF_TYPE_AGENDA, GF_TYPE_CASE_PAPER };

  for (int i = 0; i < (int) G_N_ELEMENTS (order); i++)
    if (type == order[i])
      return i;
  return G_N_ELEMENTS (order);
}

/* Above 0 where the text can know of it, and more so the later it is; a date after the
   text's counts for less than none. */
static int
compare_dates (const GfReferenceQuestion *question, const GfReferenceTarget *a,
               const GfReferenceTarget *b)
{
  const char *now = question->head->date;
  bool a_known = now == NULL || g_strcmp0 (a->date, now) <= 0;
  bool b_known = now == NULL || g_strcmp0 (b->date, now) <= 0;

  if (a_known != b_known)
    return a_known ? 1 : -1;
  return a_known ? g_strcmp0 (a->date, b->date) : g_strcmp0 (b->date, a->date);
}

/* Whether @a is to be shown rather than @b, which is of the same. */
static bool
is_better (const GfReferenceQuestion *question, const GfReferenceTarget *a,
           const GfReferenceTarget *b)
{
  const char *said = question->reference->date;
  bool a_on_day = said != NULL && g_strcmp0 (a->date, said) == 0;
  bool b_on_day = said != NULL && g_strcmp0 (b->date, said) == 0;
  int types = type_order (a->type) - type_order (b->type);
  int dates = compare_dates (question, a, b);

  if (a_on_day != b_on_day)
    return a_on_day;
  if (types != 0)
    return types < 0;
  if (dates != 0)
    return dates > 0;
  return strcmp (a->document_id, b->document_id) < 0;
}

typedef struct
{
  const GfReferenceTarget *best;
  Level level;
  bool ambiguous;
} Choice;

static void
consider (const GfReferenceQuestion *question, const GfReferenceTarget *target,
          Choice *choice)
{
  Level level = fits_year (question, target) ? level_of (question, target) : LEVEL_NONE;

  if (level == LEVEL_NONE || level > choice->level)
    return;
  if (choice->best == NULL || level < choice->level)
    {
      *choice = (Choice){ target, level, false };
      return;
    }
  if (!are_of_same (question, choice->best, target))
    choice->ambiguous = true;
  else if (is_better (question, target, choice->best))
    choice->best = target;
}

const GfReferenceTarget *
gf_reference_choose (const GfReferenceQuestion *question, const GPtrArray *targets)
{
  Choice choice = { NULL, LEVEL_NONE, false };

  for (unsigned i = 0; i < targets->len; i++)
    consider (question, g_ptr_array_index (targets, i), &choice);
  return choice.ambiguous ? NULL : choice.best;
}
