/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive.c: archives through libarchive: ZIP, TAR, 7z, and single files packed by gzip,
 * bzip2, xz or zstd.  Each regular member is a document of its own (reading.h); folders,
 * links and devices are none, and nothing is ever followed.  Only what libarchive has
 * built in is turned on: it starts no program, opens no file, makes no thread.
 */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/schema.h"
#include "indexer/extract/charset.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/reading.h"

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

#define READ_BLOCK_BYTES 65536
/* A ZIP is opened anew past a broken member, at most so often. */
#define MAX_REOPENED 32
/* libarchive asks to be called again without having got anywhere. */
#define MAX_RETRIES 16

typedef enum
{
  KIND_ZIP,
  KIND_7ZIP,
  KIND_TAR,   /* packed or not */
  KIND_SINGLE /* packed, and no TAR inside */
} Kind;

typedef struct
{
  GfReading *reading;
  Archive *archive;
  Kind kind;
  bool is_streamed; /* a ZIP without its directory, read from the front */
  unsigned n_reopened;
  uint64_t n_entries; /* seen, also those that are no members */
  uint64_t unpacked;  /* of all members, in bytes */
  uint8_t *buffer;    /* of READ_BLOCK_BYTES */
  unsigned fitting;   /* the password to try first */
  bool is_fitted;     /* that was looked for */
} Walk;

typedef enum
{
  NEXT,  /* go on with the next */
  AGAIN, /* the archive must be opened anew before the next */
  STOP
} Step;

static bool
begins (const GfReading *reading, const char *magic, size_t length)
{
  return reading->head_length >= length && memcmp (reading->head, magic, length) == 0;
}

static Kind
find_kind (const GfReading *reading)
{
  if (begins (reading, "PK", 2))
    return KIND_ZIP;
  if (begins (reading, "7z\xbc\xaf\x27\x1c", 6))
    return KIND_7ZIP;
  return KIND_TAR;
}

/* What is not built in would be run as a program. */
static void
support_filters (Archive *archive)
{
  if (archive_zlib_version () != NULL)
    archive_read_support_filter_gzip (archive);
  if (archive_bzlib_version () != NULL)
    archive_read_support_filter_bzip2 (archive);
  if (archive_liblzma_version () != NULL)
    archive_read_support_filter_xz (archive);
  if (archive_libzstd_version () != NULL)
    archive_read_support_filter_zstd (archive);
}

static void
support (const Walk *walk, Archive *archive)
{
  switch (walk->kind)
    {
    case KIND_ZIP:
      if (walk->is_streamed)
        archive_read_support_format_zip_streamable (archive);
      else
        archive_read_support_format_zip_seekable (archive);
      return;
    case KIND_7ZIP:
      archive_read_support_format_7zip (archive);
      return;
    default:
      support_filters (archive);
      archive_read_support_format_tar (archive);
      /* Bids lowest: takes what is no TAR. */
      archive_read_support_format_raw (archive);
      return;
    }
}

static unsigned
n_passwords (const Walk *walk)
{
  const char *const *passwords = walk->reading->options->passwords;

  return passwords != NULL ? g_strv_length ((char **) passwords) : 0;
}

/* libarchive tries them in this order. */
static void
add_passwords (const Walk *walk, Archive *archive)
{
  const char *const *passwords = walk->reading->options->passwords;
  unsigned n = n_passwords (walk);

  for (unsigned i = 0; i < n; i++)
    {
      const char *password = passwords[(walk->fitting + i) % n];

      if (*password != '\0')
        archive_read_add_passphrase (archive, password);
    }
}

static bool
open_archive (Walk *walk, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();

  g_clear_pointer (&walk->archive, archive_read_free);
  support (walk, archive);
  add_passwords (walk, archive);
  if (lseek (walk->reading->fd, 0, SEEK_SET) == 0
      && archive_read_open_fd (archive, walk->reading->fd, READ_BLOCK_BYTES)
             == ARCHIVE_OK)
    {
      walk->archive = g_steal_pointer (&archive);
      return true;
    }

  const char *why = archive_error_string (archive);
  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
               "not a readable archive: %s", why ? why : "cannot begin");
  return false;
}

