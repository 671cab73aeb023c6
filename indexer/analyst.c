/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/analyst.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "common/message.h"
#include "common/word-roots.h"
#include "indexer/child.h"

/* An answer that is begun comes at once; this is for one that does not. */
#define MESSAGE_TIMEOUT_US (5 * G_USEC_PER_SEC)
/* Each costs the time to load dictionaries; some are needed to find the word it was. */
#define MAX_DEATHS 64

typedef enum
{
  STATE_STOPPED,
  STATE_GREETING, /* started, its hello is awaited */
  STATE_IDLE,
  STATE_ASKED /* the first question in line */
} State;

typedef struct
{
  GVariant *words;
  gpointer asker;      /* NULL where that is gone */
  GVariant *asked;     /* those of the words that are asked now */
  GfWordTable *learnt; /* of these words: the run's table may be full */
  gsize n_at_once;     /* words to ask; fewer each time it dies of them */
  bool was_asked_anew; /* a second process for this question */
} Question;

struct GfAnalyst
{
  GfAnalystOptions options; /* its strings are our own */
  GfAnalystAnswer answer;
  gpointer user_data;
  GfChild child;
  State state;
  int64_t deadline_us;
  GQueue questions; /* of Question */
  char *stamp;
  unsigned n_deaths;
  unsigned n_early_kills; /* one after the other, before it was ready */
  GString *text;          /* of the roots under way */
  GVariant *awaited;      /* the answer that gf_analyst_wait () waits for */
};

G_DEFINE_QUARK (gf_analyst_error, gf_analyst_error)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_variant_unref (question->words);
  g_clear_pointer (&question->asked, g_variant_unref);
  gf_word_table_free (question->learnt);
  g_free (question);
}

GfAnalyst *
gf_analyst_new (const GfAnalystOptions *options)
{
  GfAnalyst *analyst = g_new0 (GfAnalyst, 1);

  analyst->options = *options;
  analyst->options.program = g_strdup (options->program);
  analyst->options.registers = g_strdup (options->registers);
  analyst->child = (GfChild) GF_CHILD_NONE;
  g_queue_init (&analyst->questions);
  analyst->text = g_string_new (NULL);
  return analyst;
}

void
gf_analyst_free (GfAnalyst *analyst)
{
  if (analyst == NULL)
    return;
  /* It holds nothing that must be put away. */
  gf_child_stop (&analyst->child, SIGKILL);
  g_queue_clear_full (&analyst->questions, question_free);
  g_string_free (analyst->text, TRUE);
  g_free ((char *) analyst->options.program);
  g_free ((char *) analyst->options.registers);
  g_free (analyst->stamp);
  g_free (analyst);
}

void
gf_analyst_set_answer (GfAnalyst *analyst, GfAnalystAnswer answer, gpointer user_data)
{
  analyst->answer = answer;
  analyst->user_data = user_data;
}

void
gf_analyst_ask (GfAnalyst *analyst, GVariant *question, gpointer asker)
{
  Question *last = g_new0 (Question, 1);

  last->words = g_variant_ref (question);
  last->asker = asker;
  last->learnt = gf_word_table_new (GF_QUESTION_MAX_WORDS, SIZE_MAX);
  last->n_at_once = GF_QUESTION_MAX_WORDS;
  g_queue_push_tail (&analyst->questions, last);
}

void
gf_analyst_forget (GfAnalyst *analyst, gconstpointer asker)
{
  for (GList *link = analyst->questions.head; link != NULL; link = link->next)
    {
      Question *question = link->data;

      if (question->asker == asker)
        question->asker = NULL;
    }
}

const char *
gf_analyst_get_stamp (const GfAnalyst *analyst)
{
  return analyst->stamp;
}

unsigned
gf_analyst_count_deaths (const GfAnalyst *analyst)
{
  return analyst->n_deaths;
}

bool
gf_analyst_has_given_up (const GfAnalyst *analyst)
{
  return analyst->n_deaths >= MAX_DEATHS;
}

static bool
fail_start (GError **error, const char *what)
{
  g_set_error (error, GF_ANALYST_ERROR, GF_ANALYST_ERROR_START,
               "cannot start gjenfinn-words: %s", what);
  return false;
}

static bool
start (GfAnalyst *analyst, GError **error)
{
  g_autofree char *socket_number = g_strdup_printf ("%d", GF_CHILD_SOCKET);
  const char *arguments[]
      = { analyst->options.program,   "--socket", socket_number, "--registers",
          analyst->options.registers, NULL };
  g_autoptr (GError) cause = NULL;

  if (!gf_child_start (&analyst->child, arguments, &cause))
    return fail_start (error, cause->message);
  analyst->state = STATE_GREETING;
  analyst->deadline_us = gf_child_greeting_deadline_us ();
  return true;
}

