/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/postings.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/message.h"
#include "common/schema.h"
#include "indexer/extract/analyse.h"

/* A message's words as "term:wdf@position,position ...". */
static char *
print_words (GVariant *analysed)
{
  g_autoptr (GVariant) words = g_variant_get_child_value (analysed, 1);
  GString *printed = g_string_new (NULL);
  GVariantIter iter, positions;
  const char *term;
  uint32_t wdf, position;
  GVariant *list;

  g_variant_iter_init (&iter, words);
  while (g_variant_iter_next (&iter, "(&su@au)", &term, &wdf, &list))
    {
      const char *between = "@";

      g_string_append_printf (printed, "%s%s:%u", printed->len > 0 ? " " : "", term, wdf);
      g_variant_iter_init (&positions, list);
      while (g_variant_iter_next (&positions, "u", &position))
        {
          g_string_append_printf (printed, "%s%u", between, position);
          between = ",";
        }
      g_variant_unref (list);
    }
  return g_string_free (printed, FALSE);
}

static char *
print_filters (GVariant *analysed)
{
  g_autoptr (GVariant) filters = g_variant_get_child_value (analysed, 2);
  g_autofree const char **strings = g_variant_get_strv (filters, NULL);

  return g_strjoinv ("|", (char **) strings);
}

static char *
print_values (GVariant *analysed)
{
  g_autoptr (GVariant) values = g_variant_get_child_value (analysed, 3);
  GString *printed = g_string_new (NULL);
  GVariantIter iter;
  uint32_t slot;
  const char *value;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "(u&s)", &slot, &value))
    {
      g_autofree char *shown = g_strdelimit (g_strdup (value), GF_FACET_SEPARATOR, '/');

      g_string_append_printf (printed, "%s%u=%s", printed->len > 0 ? " " : "", slot,
                              shown);
    }
  return g_string_free (printed, FALSE);
}

static GVariant *
pack (GfPostings *postings)
{
  return gf_postings_pack (postings, g_variant_new_string ("record"));
}

static char *
words_of (GfPostings *postings)
{
  g_autoptr (GVariant) packed = pack (postings);

  return print_words (packed);
}

static const struct
{
  const char *text;
  const char *words;
} texts[] = {
  { "", "" },
  { "Møtene, møtet", "Rmøt:2 møtene:1@1 møtet:1@2" },
  /* the root also where it is the word */
  { "region", "Rregion:1 region:1@1" },
  { "og OG og", "Rog:3 og:3@1,2,3" },
  { "14/23", "14:1@1 23:1@2 R14:1 R23:1" },
  /* joined by hyphens: the whole chain, at its first word */
  { "god e-helse nå",
    "Re:1 Rehels:1 Rgod:1 Rhels:1 Rnå:1 e:1@2 ehelse:1@2 god:1@1 helse:1@3 nå:1@4" },
  { "ehelse", "Rehels:1 ehelse:1@1" },
  { "Sør-Øst-by", "Rby:1 Rsør:1 Rsørøstby:1 Røst:1 by:1@3 sør:1@1 sørøstby:1@1 øst:1@2" },
  { "a-b a-b", "Ra:2 Rab:2 Rb:2 a:2@1,3 ab:2@1,3 b:2@2,4" },
  { "27-by by-27", "27:2@1,4 R27:2 Rby:2 by:2@2,3" },
  { "Asker- og by", "Rask:1 Rby:1 Rog:1 asker:1@1 by:1@3 og:1@2" },
  { "og/eller", "Rell:1 Rog:1 eller:1@2 og:1@1" },
};

START_TEST (collects_words)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  uint32_t position = 0;

  gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, texts[_i].text, 1,
                        &position);
  g_autofree char *words = words_of (postings);
  ck_assert_str_eq (words, texts[_i].words);
}
END_TEST

START_TEST (sums_fields_and_continues_positions)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  uint32_t position = 0;

  gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, "en by", 2, &position);
  ck_assert_uint_eq (position, 2);
  position += GF_TITLE_GAP;
  gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, "by", 1, &position);
  ck_assert_uint_eq (position, 103);
  gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, "by", 1, NULL);
  gf_postings_add_text (postings, GF_TERM_TITLE, GF_TERM_TITLE_ROOT, "en en", 1, NULL);

  g_autofree char *words = words_of (postings);
  ck_assert_str_eq (words, "Rby:4 Ren:2 SRen:2 Sen:2 by:4@2,103 en:2@1");
}
END_TEST

START_TEST (drops_long_words_but_counts_their_place)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autofree char *longest = g_strnfill (GF_WORD_MAX_BYTES, '7');
  g_autofree char *text = g_strdup_printf ("a %s7 b %s", longest, longest);
  g_autofree char *expected
      = g_strdup_printf ("%s:1@4 R%s:1 Ra:1 Rb:1 a:1@1 b:1@3", longest, longest);
  uint32_t position = 0;

  gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, text, 1, &position);
  g_autofree char *words = words_of (postings);
  ck_assert_str_eq (words, expected);
}
END_TEST