/* Resource forks of a Mac: what its ZIP puts beside the files, and no one saved. */
static bool
is_member (struct archive_entry *entry, const char *name)
{
  return archive_entry_filetype (entry) == AE_IFREG
         && archive_entry_hardlink (entry) == NULL
         && !g_str_has_prefix (name, "__MACOSX/");
}

/* A file that was packed alone is called as the packed one, without its ending. */
static char *
dup_single_name (const GfReading *reading)
{
  static const char *const endings[] = { ".gz", ".bz2", ".xz", ".zst", ".z" };
  const char *path = gf_text_get (reading->text, GF_TEXT_PATH);
  g_autofree char *name = g_path_get_basename (path != NULL ? path : "content");

  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      size_t length = strlen (name);
      size_t ending = strlen (endings[i]);

      if (length > ending && g_ascii_strcasecmp (name + length - ending, endings[i]) == 0)
        return g_strndup (name, length - ending);
    }
  return g_steal_pointer (&name);
}

/* ZIP and old TAR do not say how names are encoded: what Norwegian systems wrote. */
static char *
dup_name (const Walk *walk, struct archive_entry *entry)
{
  if (walk->kind == KIND_SINGLE)
    return dup_single_name (walk->reading);
  const char *name = archive_entry_pathname (entry);
  if (name == NULL)
    name = archive_entry_pathname_utf8 (entry);
  if (name == NULL)
    return g_strdup ("");
  return gf_charset_decode ((const uint8_t *) name, strlen (name));
}

static bool
is_over_ratio (const Walk *walk)
{
  return walk->unpacked > GF_LIMIT_RATIO_FLOOR
         && walk->unpacked / walk->reading->options->limits.ratio > walk->reading->size;
}

/* Returns: the sentence for a cut that ends the whole archive; NULL for none. */
static char *
find_cut (const Walk *walk)
{
  const GfLimits *limits = &walk->reading->options->limits;

  if (is_over_ratio (walk))
    return g_strdup_printf ("unpacks to more than %" G_GUINT64_FORMAT
                            " times its size: the rest was left",
                            limits->ratio);
  if (walk->unpacked > limits->archive_mb << 20)
    return g_strdup_printf ("holds more than %" G_GUINT64_FORMAT " MB: the rest was left",
                            limits->archive_mb);
  if (gf_reading_is_late (walk->reading))
    return g_strdup_printf ("takes too much time: stopped after %u members",
                            walk->reading->n_members);
  return NULL;
}

static Step
end_member (const Walk *walk, const char *reason, const char *detail, Step step)
{
  if (reason != NULL)
    gf_reading_lack (walk->reading, reason, "%s", detail);
  return gf_reading_end_member (walk->reading, reason, detail) ? step : STOP;
}

/* Why libarchive gave no more of a member. */
static Step
fail_member (Walk *walk, struct archive_entry *entry, const char *name, int status)
{
  Step step = status != ARCHIVE_FATAL                                     ? NEXT
              : walk->kind == KIND_ZIP && walk->n_reopened < MAX_REOPENED ? AGAIN
                                                                          : STOP;
  bool is_encrypted
      = archive_entry_is_encrypted (entry) || archive_entry_is_data_encrypted (entry);
  bool no_memory = archive_errno (walk->archive) == ENOMEM;
  const char *reason = is_encrypted ? GF_REASON_ENCRYPTED
                       : no_memory  ? GF_REASON_LIMIT
                                    : GF_REASON_DAMAGED;
  g_autofree char *detail
      = g_strdup_printf (is_encrypted ? "'%s' needs a password"
                         : no_memory  ? "'%s' needs too much memory to be unpacked"
                                      : "'%s' is damaged",
                         name);

  return end_member (walk, reason, detail, step);
}

