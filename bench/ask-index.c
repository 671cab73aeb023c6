/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ask-index INDEX QUESTIONS THREADS plain|page|whole: the questions without HTTP.
 *
 *   plain   what libxapian is asked for each, planned before the clock starts, by one
 *           plain call: the page, its data, the exact total
 *   page    gf_search_page (): from parameters to the hits in their order, the exact
 *           total, and the text of each hit, read as a snippet would be made of it
 *   whole   gf_search (), from parameters to JSON
 *
 * Question i is thread i modulo THREADS's; each thread has handles of its own.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "bench/questions.h"
#include "common/record-view.h"
#include "common/schema.h"
#include "query/json.h"
#include "query/plan/rank.h"
#include "query/request.h"
#include "query/answers/search-private.h"
#include "xapian-c/xc-testing.h"

typedef enum
{
  ASK_PLAIN,
  ASK_PAGE,
  ASK_WHOLE
} How;

typedef struct
{
  const char *folder;
  GfWordData *words;
  const GPtrArray *questions;
  Measured *measured;
  unsigned n_threads;
  How how;
  GMutex lock;
  GCond go;
  unsigned n_ready;
  bool gone;
} Run;

typedef struct
{
  Run *run;
  unsigned number;
} Thread;

static void
fail (const GError *error)
{
  g_printerr ("ask-index: %s\n", error->message);
  exit (2);
}

static GfRequest *
read_request (const char *parameters)
{
  GfRequest *request = gf_request_new ();
  g_auto (GStrv) pairs = g_strsplit (parameters, "&", -1);

  for (char **pair = pairs; *pair != NULL; pair++)
    {
      g_autoptr (GError) error = NULL;
      char *value = strchr (*pair, '=');

      if (value == NULL)
        continue;
      *value++ = '\0';
      g_strdelimit (value, "+", ' ');
      g_autofree char *text = g_uri_unescape_string (value, NULL);
      if (!gf_request_set (request, *pair, text, &error))
        fail (error);
    }
  return request;
}

static void
wait_for_all (Run *run)
{
  g_mutex_lock (&run->lock);
  run->n_ready++;
  g_cond_broadcast (&run->go);
  while (!run->gone)
    g_cond_wait (&run->go, &run->lock);
  g_mutex_unlock (&run->lock);
}

static int64_t
ask_whole (GfIndex *index, const GfRequest *request)
{
  g_autoptr (GError) error = NULL;
  json_t *answer = gf_search (index, request, &error);

  if (answer == NULL)
    fail (error);

  int64_t total = json_integer_value (json_object_get (answer, "total"));
  size_t size;

  g_free (gf_json_dup_text (answer, &size));
  json_decref (answer);
  return total;
}

/* All of it, as Lucene's stored field is read. */
static void
read_text (const XcHit *hit)
{
  g_auto (GfUnitView) view = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!gf_unit_view_read (&view, hit->data.data, hit->data.size, &error))
    fail (error);
  for (unsigned i = 0; i < view.unit.blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (view.unit.blocks, i);

      g_string_append (text, block->text);
      g_string_append_c (text, '\n');
    }
}

static int64_t
ask_page (GfIndex *index, const GfRequest *request)
{
  g_auto (GfPage) page = { 0 };
  g_autoptr (GError) error = NULL;

  if (!gf_search_page (index, request, &page, &error))
    fail (error);
  for (unsigned i = 0; i < page.hits->len; i++)
    read_text (&g_array_index (page.hits, XcHit, i));
  return xc_results_get_total (page.results)->lower;
}

static int64_t
ask_plainly (GfIndex *index, const GfRequest *request, const GfPlan *plan)
{
  static const uint32_t count_slots[] = { GF_SLOT_FACETS };
  XcSearch search = XC_SEARCH_INIT;
  g_autoptr (GError) error = NULL;
  uint32_t total;

  search.query = plan->query;
  search.offset = request->offset;
  search.limit = request->limit;
  search.count_slots = count_slots;
  search.n_count_slots = request->facets ? 1 : 0;
  if (!gf_rank_bm25 (index->units, &search.bm25, &error)
      || !xc_testing_search_plainly (index->units, &search, &total, &error))
    fail (error);
  return total;
}

static void
ask (Run *run, GfIndex *index, const GfRequest *request, const GfPlan *plan, unsigned i)
{
  int64_t cpu_us = questions_cpu_us ();
  int64_t wall_us = questions_wall_us ();
  int64_t total = run->how == ASK_WHOLE  ? ask_whole (index, request)
                  : run->how == ASK_PAGE ? ask_page (index, request)
                                         : ask_plainly (index, request, plan);

  run->measured[i]
      = (Measured){ questions_wall_us () - wall_us, questions_cpu_us () - cpu_us, total };
}

static void
free_plan (void *plan)
{
  gf_plan_free (plan);
}

static void
free_request (void *request)
{
  gf_request_free (request);
}

static void *
run_thread (void *data)
{
  const Thread *thread = data;
  Run *run = thread->run;
  g_autoptr (GError) error = NULL;
  g_autoptr (GfIndex) index = gf_index_open (run->folder, "public", run->words, &error);
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (free_request);
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (free_plan);

  if (index == NULL)
    fail (error);
  for (unsigned i = thread->number; i < run->questions->len; i += run->n_threads)
    {
      GfRequest *request = read_request (g_ptr_array_index (run->questions, i));
      GfPlan *plan
          = run->how == ASK_PLAIN ? gf_search_plan (index, request, &error) : NULL;

      if (error != NULL)
        fail (error);
      g_ptr_array_add (requests, request);
      g_ptr_array_add (plans, plan);
    }
  wait_for_all (run);
  for (unsigned i = 0; i < requests->len; i++)
    ask (run, index, g_ptr_array_index (requests, i), g_ptr_array_index (plans, i),
         thread->number + i * run->n_threads);
  return NULL;
}

static int64_t
run_all (Run *run)
{
  g_autofree GThread **threads = g_new (GThread *, run->n_threads);
  g_autofree Thread *data = g_new (Thread, run->n_threads);

  for (unsigned i = 0; i < run->n_threads; i++)
    {
      data[i] = (Thread){ run, i };
      threads[i] = g_thread_new ("ask", run_thread, &data[i]);
    }
  g_mutex_lock (&run->lock);
  while (run->n_ready < run->n_threads)
    g_cond_wait (&run->go, &run->lock);
  run->gone = true;

  int64_t begun_us = questions_wall_us ();
  g_cond_broadcast (&run->go);
  g_mutex_unlock (&run->lock);
  for (unsigned i = 0; i < run->n_threads; i++)
    g_thread_join (threads[i]);
  return questions_wall_us () - begun_us;
}

static bool
read_how (const char *name, How *how_out)
{
  static const char *const names[] = { "plain", "page", "whole" };

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      {
        *how_out = (How) i;
        return true;
      }
  return false;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  How how;
  if (argc != 5 || !read_how (argv[4], &how))
    {
      g_printerr ("usage: ask-index INDEX QUESTIONS THREADS plain|page|whole\n");
      return 2;
    }

  g_autoptr (GPtrArray) questions = questions_read (argv[2]);
  g_autofree Measured *measured = g_new0 (Measured, questions->len);
  Run run = { .folder = argv[1],
              .words = gf_word_data_new (&error),
              .questions = questions,
              .measured = measured,
              .n_threads = (unsigned) MAX (1, atoi (argv[3])),
              .how = how };
  if (run.words == NULL)
    fail (error);
  questions_print (measured, questions->len, run_all (&run));
  gf_word_data_unref (run.words);
  return 0;
}
