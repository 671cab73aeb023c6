/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of sentences that decide: what it says of the phrases that a register wrote
   out before, of whole cases, and of what is no sentence at all. */
#include "indexer/understand/cases/clauses.h"
#include "indexer/understand/cases/outcomes.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

/* The rows of a file beside this one, without its head. */
static GPtrArray *
read_rows (const char *name)
{
  const char *top = g_getenv ("GF_TOP_SRCDIR");
  g_autofree char *path
      = g_build_filename (top != NULL ? top : ".", "tests", "unit", name, NULL);
  g_autofree char *text = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  bool head = true;

  ck_assert (g_file_get_contents (path, &text, NULL, NULL));

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      if (**line == '\0' || **line == '#')
        continue;
      if (!head)
        g_ptr_array_add (rows, g_strsplit (*line, "\t", 3));
      head = false;
    }
  return rows;
}

START_TEST (phrases)
{
  g_autoptr (GPtrArray) rows = read_rows ("outcome-phrases.tsv");

  ck_assert_uint_gt (rows->len, 2000);
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);
      bool alone = strcmp (row[2], "yes") == 0;
      GfOutcome expected, found;

      ck_assert_msg (gf_outcome_from_name (row[1], &expected), "%s", row[0]);
      found = alone ? gf_outcome_find_alone (registers, row[0], strlen (row[0]))
                    : gf_outcome_read (registers, row[0], strlen (row[0]));
      ck_assert_msg (found == expected, "%s: %s, not %s", row[0], gf_outcome_name (found),
                     row[1]);
    }
}
END_TEST

/* What minutes of the body before "] " in @title, or of the executive committee, say
 * became of their second case: "rejected 2:5" with the votes, where @votes. */
static char *
dup_outcome (const char *title, const char *escaped, bool votes)
{
  g_autofree char *told = g_strcompress (escaped);
  const char *end = *title == '[' ? strchr (title, ']') : NULL;
  g_autofree char *body
      = end != NULL ? g_strndup (title + 1, end - title - 1) : g_strdup ("Formannskapet");
  g_autofree char *minutes = g_strdup_printf (
      "Møteprotokoll\n\nUtvalg: %s\nDato: 12.03.2021\n\nSak 1/21 Godkjenning "
      "av innkalling\n\nVedtak:\nGodkjent.\n\nSak 2/21 %s\n\n%s\n\nSak 3/21 "
      "Eventuelt\n\nIngen saker.",
      body, end != NULL ? end + 2 : title, told);
  g_autoptr (GfText) text = read_plain (minutes);
  g_autoptr (GfDocument) document = gf_understand (text, registers);
  const GfUnit *unit = find_case (document, "2/21");
  const char *outcome = outcome_of (unit);

  if (votes && unit->decision != NULL)
    return g_strdup_printf ("%s %d:%d", outcome, unit->decision->votes_for,
                            unit->decision->votes_against);
  return g_strdup (strcmp (outcome, "-") == 0 ? "unknown" : outcome);
}

START_TEST (cases)
{
  g_autoptr (GPtrArray) rows = read_rows ("outcome-cases.tsv");

  ck_assert_uint_gt (rows->len, 500);
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);
      g_autofree char *outcome
          = dup_outcome (row[1], row[2], strchr (row[0], ':') != NULL);

      ck_assert_msg (strcmp (outcome, row[0]) == 0, "%s: %s: %s, not %s", row[1], row[2],
                     outcome, row[0]);
    }
}
END_TEST

