/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/dump.h"

#include "common/schema.h"

static void
print_escaped (const char *text, FILE *out)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\n')
      fputs ("\\n", out);
    else if (*p == '\t')
      fputs ("\\t", out);
    else if (*p == '\\')
      fputs ("\\\\", out);
    else
      fputc (*p, out);
}

static void
print_head (const GfText *text, FILE *out)
{
  static const struct
  {
    GfTextProperty property;
    const char *name;
  } properties[] = { { GF_TEXT_FORMAT, "format" },
                     { GF_TEXT_TITLE, "title" },
                     { GF_TEXT_AUTHOR, "author" },
                     { GF_TEXT_DATE, "date" },
                     { GF_TEXT_LANGUAGE, "language" } };

  for (size_t i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      const char *value = gf_text_get (text, properties[i].property);

      if (value == NULL)
        continue;
      fprintf (out, "@%s\t", properties[i].name);
      print_escaped (value, out);
      fputc ('\n', out);
    }
  fprintf (out, "@pages\t%u\n", gf_text_get_pages (text));
}

static void
print_blocks (GfText *text, FILE *out)
{
  GPtrArray *blocks = gf_text_get_blocks (text);

  for (guint i = 0; i < blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (blocks, i);

      fprintf (out, "%s\t%u\t%u\t", gf_block_kind_name (block->kind), block->page,
               block->level);
      print_escaped (block->text, out);
      fputc ('\n', out);
    }
}

static void
print_status (GfReadStatus status, const char *reason, const char *detail, FILE *out)
{
  fprintf (out, "@status\t%s\t%s\t", gf_read_status_name (status), reason ? reason : "");
  print_escaped (detail ? detail : "", out);
  fputc ('\n', out);
}

typedef struct
{
  const GfLimits *limits;
  const GfGuard *guard;
} Watch;

/* The time of the file is counted anew for each image: what is spent on text in all is
   bounded by the soft limit. */
static bool
progress (void *data, uint32_t page, uint32_t n_blocks, bool recognises)
{
  const Watch *watch = data;

  (void) page;
  (void) n_blocks;
  if (recognises && watch->guard != NULL)
    gf_guard_arm (watch->guard,
                  (uint32_t) (watch->limits->cpu_seconds + watch->limits->ocr_seconds)
                      * 1000);
  return true;
}

bool
gf_dump (GfExtractor *extractor, const GfLimits *limits, const GfGuard *guard, int fd,
         FILE *out)
{
  static const GfExtractHooks hooks = { .progress = progress };
  Watch watch = { limits, guard };
  const GfExtractTask task = { .hooks = &hooks, .data = &watch };
  g_autoptr (GfText) text = gf_text_new (limits->text_mb << 20);
  g_auto (GfShortfall) shortfall = { 0 };
  g_autoptr (GError) error = NULL;
  bool read = gf_extract (extractor, fd, &task, text, &shortfall, &error);

  print_head (text, out);
  if (!read)
    {
      print_status (GF_READ_NOT, gf_extract_error_reason (error->code), error->message,
                    out);
      return false;
    }

  print_blocks (text, out);
  print_status (shortfall.reason ? GF_READ_PARTLY : GF_READ_WHOLE, shortfall.reason,
                shortfall.detail, out);
  return true;
}
