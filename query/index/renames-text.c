/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what a name is to another; see renames-private.h. */
#include "query/index/renames-private.h"

#include <string.h>

static const char *const months[]
    = { "januar", "februar", "mars",      "april",   "mai",      "juni",
        "juli",   "august",  "september", "oktober", "november", "desember" };

const GfName *
gf_renames_main_name (const GfRenames *renames, unsigned thing)
{
  for (unsigned i = 0; i < renames->names->len; i++)
    {
      const GfName *name = gf_renames_name (renames, i);

      if (name->thing == thing && name->sort == GF_NAME_MAIN)
        return name;
    }
  g_assert_not_reached ();
}

static bool
ends_before (const GfThing *thing, const GfThing *other)
{
  return thing->to != NULL && other->from != NULL && strcmp (thing->to, other->from) < 0;
}

bool
gf_renames_is_ambiguous (const GfRenames *renames, unsigned thing)
{
  const GfThing *this = gf_renames_thing (renames, thing);

  if (this->kind != GF_RENAME_MUNICIPALITY)
    return false;
  for (unsigned i = 0; i < renames->things->len; i++)
    {
      const GfThing *other = gf_renames_thing (renames, i);

      if (i != thing && other->kind == this->kind && strcmp (other->name, this->name) == 0
          && !ends_before (this, other) && !ends_before (other, this))
        return true;
    }
  return false;
}

char *
gf_renames_day (const char *date)
{
  if (date == NULL)
    return NULL;
  return g_strconcat (date, strlen (date) < 7 ? "-01" : "",
                      strlen (date) < 10 ? "-01" : "", NULL);
}

static unsigned
number_at (const char *digits, int n)
{
  unsigned number = 0;

  for (int i = 0; i < n; i++)
    number = number * 10 + (unsigned) g_ascii_digit_value (digits[i]);
  return number;
}

static bool
is_year (const char *date)
{
  return date[4] == '\0' || strcmp (date + 4, "-01-01") == 0;
}

/* "2020", "oktober 2019", "1. juli 2021"; NULL for NULL */
static char *
say_date (const char *date)
{
  if (date == NULL)
    return NULL;

  unsigned month = is_year (date) ? 0 : number_at (date + 5, 2);
  if (month < 1 || month > G_N_ELEMENTS (months))
    return g_strndup (date, 4);
  if (date[7] == '\0')
    return g_strdup_printf ("%s %.4s", months[month - 1], date);
  return g_strdup_printf ("%u. %s %.4s", number_at (date + 8, 2), months[month - 1],
                          date);
}

/* "fra 2020", "før 2020", "2020–2023" */
static char *
say_time (const char *from, const char *before)
{
  g_autofree char *first = say_date (from);
  g_autofree char *end = say_date (before);

  if (before == NULL)
    return g_strdup_printf ("fra %s", first);
  if (from == NULL)
    return g_strdup_printf ("før %s", end);

  unsigned last_year = number_at (before, 4) - 1;
  if (!is_year (from) || !is_year (before))
    return g_strdup_printf ("fra %s og før %s", first, end);
  if (number_at (from, 4) == last_year)
    return g_strdup_printf ("fra %u", last_year);
  return g_strdup_printf ("%.4s–%u", from, last_year);
}

static const char *
say_how (const GfStep *step)
{
  bool newer = step->time == GF_NAME_NEWER;

  if (step->same)
    return newer ? "nytt navn fra" : "eldre navn, før";
  switch (step->how)
    {
    case GF_LINK_MERGED:
    case GF_LINK_JOINED:
      return "slått sammen";
    case GF_LINK_SPLIT:
      return "delt";
    default:
      return newer ? "etterfølger fra" : "forgjenger til";
    }
}