static const struct
{
  const char *sentence;
  GfOutcome outcome;
  bool alone, motion;
} CLAUSES[] = {
  { "Saken ble enstemmig utsatt.", GF_OUTCOME_POSTPONED, true, false },
  { "Deretter ble saken utsatt.", GF_OUTCOME_POSTPONED, true, false },
  { "Da planen var ferdig, utsettes saken.", GF_OUTCOME_POSTPONED, true, false },
  { "Når planen er ferdig, utsettes saken.", GF_OUTCOME_POSTPONED, true, false },
  { "Søknaden innvilges dessverre ikke.", GF_OUTCOME_REJECTED, true, false },
  { "Utvalget avslo søknaden.", GF_OUTCOME_REJECTED, true, false },
  { "Søker har trukket saken.", GF_OUTCOME_WITHDRAWN, true, false },
  { "Det var semje om å utsetja saka.", GF_OUTCOME_POSTPONED, true, false },
  { "Utsetjingsframlegget vart vedteke.", GF_OUTCOME_POSTPONED, true, true },
  { "Søknaden kan ikkje innvilgast.", GF_OUTCOME_REJECTED, true, false },
  /* Nothing was decided. */
  { "Utsettelsesforslaget falt.", GF_OUTCOME_UNKNOWN, false, false },
  { "Saken bør utsettes.", GF_OUTCOME_UNKNOWN, false, false },
  { "Søknaden kan innvilges.", GF_OUTCOME_UNKNOWN, false, false },
  { "Planen skal vedtas i juni.", GF_OUTCOME_UNKNOWN, false, false },
  { "Det ble opplyst at søknaden er avslått.", GF_OUTCOME_UNKNOWN, false, false },
  { "Fristen utsettes.", GF_OUTCOME_UNKNOWN, false, false },
  { "Utsatt sak fra mai.", GF_OUTCOME_UNKNOWN, false, false },
  { "Kari sa det slik: Saken utsettes.", GF_OUTCOME_UNKNOWN, false, false },
  /* By others, or not alone. */
  { "Planen ble vedtatt av departementet.", GF_OUTCOME_ADOPTED, false, false },
  { "Budsjettet er vedtatt i alle kommunene.", GF_OUTCOME_ADOPTED, false, false },
  /* With a later time. */
  { "Vi tar saken på neste møte.", GF_OUTCOME_POSTPONED, true, false },
  { "Me tek ho til hausten.", GF_OUTCOME_POSTPONED, true, false },
  { "Valget foretas i mai.", GF_OUTCOME_POSTPONED, true, false },
  { "Saken behandles først når taksten er klar.", GF_OUTCOME_POSTPONED, true, false },
  { "Planforslaget tas ikke opp før det er holdt folkemøte.", GF_OUTCOME_POSTPONED, true,
    false },
  { "Styret ber lederen legge saken fram på nytt.", GF_OUTCOME_POSTPONED, false, false },
  { "Rådet ville vente med saken.", GF_OUTCOME_POSTPONED, true, false },
  { "Saken tas av kartet og kommer opp igjen senere.", GF_OUTCOME_POSTPONED, true,
    false },
  { "Saken ble behandlet i mai.", GF_OUTCOME_UNKNOWN, false, false },
  { "Saken behandles i kommunestyret i mai.", GF_OUTCOME_UNKNOWN, false, false },
  /* People, and what is named by no register. */
  { "Kari Bø, Ola Li og Per Å ble valgt til å skrive under.", GF_OUTCOME_ADOPTED, true,
    false },
  { "Alt godkjent.", GF_OUTCOME_ADOPTED, true, false },
  { "Utvalget valgte å si nei.", GF_OUTCOME_REJECTED, true, false },
  { "Prosjektet ble vedtatt av Stortinget.", GF_OUTCOME_ADOPTED, false, false },
  /* Decided later, whatever it is; who gets it; "ingen" and no ground for it. */
  { "Eldrerådet avgjør stedet i maimøtet.", GF_OUTCOME_POSTPONED, true, false },
  { "Så tar vi det på møte 6.", GF_OUTCOME_POSTPONED, true, false },
  { "Kommunestyret avgjør stedet.", GF_OUTCOME_UNKNOWN, false, false },
  { "Mandal får nei.", GF_OUTCOME_REJECTED, true, false },
  { "Mandal har fått nei.", GF_OUTCOME_UNKNOWN, false, false },
  { "Utvalget ser ingen grunn til å innvilge søknaden.", GF_OUTCOME_REJECTED, true,
    false },
  { "Ingen merknader, tas til orientering.", GF_OUTCOME_NOTED, true, false },
  { "Dessverre må utvalget gi avslag.", GF_OUTCOME_REJECTED, true, false },
  { "Ordføreren opplyste at saken er trukket.", GF_OUTCOME_WITHDRAWN, true, false },
  { "Ordføreren opplyste at søknaden er avslått.", GF_OUTCOME_UNKNOWN, false, false },
  { "", GF_OUTCOME_UNKNOWN, false, false },
};