/* Another is started where somebody killed it. */
static bool
bury_unborn (GfAnalyst *analyst, GError **error)
{
  bool was_killed = gf_child_was_killed (gf_child_stop (&analyst->child, 0));

  analyst->state = STATE_STOPPED;
  if (was_killed && ++analyst->n_early_kills < GF_CHILD_MAX_STARTS)
    return start (analyst, error);
  return fail_start (error, "it ended before it was ready; see its own message");
}

static bool
hear_hello (GfAnalyst *analyst, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *stamp = NULL;

  if (!gf_child_greet (&analyst->child, &stamp, &cause))
    return cause->code == GF_MESSAGE_ERROR_CLOSED ? bury_unborn (analyst, error)
                                                  : fail_start (error, cause->message);
  analyst->n_early_kills = 0;
  /* Dictionaries that change while it was dead would be other dictionaries. */
  if (analyst->stamp == NULL)
    analyst->stamp = g_steal_pointer (&stamp);
  analyst->state = STATE_IDLE;
  return true;
}

static bool
find (const GfAnalyst *analyst, const Question *question, const char *word,
      GfWordRoots *roots_out)
{
  return gf_word_table_find (question->learnt, word, roots_out)
         || gf_word_table_find (analyst->options.table, word, roots_out);
}

static void
learn (GfAnalyst *analyst, const Question *question, const char *word,
       const GfWordRoots *roots)
{
  gf_word_table_add (question->learnt, word, roots);
  gf_word_table_add (analyst->options.table, word, roots);
}

/* Nothing but itself is known of @word: in the index, and in its lexicon. */
static void
learn_itself (GfAnalyst *analyst, const Question *question, const char *word)
{
  g_autofree char *lemmas = g_malloc0 (strlen (word) + 2);
  const GfWordRoots itself = { lemmas, "" };

  memcpy (lemmas, word, strlen (word));
  learn (analyst, question, word, &itself);
}

/* What is known of the question's words, in their order. */
static GVariant *
make_answer (const GfAnalyst *analyst, const Question *question)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *word;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_ROOTS_TYPE));
  g_variant_iter_init (&iter, question->words);
  while (g_variant_iter_next (&iter, "&s", &word))
    {
      GfWordRoots roots = { "", "" };

      find (analyst, question, word, &roots);
      gf_answer_add (&builder, &roots);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* Takes the first question out of line, and hands on its answer. */
static bool
settle (GfAnalyst *analyst, GError **error)
{
  Question *question = g_queue_pop_head (&analyst->questions);
  g_autoptr (GVariant) answer = make_answer (analyst, question);
  gpointer asker = question->asker;

  question_free (question);
  if (asker == analyst)
    {
      analyst->awaited = g_steal_pointer (&answer);
      return true;
    }
  return asker == NULL || analyst->answer (analyst->user_data, asker, answer, error);
}

/* The words to ask now: those that nobody knows, no more than it may be asked at once. */
static void
choose_words (const GfAnalyst *analyst, Question *question)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *word;
  gsize n_words = 0;

  g_clear_pointer (&question->asked, g_variant_unref);
  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_WORDS_TYPE));
  g_variant_iter_init (&iter, question->words);
  while (n_words < question->n_at_once && g_variant_iter_next (&iter, "&s", &word))
    {
      GfWordRoots roots;

      if (find (analyst, question, word, &roots))
        continue;
      g_variant_builder_add (&builder, "s", word);
      n_words++;
    }
  question->asked = g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* It is no more, or no more to be trusted: another is asked for half as many words, until
 * it is known which.  @signal_number: what ends it; 0 where it ended by itself. */
static void
bury (GfAnalyst *analyst, int signal_number)
{
  Question *question = g_queue_peek_head (&analyst->questions);
  gsize n_asked = g_variant_n_children (question->asked);
  int status = gf_child_stop (&analyst->child, signal_number);
  const char *word;

  analyst->state = STATE_STOPPED;
  if (signal_number == 0 && gf_child_was_killed (status) && !question->was_asked_anew)
    {
      question->was_asked_anew = true;
      return;
    }
  analyst->n_deaths++;
  question->n_at_once = MAX (n_asked / 2, 1);
  if (n_asked > 1)
    return;
  g_variant_get_child (question->asked, 0, "&s", &word);
  learn_itself (analyst, question, word);
}

/* Nobody is asked any more. */
static void
give_up (GfAnalyst *analyst, const Question *question)
{
  GVariantIter iter;
  const char *word;
  GfWordRoots roots;

  g_variant_iter_init (&iter, question->words);
  while (g_variant_iter_next (&iter, "&s", &word))
    if (!find (analyst, question, word, &roots))
      learn_itself (analyst, question, word);
}

