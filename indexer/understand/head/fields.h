/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fields.h: the keys of a document's head and what stands after each: "Utvalg:
 * Formannskapet Møtested: Rådhuset", a key and a value in cells, "FORFALL" above names.
 *
 * A key is a phrase of headings.tsv with a colon after it, one that is alone on its line
 * or in its cell, or one in capitals.  A value ends where the next key begins.  Where all
 * cells of a line are keys, each has its value in the cells below it.  Linear in the
 * head, of which the first 12 kB are read; at most 200 keys are kept.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

typedef struct
{
  uint64_t keys; /* meanings of the key: GF_MEANING (GF_HEADING_DATE_KEY) | ... */
  bool marked;   /* had a colon, or a cell of its own */
  size_t line;   /* of the head */
  uint32_t key;  /* where the key begins in the bare line */
  uint32_t key_length;
  uint32_t start; /* of the value on that line */
  uint32_t end;
  size_t last;       /* the line after the value's last */
  uint32_t last_end; /* bytes of the value's last line, where it is another than @line */
  uint32_t column; /* the cell of the lines below that the value stands in, from 1; 0 for
                      a value beside its key */
} GfField;

typedef struct
{
  const GfLines *head;
  GArray *list; /* of GfField, in order */
} GfFields;

/* gf_fields_new: @head: of gf_lines_new_head (); outlives the fields.  (transfer full) */
GfFields *gf_fields_new (const GfLines *head);
void gf_fields_free (GfFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfFields, gf_fields_free)

static inline const GfField *
gf_fields_get (const GfFields *fields, guint index)
{
  return &g_array_index (fields->list, GfField, index);
}

/* gf_line_heads_people: whether @line is the heads of a table of people, "Navn  Funksjon
 * Representerer", "Funksjon  Namn  Forfall  Møtt for", where "Navn  Telefon" heads a list
 * of whom to call.  None of them is a key; who came, and who did not, its rows say. */
bool gf_line_heads_people (const GfLines *head, const GfLine *line);

/* gf_fields_find: the first at or after @from that has one of @keys; the size for none.
 */
guint gf_fields_find (const GfFields *fields, uint64_t keys, guint from);

/*
 * gf_field_dup_value: the value as it stands: what is left of the key's line, or where
 * that is nothing the line below it, without white space at its ends.
 * Returns: (transfer full) (nullable)
 */
char *gf_field_dup_value (const GfFields *fields, const GfField *field);

/* gf_field_dup_value_past_keys: the same of field @index, or, where another key stands
 * right behind it, as where the columns of a page ran together ("Saksbehandler: Arkivsak:
 * Dato:\tKari Dal 24/602-2 04.03.2024"), what stands behind the last of them: the value
 * is somewhere in it. */
char *gf_field_dup_value_past_keys (const GfFields *fields, guint index);

/* gf_field_dup_text: all lines of the value, at most @max_bytes, apart by '\n'. (transfer
 * full) */
char *gf_field_dup_text (const GfFields *fields, const GfField *field, size_t max_bytes);

/* gf_field_dup_key: as written.  (transfer full) */
char *gf_field_dup_key (const GfFields *fields, const GfField *field);