static const struct
{
  const char *sentence;
  bool waits;
} WAITS[] = {
  { "Utvalget vil ha et nytt kart før planen vedtas.", true },
  { "Før styret tar stilling, skal det hentes inn to takster.", true },
  { "Saken var på høring før den ble vedtatt.", false },
  { "Uttalelsen sendes før Stortinget behandler planen.", false },
  { "Utvalget vil ha et nytt kart.", false },
  { "Før", false },
  { "", false },
};

START_TEST (waits)
{
  const char *sentence = WAITS[_i].sentence;
  g_autoptr (GfWords) words = gf_words_new (sentence, strlen (sentence), 60);

  ck_assert_msg (gf_clause_waits (registers, words, 0, words->words->len)
                     == WAITS[_i].waits,
                 "%s", sentence);
}
END_TEST

static const struct
{
  const char *sentence;
  GfOutcome outcome;
} DEEDS[] = {
  { "Styret bestiller kart.", GF_OUTCOME_ADOPTED },
  { "Rådet ga 15 000 kroner.", GF_OUTCOME_ADOPTED },
  { "Rådet gjev 15 000 kroner.", GF_OUTCOME_ADOPTED },
  { "Avtalen sies opp.", GF_OUTCOME_ADOPTED },
  { "Midlane vert lyste ut i mars.", GF_OUTCOME_ADOPTED },
  { "Det skal kjøpes nye stoler.", GF_OUTCOME_ADOPTED },
  { "Taket heves ikke.", GF_OUTCOME_ADOPTED },
  { "Styret vil satse på båt.", GF_OUTCOME_ADOPTED },
  { "Rådet vedtok å male boden.", GF_OUTCOME_ADOPTED },
  { "Styret aksepterte tilbudet.", GF_OUTCOME_ADOPTED },
  { "Styret sa nei.", GF_OUTCOME_REJECTED },
  { "Utvalget valgte å si nei.", GF_OUTCOME_REJECTED },
  { "Sekretariatet snekrer et utkast.", GF_OUTCOME_ADOPTED },
  /* Nothing was decided. */
  { "Rådmannen orienterer om planen.", GF_OUTCOME_UNKNOWN },
  { "Medlemmene ga innspill.", GF_OUTCOME_UNKNOWN },
  { "Styret satte pris på besøket.", GF_OUTCOME_UNKNOWN },
  { "Brevet er sendt.", GF_OUTCOME_UNKNOWN },
  { "Kari bestiller kart.", GF_OUTCOME_UNKNOWN },
  { "Lina sa at avtalen sies opp.", GF_OUTCOME_UNKNOWN },
  { "", GF_OUTCOME_UNKNOWN },
};

START_TEST (deeds)
{
  const char *sentence = DEEDS[_i].sentence;
  g_autoptr (GfWords) words = gf_words_new (sentence, strlen (sentence), 60);
  GfClause clause = { .outcome = GF_OUTCOME_UNKNOWN };
  bool decides = gf_clause_read_deed (registers, words, 0, words->words->len, &clause);

  ck_assert_msg ((decides ? clause.outcome : GF_OUTCOME_UNKNOWN) == DEEDS[_i].outcome,
                 "%s: %s", sentence, gf_outcome_name (clause.outcome));
}
END_TEST