/* "nytt navn fra 2021; bare dokumenter fra 2021" */
static char *
say_why (const GfStep *step, bool limited)
{
  if (step->time == GF_NAME_ALSO)
    return g_strdup (step->how == GF_LINK_SHORT ? "forkortelse"
                                                : "annet ord for det samme");

  g_autofree char *when
      = say_date (step->time == GF_NAME_NEWER ? step->from : step->before);
  g_autofree char *time = limited ? say_time (step->from, step->before) : g_strdup ("");

  return g_strdup_printf ("%s %s%s%s", say_how (step), when,
                          limited ? "; bare dokumenter " : "", time);
}

/* With what tells it from namesakes. */
static char *
label (const GfRenames *renames, unsigned thing)
{
  const GfThing *this = gf_renames_thing (renames, thing);

  if (gf_renames_is_ambiguous (renames, thing))
    return g_strdup_printf ("%s (%s)", this->name, this->county);
  return g_strconcat (this->name, this->everyday ? " kommune" : NULL, NULL);
}

static char **
dup_words (const GfRenames *renames, const GfName *name)
{
  bool everyday = gf_renames_thing (renames, name->thing)->everyday;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (unsigned i = 0; i < name->n_words; i++)
    g_strv_builder_add (words, renames->words->pdata[name->first_word + i]);
  if (everyday && name->sort == GF_NAME_MAIN)
    g_strv_builder_add (words, "kommune");
  return g_strv_builder_end (words);
}

GfOtherName *
gf_renames_other_name (const GfRenames *renames, unsigned asked, const GfStep *step,
                       bool limited)
{
  const GfName *name = gf_renames_main_name (renames, step->thing);
  GfOtherName *other = g_new0 (GfOtherName, 1);
  g_autofree char *old = label (renames, asked);
  g_autofree char *why = say_why (step, limited);

  other->words = dup_words (renames, name);
  other->name = label (renames, step->thing);
  other->sentence = g_strdup_printf ("%s → %s (%s)", old, other->name, why);
  other->kind = gf_renames_thing (renames, step->thing)->kind;
  other->time = step->time;
  other->same = step->same;
  other->limited = limited;
  other->from = gf_renames_day (step->from);
  other->before = gf_renames_day (step->before);
  return other;
}

GfOtherName *
gf_renames_other_writing (const GfRenames *renames, const GfName *asked,
                          const GfName *name)
{
  static const char *const languages[] = { [GF_NAME_MAIN] = "norsk navn",
                                           [GF_NAME_SAMI] = "samisk navn",
                                           [GF_NAME_KVEN] = "kvensk navn" };
  GfOtherName *other = g_new0 (GfOtherName, 1);

  other->words = dup_words (renames, name);
  other->name = g_strdup (name->shown);
  other->sentence = g_strdup_printf ("%s → %s (%s)", asked->shown, name->shown,
                                     languages[name->sort]);
  other->kind = gf_renames_thing (renames, name->thing)->kind;
  other->time = GF_NAME_ALSO;
  other->same = true;
  return other;
}

GfOtherName *
gf_renames_other_compound (const GfRenames *renames, const GfJoint *joint,
                           const char *asked, const char *form, GfNameTime time)
{
  const GfLink *link = gf_renames_link (renames, joint->link);
  const char *words[] = { form, NULL };
  g_autofree char *date = say_date (link->date);
  GfOtherName *other = g_new0 (GfOtherName, 1);

  other->words = g_strdupv ((char **) words);
  other->name = g_strdup (form);
  other->sentence = g_strdup_printf (
      "%s → %s (%s %s)", asked, form,
      time == GF_NAME_NEWER ? "nytt navn fra" : "eldre navn, før", date);
  other->kind = gf_renames_thing (renames, link->newer)->kind;
  other->time = time;
  other->same = true;
  *(time == GF_NAME_NEWER ? &other->from : &other->before) = gf_renames_day (link->date);
  return other;
}

void
gf_other_name_free (GfOtherName *other)
{
  if (other == NULL)
    return;
  g_strfreev (other->words);
  g_free (other->name);
  g_free (other->sentence);
  g_free (other->from);
  g_free (other->before);
  g_free (other);
}
