/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/postings/analyse.h"

#include <check.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/message.h"
#include "common/word-roots.h"
#include "tests/tap.h"
#include "tests/unit/postings-print.h"

typedef struct
{
  int socket;
  const GfDocument *document;
} Sending;

static gpointer
send_in_thread (gpointer data)
{
  const Sending *sending = data;
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  g_autoptr (GfAnalyser) analyser = gf_analyser_new (roots, NULL);
  g_autoptr (GError) error = NULL;
  bool sent = gf_analyse_send (analyser, sending->document, sending->socket, &error);

  close (sending->socket);
  return GINT_TO_POINTER (sent);
}

/* Every message through a socket, checked as the indexer checks it. */
static GPtrArray *
receive_all (const GfDocument *document)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr (GError) error = NULL;
  GfMessageType type;
  GVariant *message;
  int sockets[2];

  ck_assert_int_eq (socketpair (AF_UNIX, SOCK_STREAM, 0, sockets), 0);
  Sending sending = { sockets[0], document };
  GThread *thread = g_thread_new ("send", send_in_thread, &sending);
  while ((message = gf_message_receive (sockets[1], GF_MESSAGE_MAX_BYTES, -1, &type, NULL,
                                        &error))
         != NULL)
    {
      bool last = messages->len == document->units->len;

      ck_assert_int_eq (type, last ? GF_MESSAGE_DOCUMENT : GF_MESSAGE_UNIT);
      g_ptr_array_add (messages, message);
    }
  ck_assert (g_error_matches (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_CLOSED));
  ck_assert (GPOINTER_TO_INT (g_thread_join (thread)));
  close (sockets[1]);
  ck_assert_uint_eq (messages->len, document->units->len + 1);
  return messages;
}

static GfUnit *
add_unit (GfDocument *document, GfUnitKind kind, const char *title, const char *text)
{
  GfUnit *unit = gf_unit_new (kind);

  unit->ordinal = document->units->len + 1;
  unit->title = g_strdup (title);
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_PARAGRAPH, 0, 1, text));
  g_ptr_array_add (document->units, unit);
  return unit;
}

static GfDocument *
make_minutes (void)
{
  GfDocument *document = gf_document_new ();

  document->id = g_strdup ("00112233445566778899aabbccddeeff");
  document->path = g_strdup ("samling/referat.txt");
  document->title = g_strdup ("Referat");
  document->type = GF_TYPE_MINUTES;
  document->body = g_strdup ("Rådet");
  document->region = g_strdup ("Varstad");
  document->date = g_strdup ("2023-02-28");
  document->language = g_strdup ("nb");
  document->format = g_strdup ("text/plain");
  add_unit (document, GF_UNIT_SECTION, NULL, "Referat");

  GfUnit *unit = add_unit (document, GF_UNIT_CASE, "Ny bru", "KF 14/23 Ny bru");
  unit->case_number = g_strdup ("14/23");
  unit->case_prefix = g_strdup ("KF");
  unit->language = g_strdup ("nn");
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_PARAGRAPH, 0, 1, "Vedtak"));
  unit->decision = gf_decision_new ();
  unit->decision->outcome = GF_OUTCOME_ADOPTED;
  unit->decision->text = g_strdup ("Ja");
  return document;
}