static const struct
{
  const char *sentence;
  GfOutcome moved;
  bool accepts;
} MOTIONS[] = {
  { "Per foreslo å utsette saken.", GF_OUTCOME_POSTPONED, false },
  { "Kari ba om utsettelse.", GF_OUTCOME_POSTPONED, false },
  { "Ola ville senda saka attende.", GF_OUTCOME_POSTPONED, false },
  { "Lederen ønsket å ta saken på neste møte.", GF_OUTCOME_POSTPONED, false },
  { "Plansjefen ba om at saken strykes fra sakslista.", GF_OUTCOME_WITHDRAWN, false },
  { "Per foreslo å la saken ligge til neste møte, noe alle var enige i.",
    GF_OUTCOME_POSTPONED, true },
  { "Per foreslo å invitere Kari til neste møte.", GF_OUTCOME_UNKNOWN, false },
  { "Rådet sluttet seg til dette.", GF_OUTCOME_UNKNOWN, true },
  { "Det slutta dei andre seg til.", GF_OUTCOME_UNKNOWN, true },
  { "Ingen hadde noe imot det.", GF_OUTCOME_UNKNOWN, true },
  { "Saken ble utsatt.", GF_OUTCOME_UNKNOWN, false },
  { "", GF_OUTCOME_UNKNOWN, false },
};

START_TEST (motions)
{
  const char *sentence = MOTIONS[_i].sentence;
  g_autoptr (GfWords) words = gf_words_new (sentence, strlen (sentence), 60);
  size_t n = words->words->len;
  GfOutcome moved = gf_clause_moves (registers, words, 0, n);

  ck_assert_msg (moved == MOTIONS[_i].moved, "%s: %s", sentence, gf_outcome_name (moved));
  ck_assert_msg (gf_clause_accepts (registers, words, 0, n) == MOTIONS[_i].accepts, "%s",
                 sentence);
}
END_TEST

START_TEST (clauses)
{
  const char *sentence = CLAUSES[_i].sentence;
  g_autoptr (GfWords) words = gf_words_new (sentence, strlen (sentence), 60);
  GfClause clause;
  bool decides = gf_clause_read (registers, words, 0, words->words->len, &clause);

  ck_assert_msg (clause.outcome == CLAUSES[_i].outcome, "%s: %s", sentence,
                 gf_outcome_name (clause.outcome));
  ck_assert_int_eq (decides, clause.outcome != GF_OUTCOME_UNKNOWN);
  ck_assert_msg (clause.alone == CLAUSES[_i].alone, "%s", sentence);
  ck_assert_msg (clause.motion == CLAUSES[_i].motion, "%s", sentence);
}
END_TEST

/* Seconds to read @n times the same words as the text of a decision. */
static double
time_of (const char *words, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start;

  for (guint i = 0; i < n; i++)
    g_string_append (text, words);
  start = g_get_monotonic_time ();
  gf_outcome_read (registers, text->str, text->len);
  gf_outcome_fell (registers, text->str, text->len);
  g_free (
      gf_outcome_dup_carried_motion (registers, text->str, text->len, &(GfOutcome){ 0 }));
  gf_outcome_find_told (registers, text->str, text->len, true);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

START_TEST (hostile)
{
  static const char *const texts[]
      = { "sendes ",  "saken sendes ikke å ", "Saken utsettes. ",
          "ble, og ", "forslag om ",          "Per foreslo å utsette. ",
          "før vi ",  "ingen grunn til å ",   "Forslaget om å falt. " };

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    ck_assert_msg (time_of (texts[i], 200000) < 5, "%s", texts[i]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("understand-clauses");
  TCase *tests = tcase_create ("clauses");
  int status;

  registers = load_registers ();
  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, phrases);
  tcase_add_test (tests, cases);
  tcase_add_loop_test (tests, clauses, 0, G_N_ELEMENTS (CLAUSES));
  tcase_add_loop_test (tests, waits, 0, G_N_ELEMENTS (WAITS));
  tcase_add_loop_test (tests, deeds, 0, G_N_ELEMENTS (DEEDS));
  tcase_add_loop_test (tests, motions, 0, G_N_ELEMENTS (MOTIONS));
  tcase_add_test (tests, hostile);
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