/* Asks the first question in line, or settles it where there is nothing to ask. */
static bool
go_on (GfAnalyst *analyst, GError **error)
{
  Question *question = g_queue_peek_head (&analyst->questions);

  if (gf_analyst_has_given_up (analyst))
    give_up (analyst, question);
  choose_words (analyst, question);
  if (g_variant_n_children (question->asked) == 0)
    return settle (analyst, error);
  if (analyst->state == STATE_STOPPED)
    return start (analyst, error);

  analyst->state = STATE_ASKED;
  analyst->deadline_us
      = g_get_monotonic_time () + analyst->options.seconds_a_try * G_USEC_PER_SEC;
  if (!gf_message_post (analyst->child.socket, GF_MESSAGE_WORDS, question->asked, NULL))
    bury (analyst, 0);
  return true;
}

static bool
is_answer (GfAnalyst *analyst, GVariant *words, GVariant *answer)
{
  gsize n_words = g_variant_n_children (words);
  GfWordRoots roots;

  if (g_variant_n_children (answer) != n_words)
    return false;
  for (gsize i = 0; i < n_words; i++)
    if (!gf_answer_get (answer, i, analyst->text, &roots))
      return false;
  return true;
}

static void
learn_answer (GfAnalyst *analyst, const Question *question, GVariant *answer)
{
  gsize n_words = g_variant_n_children (question->asked);

  for (gsize i = 0; i < n_words; i++)
    {
      const char *word;
      GfWordRoots roots;

      gf_answer_get (answer, i, analyst->text, &roots);
      g_variant_get_child (question->asked, i, "&s", &word);
      learn (analyst, question, word, &roots);
    }
}

static void
hear_answer (GfAnalyst *analyst)
{
  const Question *question = g_queue_peek_head (&analyst->questions);
  GfMessageType type;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GVariant) answer = gf_message_receive (
      analyst->child.socket, GF_ANSWER_MAX_BYTES,
      g_get_monotonic_time () + MESSAGE_TIMEOUT_US, &type, NULL, &cause);
  bool is_gone = answer == NULL && cause->code == GF_MESSAGE_ERROR_CLOSED;

  if (answer == NULL || type != GF_MESSAGE_ROOTS
      || !is_answer (analyst, question->asked, answer))
    {
      bury (analyst, is_gone ? 0 : SIGKILL);
      return;
    }
  learn_answer (analyst, question, answer);
  analyst->state = STATE_IDLE;
}

static bool
is_awaited (const GfAnalyst *analyst)
{
  return analyst->state == STATE_GREETING || analyst->state == STATE_ASKED;
}

bool
gf_analyst_prepare (GfAnalyst *analyst, struct pollfd *waited_out, GError **error)
{
  while (analyst->questions.length > 0 && !is_awaited (analyst))
    if (!go_on (analyst, error))
      return false;
  *waited_out = (struct pollfd){ .fd = is_awaited (analyst) ? analyst->child.socket : -1,
                                 .events = POLLIN };
  return true;
}

int64_t
gf_analyst_get_deadline_us (const GfAnalyst *analyst)
{
  return is_awaited (analyst) ? analyst->deadline_us : -1;
}

static bool
hear (GfAnalyst *analyst, GError **error)
{
  if (analyst->state == STATE_GREETING)
    return hear_hello (analyst, error);
  hear_answer (analyst);
  return true;
}

bool
gf_analyst_step (GfAnalyst *analyst, bool readable, GError **error)
{
  if (!is_awaited (analyst))
    return true;
  if (readable)
    return hear (analyst, error);
  if (g_get_monotonic_time () < analyst->deadline_us)
    return true;
  if (analyst->state == STATE_GREETING)
    return fail_start (error, "it does not say hello in time");
  bury (analyst, SIGKILL);
  return true;
}

static int
time_left_ms (const GfAnalyst *analyst)
{
  int64_t deadline_us = gf_analyst_get_deadline_us (analyst);

  if (deadline_us < 0)
    return 0;
  return (int) CLAMP ((deadline_us - g_get_monotonic_time () + 999) / 1000, 0, G_MAXINT);
}

static bool
step_and_wait (GfAnalyst *analyst, GError **error)
{
  struct pollfd waited;

  if (!gf_analyst_prepare (analyst, &waited, error))
    return false;
  if (analyst->awaited != NULL)
    return true;
  if (poll (&waited, 1, time_left_ms (analyst)) < 0 && errno != EINTR)
    return fail_start (error, g_strerror (errno));
  return gf_analyst_step (analyst, waited.revents != 0, error);
}

GVariant *
gf_analyst_wait (GfAnalyst *analyst, GVariant *question, GError **error)
{
  gf_analyst_ask (analyst, question, analyst);
  while (analyst->awaited == NULL)
    if (!step_and_wait (analyst, error))
      return NULL;
  return g_steal_pointer (&analyst->awaited);
}

const char *
gf_analyst_wait_stamp (GfAnalyst *analyst, GError **error)
{
  if (analyst->stamp != NULL)
    return analyst->stamp;
  if (analyst->state == STATE_STOPPED && !start (analyst, error))
    return NULL;
  while (analyst->stamp == NULL)
    if (!hear_hello (analyst, error))
      return NULL;
  return analyst->stamp;
}