static const struct
{
  size_t first_bytes;
  bool joined;
} chains[] = { { GF_WORD_MAX_BYTES - 1, true },
               { GF_WORD_MAX_BYTES, false },
               { GF_WORD_MAX_BYTES + 1, false },
               { 100000, false } };

START_TEST (caps_the_joined_word)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autofree char *first = g_strnfill (chains[_i].first_bytes, 'x');
  g_autofree char *text = g_strdup_printf ("%s-y", first);
  g_autofree char *joined = g_strdup_printf (" %sy:1@1", first);
  uint32_t position = 0;

  gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, text, 1, &position);
  g_autofree char *words = words_of (postings);
  ck_assert_int_eq (strstr (words, joined) != NULL, chains[_i].joined);
  ck_assert_ptr_nonnull (strstr (words, " y:1@2"));
}
END_TEST

/* Half a million words in one chain. */
START_TEST (is_linear_in_a_chain)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autofree char *text = g_strnfill (1000000, '-');
  uint32_t position = 0;

  for (size_t i = 0; i < 1000000; i += 2)
    text[i] = 'a';
  gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, text, 1, &position);
  ck_assert_uint_eq (position, 500000);
}
END_TEST

START_TEST (clears)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  uint32_t position = 0;

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i);

      gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, number, 1, &position);
    }
  for (int i = 0; i < 3; i++)
    {
      gf_postings_add_filter (postings, "XIcase");
      gf_postings_add_value (postings, GF_SLOT_ORDER, "x");
      gf_postings_clear (postings);
      gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, "17 by", 1, NULL);

      g_autoptr (GVariant) packed = pack (postings);
      g_autofree char *words = print_words (packed);
      g_autofree char *filters = print_filters (packed);
      g_autofree char *values = print_values (packed);
      ck_assert_str_eq (words, "17:1 R17:1 Rby:1 by:1");
      ck_assert_str_eq (filters, "");
      ck_assert_str_eq (values, "");
      gf_postings_clear (postings);
    }
}
END_TEST

START_TEST (sends_filters_once_and_sorted)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();

  gf_postings_add_filter (postings, "XIcase");
  gf_postings_add_filter (postings, "DY2023");
  gf_postings_add_filter (postings, "XIcase");
  gf_postings_add_value (postings, GF_SLOT_DATE, "2023");
  gf_postings_add_value (postings, GF_SLOT_FACETS, "");

  g_autoptr (GVariant) packed = pack (postings);
  g_autofree char *filters = print_filters (packed);
  g_autofree char *values = print_values (packed);
  ck_assert_str_eq (filters, "DY2023|XIcase");
  ck_assert_str_eq (values, "1=2023");
}
END_TEST

START_TEST (adds_postings_without_positions)
{
  g_autoptr (GfPostings) unit = gf_postings_new ();
  g_autoptr (GfPostings) document = gf_postings_new ();
  uint32_t position = 0;

  gf_postings_add_text (unit, GF_TERM_EXACT, GF_TERM_ROOT, "by by en", 1, &position);
  gf_postings_add_postings (document, unit);
  gf_postings_add_postings (document, unit);
  gf_postings_add_text (document, GF_TERM_EXACT, GF_TERM_ROOT, "en", 2, NULL);

  g_autofree char *words = words_of (document);
  ck_assert_str_eq (words, "Rby:4 Ren:4 by:4 en:4");
}
END_TEST

/* The words as g_variant_new () would write them. */
static GVariant *
rebuild (GVariant *words)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *term;
  uint32_t wdf;
  GVariant *positions;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(suau)"));
  g_variant_iter_init (&iter, words);
  while (g_variant_iter_next (&iter, "(&su@au)", &term, &wdf, &positions))
    {
      g_variant_builder_add (&builder, "(su@au)", term, wdf, positions);
      g_variant_unref (positions);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* Numbers of words and of repetitions that need offsets of one, two and four bytes, in
   the array and in an element. */
static const struct
{
  int n_words;
  int n_repeated;
  int word_bytes;
} sizes[]
    = { { 0, 0, 1 },     { 1, 1, 1 },     { 3, 1, 2 },    { 6, 1, 5 },    { 7, 1, 5 },
        { 8, 1, 6 },     { 9, 2, 7 },     { 20, 1, 100 }, { 1, 50, 8 },   { 1, 60, 8 },
        { 1, 61, 9 },    { 2, 62, 10 },   { 2, 63, 11 },  { 900, 3, 13 }, { 1000, 5, 20 },
        { 1, 16000, 3 }, { 1, 17000, 3 }, { 5000, 2, 30 } };

START_TEST (writes_what_glib_would_write)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  uint32_t position = 0;

  for (int i = 0; i < sizes[_i].n_words * sizes[_i].n_repeated; i++)
    {
      g_autofree char *word
          = g_strdup_printf ("%0*d", sizes[_i].word_bytes, i % sizes[_i].n_words);

      gf_postings_add_text (postings, GF_TERM_EXACT, GF_TERM_ROOT, word, 1, &position);
    }

  g_autoptr (GVariant) packed = pack (postings);
  g_autoptr (GVariant) words = g_variant_get_child_value (packed, 1);
  g_autoptr (GVariant) rebuilt = rebuild (words);
  g_autoptr (GBytes) written = g_variant_get_data_as_bytes (words);
  g_autoptr (GBytes) expected = g_variant_get_data_as_bytes (rebuilt);
  ck_assert_uint_eq (g_variant_n_children (words), 2 * (size_t) sizes[_i].n_words);
  ck_assert (g_bytes_equal (written, expected));

  g_autoptr (GVariant) untrusted = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE ("a(suau)"), written, FALSE));
  ck_assert (g_variant_is_normal_form (untrusted));
}
END_TEST