/* The rest of a member that is too large, so that the next can be come to. */
static Step
skip_rest (Walk *walk)
{
  ssize_t got = 1;

  while (got > 0)
    {
      g_autofree char *cut = find_cut (walk);

      if (cut != NULL)
        return STOP;
      got = archive_read_data (walk->archive, walk->buffer, READ_BLOCK_BYTES);
      walk->unpacked += MAX (got, 0);
    }
  return got == 0 ? NEXT : STOP;
}

static Step
cut_member (Walk *walk, const char *name)
{
  uint64_t max_mb = walk->reading->options->limits.unpacked_mb;
  g_autofree char *detail = g_strdup_printf (
      "'%s' unpacks to more than %" G_GUINT64_FORMAT " MB", name, max_mb);
  Step step = end_member (walk, GF_REASON_LIMIT, detail, NEXT);

  /* libarchive goes past what lies in the open without unpacking it. */
  bool is_cheap
      = walk->kind == KIND_ZIP
        || (walk->kind == KIND_TAR && archive_filter_count (walk->archive) == 1);
  return step == STOP || is_cheap ? step : skip_rest (walk);
}

static Step
read_data (Walk *walk, struct archive_entry *entry, const char *name)
{
  uint64_t max_bytes = walk->reading->options->limits.unpacked_mb << 20;
  uint64_t length = 0;
  ssize_t got;

  while ((got = archive_read_data (walk->archive, walk->buffer, READ_BLOCK_BYTES)) > 0)
    {
      length += got;
      walk->unpacked += got;
      g_autofree char *cut = find_cut (walk);
      if (cut != NULL)
        return end_member (walk, GF_REASON_LIMIT, cut, STOP);
      if (length > max_bytes)
        return cut_member (walk, name);
      if (!gf_reading_add_bytes (walk->reading, walk->buffer, got))
        return STOP;
    }
  if (got < 0)
    return fail_member (walk, entry, name, (int) got);
  return end_member (walk, NULL, NULL, NEXT);
}

static Step
take_entry (Walk *walk, struct archive_entry *entry)
{
  const GfLimits *limits = &walk->reading->options->limits;
  g_autofree char *name = dup_name (walk, entry);

  if (!is_member (entry, name))
    return NEXT;
  if (!gf_reading_begin_member (walk->reading, name))
    return STOP;
  /* What says beforehand that it is too large need not be unpacked to find out. */
  if (archive_entry_size_is_set (entry)
      && (uint64_t) archive_entry_size (entry) > limits->unpacked_mb << 20
      && walk->kind != KIND_SINGLE)
    return cut_member (walk, name);
  return read_data (walk, entry, name);
}

/* Returns: ARCHIVE_OK, ARCHIVE_EOF or ARCHIVE_FATAL. */
static int
next_entry (Walk *walk, struct archive_entry **entry_out)
{
  for (unsigned i = 0; i < MAX_RETRIES; i++)
    {
      int status = archive_read_next_header (walk->archive, entry_out);

      if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
        return ARCHIVE_OK;
      if (status == ARCHIVE_EOF || status == ARCHIVE_FATAL)
        return status;
    }
  return ARCHIVE_FATAL;
}

/* Up to where the last one stood, which is that again. */
static bool
reopen (Walk *walk, struct archive_entry **entry_out)
{
  bool opened = open_archive (walk, NULL);

  walk->n_reopened++;
  for (uint64_t i = 0; i < walk->n_entries && opened; i++)
    opened = next_entry (walk, entry_out) == ARCHIVE_OK;
  return opened;
}

/* Whether the member it stands at can be read to its end. */
static bool
can_be_read (Walk *walk)
{
  uint64_t max_bytes = walk->reading->options->limits.unpacked_mb << 20;
  uint64_t length = 0;
  ssize_t got;

  while ((got = archive_read_data (walk->archive, walk->buffer, READ_BLOCK_BYTES)) > 0
         && length <= max_bytes && !gf_reading_is_late (walk->reading))
    length += got;
  return got >= 0;
}

