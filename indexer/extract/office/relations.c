/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/relations.h"

#include <string.h>

#include "indexer/extract/office/office.h"
#include "indexer/extract/packages/zip-private.h"

typedef struct
{
  char *kind;
  char *target;
} GfRelation;

struct GfRelations
{
  GPtrArray *all;    /* of GfRelation */
  GHashTable *by_id; /* id to GfRelation */
  GfZip *zip;        /* while they are read */
  const char *part;  /* likewise */
};

static void
free_relation (gpointer data)
{
  GfRelation *relation = data;

  g_free (relation->kind);
  g_free (relation->target);
  g_free (relation);
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  GfRelations *relations = data;

  (void) uri;
  if (strcmp (name, "Relationship") != 0
      || gf_xml_attribute_is (element, "TargetMode", "External"))
    return true;
  char *id = gf_xml_dup_attribute (element, "Id");
  g_autofree char *type = gf_xml_dup_attribute (element, "Type");
  g_autofree char *target = gf_xml_dup_attribute (element, "Target");
  GfRelation *relation = g_new0 (GfRelation, 1);
  const char *slash = type != NULL ? strrchr (type, '/') : NULL;

  relation->kind = g_strdup (slash != NULL ? slash + 1 : "");
  relation->target
      = gf_zip_resolve (relations->zip, relations->part, target != NULL ? target : "");
  g_ptr_array_add (relations->all, relation);
  if (id != NULL)
    g_hash_table_insert (relations->by_id, id, relation);
  return true;
}

GfRelations *
gf_relations_read (GfZip *zip, const char *part)
{
  static const GfXmlHandler handler = { start, NULL, NULL };
  GfRelations *relations = g_new0 (GfRelations, 1);
  const char *slash = strrchr (part, '/');
  int folder = slash != NULL ? (int) (slash + 1 - part) : 0;
  g_autofree char *name
      = g_strdup_printf ("%.*s_rels/%s.rels", folder, part, part + folder);
  g_autoptr (GBytes) bytes = gf_zip_load (zip, name);

  relations->all = g_ptr_array_new_with_free_func (free_relation);
  relations->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  relations->zip = zip;
  relations->part = part;
  if (bytes != NULL)
    gf_office_note_end (zip->reading, gf_xml_walk (bytes, &handler, relations), name);
  relations->part = NULL;
  return relations;
}

void
gf_relations_free (GfRelations *relations)
{
  if (relations == NULL)
    return;
  g_hash_table_unref (relations->by_id);
  g_ptr_array_unref (relations->all);
  g_free (relations);
}

const char *
gf_relations_find (const GfRelations *relations, const char *id)
{
  const GfRelation *relation
      = id != NULL ? g_hash_table_lookup (relations->by_id, id) : NULL;

  return relation != NULL ? relation->target : NULL;
}

GPtrArray *
gf_relations_list (const GfRelations *relations, const char *kind)
{
  GPtrArray *targets = g_ptr_array_new ();

  for (guint i = 0; i < relations->all->len; i++)
    {
      GfRelation *relation = g_ptr_array_index (relations->all, i);

      if (strcmp (relation->kind, kind) == 0)
        g_ptr_array_add (targets, relation->target);
    }
  return targets;
}

const char *
gf_relations_first (const GfRelations *relations, const char *kind)
{
  g_autoptr (GPtrArray) targets = gf_relations_list (relations, kind);

  return targets->len > 0 ? g_ptr_array_index (targets, 0) : NULL;
}