static const struct
{
  const char *words;
  const char *filters;
  const char *values;
} minutes[] = {
  { "BRråd:1 Brådet:1 Gvarstad:1 Sreferat:1 referat:1@1",
    "DD20230228|DM202302|DY2023|Q00112233445566778899aabbccddeeff.1|XBrådet|"
    "XD00112233445566778899aabbccddeeff|XFtext/plain|XGvarstad|XIsection|XLnb|XTminutes",
    "0=00112233445566778899aabbccddeeff000001 1=20230228 "
    "2=Varstad/minutes/Rådet/2023//nb" },
  { "14:1@2 23:1@3 BRråd:1 Brådet:1 Gvarstad:1 Sbru:1 Sny:1 Sreferat:1 Vja:1 bru:2@5 "
    "ja:1 kf:1@1 ny:2@4 vedtak:1@6",
    "DD20230228|DM202302|DY2023|Q00112233445566778899aabbccddeeff.2|XBrådet|XC14/23|"
    "XD00112233445566778899aabbccddeeff|XFtext/plain|XGvarstad|XIcase|XLnn|XOadopted|"
    "XPkf 14/23|XTminutes",
    "0=00112233445566778899aabbccddeeff000002 1=20230228 "
    "2=Varstad/minutes/Rådet/2023/adopted/nn" },
  { "14:1 23:1 BRråd:1 Brådet:1 Gvarstad:1 Sreferat:1 Vja:1 bru:2 ja:1 kf:1 ny:2 "
    "referat:2 vedtak:1",
    "DD20230228|DM202302|DY2023|Q00112233445566778899aabbccddeeff|XBrådet|XC14/23|"
    "XFtext/plain|XGvarstad|XLnb|XOadopted|XPkf 14/23|XTminutes",
    "0=00112233445566778899aabbccddeeff000000 1=20230228 "
    "2=Varstad/minutes/Rådet/2023//nb" },
};

START_TEST (sends_minutes)
{
  g_autoptr (GfDocument) document = make_minutes ();
  g_autoptr (GPtrArray) messages = receive_all (document);
  GVariant *message = g_ptr_array_index (messages, _i);
  g_autofree char *words = print_words (message);
  g_autofree char *filters = print_filters (message);
  g_autofree char *values = print_values (message);

  ck_assert_str_eq (words, minutes[_i].words);
  ck_assert_str_eq (filters, minutes[_i].filters);
  ck_assert_str_eq (values, minutes[_i].values);
}
END_TEST

START_TEST (sends_records_that_unpack)
{
  g_autoptr (GfDocument) document = make_minutes ();
  g_ptr_array_add (document->set_aside, gf_block_new (GF_BLOCK_FOOTER, 0, 1, "Side 1"));
  g_autoptr (GPtrArray) messages = receive_all (document);
  g_autoptr (GError) error = NULL;

  g_autoptr (GVariant) unit_box
      = g_variant_get_child_value (g_ptr_array_index (messages, 1), 0);
  g_autoptr (GVariant) unit_record = g_variant_get_variant (unit_box);
  g_autoptr (GVariant) document_box
      = g_variant_get_child_value (g_ptr_array_index (messages, 2), 0);
  g_autoptr (GVariant) document_record = g_variant_get_variant (document_box);
  ck_assert_str_eq (g_variant_get_type_string (unit_record), GF_STORED_UNIT_TYPE);

  g_autoptr (GVariant) head = g_variant_get_child_value (unit_record, 0);
  g_autoptr (GVariant) packed = g_variant_get_child_value (unit_record, 1);
  g_autoptr (GVariant) document_head = g_variant_get_child_value (document_record, 0);
  g_autoptr (GfUnit) unit = gf_unit_unpack (packed, &error);
  g_autoptr (GfDocument) unpacked = gf_document_unpack (document_record, &error);
  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  ck_assert (g_variant_equal (head, document_head));
  ck_assert_str_eq (unit->title, "Ny bru");
  ck_assert_str_eq (unit->decision->text, "Ja");
  ck_assert_str_eq (unpacked->title, "Referat");
  ck_assert_uint_eq (unpacked->set_aside->len, 1);
}
END_TEST

START_TEST (places_a_title_apart_from_the_text)
{
  g_autoptr (GfDocument) document = make_minutes ();
  g_ptr_array_set_size (document->units, 0);
  add_unit (document, GF_UNIT_SECTION, "Om veg", "Ein veg");
  g_autoptr (GPtrArray) messages = receive_all (document);
  g_autofree char *words = print_words (g_ptr_array_index (messages, 0));

  ck_assert_ptr_nonnull (strstr (words, " ein:1@103 om:2@1 veg:3@2,104"));
}
END_TEST