typedef struct
{
  int socket;
  const GfDocument *document;
} Sending;

static gpointer
send_in_thread (gpointer data)
{
  const Sending *sending = data;
  g_autoptr (GfAnalyser) analyser = gf_analyser_new ();
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
  { "BRråd:1 Brådet:1 GRvarstad:1 Gvarstad:1 Rreferat:1 SRreferat:1 Sreferat:1 "
    "referat:1@1",
    "DD20230228|DM202302|DY2023|Q00112233445566778899aabbccddeeff.1|XBrådet|"
    "XD00112233445566778899aabbccddeeff|XFtext/plain|XGvarstad|XIsection|XLnb|XTminutes",
    "0=00112233445566778899aabbccddeeff000001 1=20230228 "
    "2=Varstad/minutes/Rådet/2023//nb" },
  { "14:1@2 23:1@3 BRråd:1 Brådet:1 GRvarstad:1 Gvarstad:1 R14:1 R23:1 Rbru:2 Rkf:1 "
    "Rny:2 Rvedtak:1 "
    "SRbru:1 SRny:1 SRreferat:1 Sbru:1 Sny:1 Sreferat:1 VRja:1 Vja:1 "
    "bru:2@5 kf:1@1 ny:2@4 vedtak:1@6",
    "DD20230228|DM202302|DY2023|Q00112233445566778899aabbccddeeff.2|XBrådet|XC14/23|"
    "XD00112233445566778899aabbccddeeff|XFtext/plain|XGvarstad|XIcase|XLnn|XOadopted|"
    "XPkf 14/23|XTminutes",
    "0=00112233445566778899aabbccddeeff000002 1=20230228 "
    "2=Varstad/minutes/Rådet/2023/adopted/nn" },
  { "14:1 23:1 BRråd:1 Brådet:1 GRvarstad:1 Gvarstad:1 R14:1 R23:1 Rbru:2 Rkf:1 Rny:2 "
    "Rreferat:2 "
    "Rvedtak:1 SRreferat:1 Sreferat:1 VRja:1 Vja:1 bru:2 kf:1 ny:2 referat:2 "
    "vedtak:1",
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
  g_autoptr (GfAnalyser) analyser = gf_analyser_new ();
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
postings_case (void)
{
  TCase *postings = tcase_create ("postings");

  tcase_set_timeout (postings, 60);
  tcase_add_loop_test (postings, collects_words, 0, G_N_ELEMENTS (texts));
  tcase_add_test (postings, sums_fields_and_continues_positions);
  tcase_add_test (postings, drops_long_words_but_counts_their_place);
  tcase_add_loop_test (postings, caps_the_joined_word, 0, G_N_ELEMENTS (chains));
  tcase_add_test (postings, is_linear_in_a_chain);
  tcase_add_test (postings, clears);
  tcase_add_test (postings, sends_filters_once_and_sorted);
  tcase_add_test (postings, adds_postings_without_positions);
  tcase_add_loop_test (postings, writes_what_glib_would_write, 0, G_N_ELEMENTS (sizes));
  return postings;
}

static TCase *
analyse_case (void)
{
  TCase *analyse = tcase_create ("analyse");

  tcase_add_loop_test (analyse, sends_minutes, 0, G_N_ELEMENTS (minutes));
  tcase_add_test (analyse, sends_records_that_unpack);
  tcase_add_test (analyse, places_a_title_apart_from_the_text);
  tcase_add_test (analyse, counts_a_title_in_the_text_once_more);
  tcase_add_loop_test (analyse, sends_what_is_known, 0, G_N_ELEMENTS (dates));
  tcase_add_test (analyse, says_that_the_other_end_is_gone);
  return analyse;
}

int
main (void)
{
  Suite *suite = suite_create ("postings");
  SRunner *runner = srunner_create (suite);

  suite_add_tcase (suite, postings_case ());
  suite_add_tcase (suite, analyse_case ());
  srunner_set_tap (runner, "-");
  srunner_run_all (runner, CK_SILENT);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