/*
 * The old encryption of ZIP (APPNOTE 6.1) tells a wrong password by one byte, so that
 * libarchive takes one of 256 for right, and with it the member is lost.  So of several
 * that one is tried first which opens all of the first member that is locked.
 * Returns: false where the archive cannot be opened again.
 */
static bool
fit_password (Walk *walk, struct archive_entry **entry)
{
  unsigned n = n_passwords (walk);

  if (walk->is_fitted || walk->kind != KIND_ZIP || n < 2
      || !archive_entry_is_data_encrypted (*entry))
    return true;
  walk->is_fitted = true;
  while (walk->fitting < n && !(reopen (walk, entry) && can_be_read (walk)))
    walk->fitting++;
  walk->fitting %= n;
  return reopen (walk, entry);
}

/* How the list of members ended. */
static bool
end_list (const Walk *walk, int status, GError **error)
{
  GfReading *reading = walk->reading;
  const char *why = walk->archive != NULL ? archive_error_string (walk->archive) : NULL;

  if (walk->n_entries > 0 || reading->shortfall->reason != NULL)
    {
      if (status == ARCHIVE_FATAL)
        gf_reading_lack (reading, GF_REASON_DAMAGED,
                         "breaks off after %u members: the rest was lost",
                         reading->n_members);
      return true;
    }
  if (status == ARCHIVE_EOF)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_EMPTY,
                 "an archive of nothing");
  else if (walk->archive != NULL
           && archive_read_has_encrypted_entries (walk->archive) == 1)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                 "an archive that needs a password");
  else
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                 "not a readable archive: %s", why != NULL ? why : "it is broken");
  return false;
}

static bool
walk_entries (Walk *walk, GError **error)
{
  struct archive_entry *entry;
  Step step = NEXT;
  int status = ARCHIVE_OK;

  while (step != STOP && (status = next_entry (walk, &entry)) == ARCHIVE_OK)
    {
      if (walk->kind == KIND_TAR && archive_format (walk->archive) == ARCHIVE_FORMAT_RAW)
        walk->kind = KIND_SINGLE;
      /* Neither packed nor a TAR: it would come out as what went in. */
      if (walk->kind == KIND_SINGLE && archive_filter_count (walk->archive) <= 1)
        {
          status = ARCHIVE_FATAL;
          break;
        }
      walk->n_entries++;
      step = fit_password (walk, &entry) ? take_entry (walk, entry) : STOP;
      if (step == AGAIN)
        step = reopen (walk, &entry) ? NEXT : STOP;
      g_autofree char *cut = step == NEXT ? find_cut (walk) : NULL;
      if (cut != NULL)
        {
          gf_reading_cut (walk->reading, "%s", cut);
          step = STOP;
        }
    }
  return end_list (walk, step == STOP ? ARCHIVE_OK : status, error);
}

/* Where its directory, which stands last, is gone, a ZIP is read from the front. */
static bool
read_walk (Walk *walk, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (open_archive (walk, &why) && walk_entries (walk, &why))
    return true;
  if (walk->kind == KIND_ZIP && walk->n_entries == 0
      && g_error_matches (why, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED))
    {
      walk->is_streamed = true;
      if (open_archive (walk, NULL) && walk_entries (walk, NULL))
        {
          gf_reading_lack (walk->reading, GF_REASON_DAMAGED,
                           "has no list of its members: the last may be lost");
          return true;
        }
    }
  g_propagate_error (error, g_steal_pointer (&why));
  return false;
}

bool
gf_archive_read (GfReading *reading, GError **error)
{
  g_autofree uint8_t *buffer = g_malloc (READ_BLOCK_BYTES);
  Walk walk = { .reading = reading, .kind = find_kind (reading), .buffer = buffer };
  /* libarchive turns names into the locale's encoding, and loses what it has not. */
  locale_t before
      = reading->utf8 != (locale_t) 0 ? uselocale (reading->utf8) : (locale_t) 0;
  bool is_read = read_walk (&walk, error);

  g_clear_pointer (&walk.archive, archive_read_free);
  if (before != (locale_t) 0)
    uselocale (before);
  return is_read;
}