/* Counted as two words, also where the text has it over several lines and blocks. */
START_TEST (counts_a_title_in_the_text_once_more)
{
  g_autoptr (GfDocument) document = make_minutes ();
  g_ptr_array_set_size (document->units, 0);
  GfUnit *unit = add_unit (document, GF_UNIT_CASE, "Ny bru over elva", "14/23");
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_HEADING, 1, 1, "Ny\nbru"));
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_HEADING, 1, 1, "over elva"));
  g_autoptr (GPtrArray) messages = receive_all (document);
  g_autofree char *words = print_words (g_ptr_array_index (messages, 0));

  ck_assert_ptr_nonnull (strstr (words, " bru:2@4 elva:2@6 ny:2@3 over:2@5"));
}
END_TEST

/* A heading within the text counts twice, the one that is the title no more than that. */
START_TEST (counts_headings_and_decisions_more)
{
  g_autoptr (GfDocument) document = make_minutes ();
  g_ptr_array_set_size (document->units, 0);
  GfUnit *unit = add_unit (document, GF_UNIT_CASE, "Ny bru", "Innleiing");
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_HEADING, 1, 1, "14/23 Ny bru"));
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_HEADING, 2, 1, "Bakgrunn"));
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_PARAGRAPH, 0, 1, "Elva er brei"));
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_PARAGRAPH, 0, 1, "Vedtak: Bygg"));
  unit->decision = gf_decision_new ();
  unit->decision->text = g_strdup ("Bygg");
  g_autoptr (GPtrArray) messages = receive_all (document);
  g_autofree char *words = print_words (g_ptr_array_index (messages, 0));

  ck_assert_ptr_nonnull (strstr (words, " bakgrunn:2@6 brei:1@9 bru:2@5 bygg:2@11 "));
  ck_assert_ptr_nonnull (strstr (words, " innleiing:1@1 ny:2@4 vedtak:1@10"));
}
END_TEST

typedef struct
{
  int socket;
  unsigned n_words;
} Answering;

/* The indexer's end: every word is its own lemma, twice over. */
static gpointer
answer_in_thread (gpointer data)
{
  Answering *answering = data;
  GfMessageType type;
  GVariant *message;

  while ((message = gf_message_receive (answering->socket, GF_MESSAGE_MAX_BYTES, -1,
                                        &type, NULL, NULL))
         != NULL)
    {
      g_autoptr (GVariant) question = message;
      GVariantBuilder builder;
      GVariantIter iter;
      const char *word;

      if (type != GF_MESSAGE_WORDS)
        continue;
      ck_assert (gf_question_is_sound (question));
      g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_ROOTS_TYPE));
      g_variant_iter_init (&iter, question);
      while (g_variant_iter_next (&iter, "&s", &word))
        {
          g_autoptr (GString) lemmas = g_string_new (word);
          g_string_append (lemmas, word);
          g_string_append_len (lemmas, "", 1);
          const GfWordRoots roots = { lemmas->str, "" };

          gf_answer_add (&builder, &roots);
          answering->n_words++;
        }
      gf_message_send (answering->socket, GF_MESSAGE_ROOTS,
                       g_variant_builder_end (&builder), -1, NULL);
    }
  return NULL;
}

static GfDocument *
make_wordy (unsigned n_words)
{
  GfDocument *document = make_minutes ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned i = 0; i < n_words; i++)
    g_string_append_printf (text, "ord%u ", i);
  g_ptr_array_set_size (document->units, 0);
  add_unit (document, GF_UNIT_SECTION, NULL, text->str);
  return document;
}

static const struct
{
  unsigned n_words;
  unsigned n_asked; /* with those of the head: referat, rådet, varstad */
} wordy[] = { { 0, 3 },     { 1, 4 },     { 252, 255 },       { 253, 256 },
              { 254, 257 }, { 600, 603 }, { 199997, 200000 }, { 210000, 200000 } };

/* Each word once, in questions of the size that is allowed, and no more than a file may
   ask for; what was learnt stays for the next file. */
