/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/lexicon-private.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "common/autofd.h"

G_DEFINE_QUARK (gf_lexicon_error, gf_lexicon_error)

static bool
fail_to_open (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error, GF_LEXICON_ERROR,
               code == ENOENT ? GF_LEXICON_ERROR_NOT_FOUND : GF_LEXICON_ERROR_IO,
               "cannot open '%s': %s", path, g_strerror (code));
  return false;
}

static bool
refuse (GError **error, const char *why)
{
  g_set_error (error, GF_LEXICON_ERROR, GF_LEXICON_ERROR_DAMAGED, "not a lexicon: %s",
               why);
  return false;
}

static GBytes *
map_file (const char *path, GError **error)
{
  /* Not to be kept waiting by a pipe in its place. */
  gf_autofd fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;

  if (fd < 0 || fstat (fd, &status) != 0)
    {
      fail_to_open (error, path);
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      refuse (error, "no file");
      g_prefix_error (error, "cannot read '%s': ", path);
      return NULL;
    }
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  if (file == NULL)
    {
      fail_to_open (error, path);
      return NULL;
    }
  return g_mapped_file_get_bytes (file);
}

static bool
check_header (const GfLexicon *lexicon, GError **error)
{
  const GfLexiconHeader *header = lexicon->header;
  uint64_t offsets[GF_LEXICON_N_SECTIONS];

  if (memcmp (header->magic, GF_LEXICON_MAGIC, sizeof header->magic) != 0)
    return refuse (error, "another kind of file");
  if (header->byte_order != GF_LEXICON_BYTE_ORDER)
    return refuse (error, "made on a machine of another byte order");
  if (header->version != GF_LEXICON_VERSION)
    return refuse (error, "of another version");
  if (header->header_sum != gf_lexicon_header_sum (header))
    return refuse (error, "its header is damaged");
  if (gf_lexicon_layout (header, offsets) != lexicon->size)
    return refuse (error, "too short or too long");
  if (header->counts[GF_LEXICON_SHARED] != header->counts[GF_LEXICON_WORDS])
    return refuse (error, "its parts do not fit together");
  return true;
}

static GfLexiconRoots
roots_at (const GfLexiconHeader *header, const char *base, const uint64_t *offsets,
          unsigned section)
{
  uint32_t count = header->counts[section];

  return (GfLexiconRoots){ .roots = (const GfLexiconRoot *) (base + offsets[section]),
                           .n_roots = count > 0 ? count - 1 : 0,
                           .words = (const uint32_t *) (base + offsets[section + 1]),
                           .n_words = header->counts[section + 1] };
}

static void
set_sections (GfLexicon *lexicon)
{
  const GfLexiconHeader *header = lexicon->header;
  const char *base = (const char *) header;
  uint64_t offsets[GF_LEXICON_N_SECTIONS];

  gf_lexicon_layout (header, offsets);
  lexicon->stamp = base + offsets[GF_LEXICON_STAMP];
  lexicon->words = (const GfLexiconEntry *) (base + offsets[GF_LEXICON_WORDS]);
  lexicon->n_words = header->counts[GF_LEXICON_WORDS];
  lexicon->shared = (const uint8_t *) base + offsets[GF_LEXICON_SHARED];
  lexicon->word_text = (GfLexiconText){ base + offsets[GF_LEXICON_WORD_TEXT],
                                        header->counts[GF_LEXICON_WORD_TEXT] };
  lexicon->root_text = (GfLexiconText){ base + offsets[GF_LEXICON_ROOT_TEXT],
                                        header->counts[GF_LEXICON_ROOT_TEXT] };
  lexicon->lemmas = roots_at (header, base, offsets, GF_LEXICON_LEMMAS);
  lexicon->parts = roots_at (header, base, offsets, GF_LEXICON_PARTS);
  lexicon->grams = (const GfLexiconGram *) (base + offsets[GF_LEXICON_GRAMS]);
  lexicon->n_grams = header->counts[GF_LEXICON_GRAMS];
}

static bool
ends_in_nul (const char *text, uint32_t size)
{
  return size > 0 && text[size - 1] == '\0';
}

/* A text that ends in a NUL ends whatever string begins in it, one that ends in two
 * whatever list. */
static bool
check_texts (const GfLexicon *lexicon, GError **error)
{
  const GfLexiconText *words = &lexicon->word_text;
  const GfLexiconText *roots = &lexicon->root_text;
  uint32_t stamp_size = lexicon->header->counts[GF_LEXICON_STAMP];

  if ((words->size > 0 && !ends_in_nul (words->bytes, words->size))
      || !ends_in_nul (roots->bytes, roots->size)
      || (roots->size > 1 && !ends_in_nul (roots->bytes, roots->size - 1)))
    return refuse (error, "its texts are damaged");
  if (!ends_in_nul (lexicon->stamp, stamp_size)
      || !g_utf8_validate (lexicon->stamp, stamp_size - 1, NULL))
    return refuse (error, "its stamp is damaged");
  return true;
}

GfLexicon *
gf_lexicon_new (GBytes *bytes, GError **error)
{
  g_autoptr (GfLexicon) lexicon = g_new0 (GfLexicon, 1);

  g_atomic_ref_count_init (&lexicon->references);
  lexicon->bytes = g_bytes_ref (bytes);
  lexicon->header = g_bytes_get_data (bytes, &lexicon->size);
  if (lexicon->size < sizeof *lexicon->header)
    {
      refuse (error, "no header");
      return NULL;
    }
  if (!check_header (lexicon, error))
    return NULL;
  set_sections (lexicon);
  if (!check_texts (lexicon, error))
    return NULL;
  return g_steal_pointer (&lexicon);
}

GfLexicon *
gf_lexicon_open (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = map_file (path, error);
  if (bytes == NULL)
    return NULL;

  GfLexicon *lexicon = gf_lexicon_new (bytes, error);
  if (lexicon == NULL)
    g_prefix_error (error, "cannot read '%s': ", path);
  return lexicon;
}

GfLexicon *
gf_lexicon_ref (GfLexicon *lexicon)
{
  g_atomic_ref_count_inc (&lexicon->references);
  return lexicon;
}

void
gf_lexicon_unref (GfLexicon *lexicon)
{
  if (lexicon == NULL || !g_atomic_ref_count_dec (&lexicon->references))
    return;
  g_bytes_unref (lexicon->bytes);
  g_free (lexicon);
}

bool
gf_lexicon_verify (const GfLexicon *lexicon, GError **error)
{
  size_t skip = sizeof (GfLexiconHeader);
  uint64_t sum = gf_lexicon_sum (GF_LEXICON_SUM, (const char *) lexicon->header + skip,
                                 lexicon->size - skip);

  return sum == lexicon->header->contents_sum || refuse (error, "its sum is wrong");
}
