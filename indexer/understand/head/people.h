/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * people.h: who was at a meeting and who was not, as its minutes say.
 *
 * Comma lists, a person a line with tabs, tables with Navn, Funksjon and Representerer,
 * rows of such a table run together, "Ordførar: A, B" and names under a party.  A person
 * is two to five words with a capital; names run together without anything between them
 * are left out, since nobody can tell where one ends.  At most 300 people.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/head/fields.h"

/* gf_people_find: (transfer full) (nullable): of GfPerson; NULL for none. */
GPtrArray *gf_people_find (const GfFields *fields);