START_TEST (asks_about_what_it_does_not_know)
{
  g_autoptr (GfDocument) document = make_wordy (wordy[_i].n_words);
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  int sockets[2];

  ck_assert_int_eq (socketpair (AF_UNIX, SOCK_STREAM, 0, sockets), 0);
  Answering answering = { sockets[1], 0 };
  GThread *thread = g_thread_new ("answer", answer_in_thread, &answering);
  g_autoptr (GfInquiry) inquiry = gf_inquiry_new (sockets[0], roots);
  g_autoptr (GfAnalyser) analyser = gf_analyser_new (roots, inquiry);
  for (int i = 0; i < 2; i++)
    {
      gf_inquiry_begin (inquiry);
      ck_assert_msg (gf_analyse_send (analyser, document, sockets[0], &error), "%s",
                     error != NULL ? error->message : "");
      if (wordy[_i].n_asked >= GF_FILE_MAX_WORDS)
        break;
    }
  close (sockets[0]);
  g_thread_join (thread);
  close (sockets[1]);
  ck_assert_uint_eq (answering.n_words, wordy[_i].n_asked);

  /* Of more than may be asked for it is chance which are left out. */
  GfWordRoots found;
  gf_roots_find (roots, "referat", &found);
  if (wordy[_i].n_words <= GF_FILE_MAX_WORDS)
    ck_assert_str_eq (found.lemmas, "referatreferat");
  else
    ck_assert (g_str_has_prefix (found.lemmas, "referat"));
}
END_TEST

static const struct
{
  const char *date;
  const char *filters;
  const char *values;
} dates[] = {
  { NULL, "Qd|XTother", "0=d000000 2=/other////" },
  { "2011", "DY2011|Qd|XTother", "0=d000000 1=2011 2=/other//2011//" },
  { "2011-07", "DM201107|DY2011|Qd|XTother", "0=d000000 1=201107 2=/other//2011//" },
};

START_TEST (sends_what_is_known)
{
  g_autoptr (GfDocument) document = gf_document_new ();
  document->id = g_strdup ("d");
  document->date = g_strdup (dates[_i].date);

  g_autoptr (GPtrArray) messages = receive_all (document);
  g_autofree char *words = print_words (g_ptr_array_index (messages, 0));
  g_autofree char *filters = print_filters (g_ptr_array_index (messages, 0));
  g_autofree char *values = print_values (g_ptr_array_index (messages, 0));
  ck_assert_str_eq (words, "");
  ck_assert_str_eq (filters, dates[_i].filters);
  ck_assert_str_eq (values, dates[_i].values);
}
END_TEST

START_TEST (says_that_the_other_end_is_gone)
{
  g_autoptr (GfDocument) document = make_minutes ();
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  g_autoptr (GfAnalyser) analyser = gf_analyser_new (roots, NULL);
  g_autoptr (GError) error = NULL;
  int sockets[2];

  ck_assert_int_eq (socketpair (AF_UNIX, SOCK_STREAM, 0, sockets), 0);
  close (sockets[1]);
  ck_assert (!gf_analyse_send (analyser, document, sockets[0], &error));
  ck_assert (g_error_matches (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_CLOSED));
  close (sockets[0]);
}
END_TEST

static TCase *
analyse_case (void)
{
  TCase *analyse = tcase_create ("analyse");

  tcase_add_loop_test (analyse, sends_minutes, 0, G_N_ELEMENTS (minutes));
  tcase_add_test (analyse, sends_records_that_unpack);
  tcase_add_test (analyse, places_a_title_apart_from_the_text);
  tcase_add_test (analyse, counts_a_title_in_the_text_once_more);
  tcase_add_test (analyse, counts_headings_and_decisions_more);
  tcase_set_timeout (analyse, 60);
  tcase_add_loop_test (analyse, asks_about_what_it_does_not_know, 0,
                       G_N_ELEMENTS (wordy));
  tcase_add_loop_test (analyse, sends_what_is_known, 0, G_N_ELEMENTS (dates));
  tcase_add_test (analyse, says_that_the_other_end_is_gone);
  return analyse;
}

int
main (void)
{
  Suite *suite = suite_create ("analyse");

  suite_add_tcase (suite, analyse_case ());
  return gf_tap_run (suite);
}
