/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/pages/ocr.h"

#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <tesseract/capi.h>
#include <unistd.h>

#include "indexer/extract/pages/ocr-words.h"
#include "indexer/sandbox/guard.h"

/* Where Debian puts it; the variable is tesseract's own. */
#define FOLDER "/usr/share/tesseract-ocr/5/tessdata"
#define FOLDER_VARIABLE "TESSDATA_PREFIX"
#define MAX_LANGUAGES 8
#define MAX_LANGUAGE_BYTES 32
/* What tesseract takes beside the image: 60 MB measured for an A4 page of 8.7 million
   pixels; three times that for one that is all specks. */
#define ROOM_BYTES ((size_t) 64 << 20)
#define ROOM_BYTES_A_PIXEL 10
/* A page that stands on its head has 35 at most, a readable one 70 or more. */
#define LOW_CONFIDENCE 60
/* Rows of dots make a table of contents. */
#define MIN_LEADERS 3

struct GfOcr
{
  char *languages; /* "nor+eng" */
  char *lack;
  TessBaseAPI *tesseract; /* NULL before the first image */
};

G_DEFINE_QUARK (gf_ocr_error, gf_ocr_error)

/*
 * libgomp's: without it tesseract starts three threads for each page, whatever the number
 * of processors, which the sandbox ends the process for, and which cost five times the
 * time.  (OMP_THREAD_LIMIT is read before main () begins.)  Weak: a tesseract built
 * without OpenMP brings no libgomp.
 */
extern void omp_set_max_active_levels (int n_levels) __attribute__ ((weak));

const char *
gf_ocr_folder (void)
{
  const char *folder = g_getenv (FOLDER_VARIABLE);

  return folder != NULL && *folder != '\0' ? folder : FOLDER;
}

static bool
is_language (const char *name)
{
  size_t length = strspn (name, "abcdefghijklmnopqrstuvwxyz_");

  return length > 0 && length <= MAX_LANGUAGE_BYTES && name[length] == '\0';
}

static bool
has_data (const char *language)
{
  g_autofree char *name = g_strconcat (language, ".traineddata", NULL);
  g_autofree char *path = g_build_filename (gf_ocr_folder (), name, NULL);

  return access (path, R_OK) == 0;
}

/* Returns: (transfer full): what is wrong with @language; NULL for nothing. */
static char *
find_lack (const char *language)
{
  if (!is_language (language))
    return g_strdup ("a language for text in images has a name that no language has");
  if (has_data (language))
    return NULL;

  g_autofree char *package = g_strdelimit (g_strdup (language), "_", '-');
  return g_strdup_printf ("the package tesseract-ocr-%s, which reads them, is missing",
                          package);
}

static char *
find_lacks (const char *const *languages)
{
  if (languages[0] == NULL)
    return g_strdup ("the settings say that text in images is not read");
  if (g_strv_length ((char **) languages) > MAX_LANGUAGES)
    return g_strdup ("too many languages for text in images");
  for (size_t i = 0; languages[i] != NULL; i++)
    {
      char *lack = find_lack (languages[i]);

      if (lack != NULL)
        return lack;
    }
  return NULL;
}

GfOcr *
gf_ocr_new (const char *const *languages)
{
  static const char *const standard[] = { "nor", NULL };
  const char *const *wanted = languages != NULL ? languages : standard;
  GfOcr *ocr = g_new0 (GfOcr, 1);

  ocr->lack = find_lacks (wanted);
  ocr->languages = g_strjoinv ("+", (char **) wanted);
  return ocr;
}

void
gf_ocr_free (GfOcr *ocr)
{
  if (ocr == NULL)
    return;
  if (ocr->tesseract != NULL)
    TessBaseAPIDelete (ocr->tesseract);
  g_free (ocr->languages);
  g_free (ocr->lack);
  g_free (ocr);
}

const char *
gf_ocr_get_lack (const GfOcr *ocr)
{
  return ocr->lack;
}

static bool
begin (GfOcr *ocr, GError **error)
{
  if (ocr->tesseract != NULL)
    return true;

  setMsgSeverity (L_SEVERITY_NONE);
  if (omp_set_max_active_levels != NULL)
    omp_set_max_active_levels (0);
  TessBaseAPI *tesseract = TessBaseAPICreate ();
  if (TessBaseAPIInit2 (tesseract, gf_ocr_folder (), ocr->languages, OEM_LSTM_ONLY) != 0)
    {
      TessBaseAPIDelete (tesseract);
      g_set_error (error, GF_OCR_ERROR, GF_OCR_ERROR_FAILED,
                   "tesseract cannot use its data for %s", ocr->languages);
      return false;
    }
  TessBaseAPISetPageSegMode (tesseract, PSM_AUTO);
  /* What one document is made of is nothing to the next. */
  TessBaseAPISetVariable (tesseract, "tessedit_enable_doc_dict", "0");
  ocr->tesseract = tesseract;
  return true;
}

bool
gf_ocr_has_room (uint64_t bytes)
{
  void *probe
      = mmap (NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  if (probe == MAP_FAILED)
    return false;
  munmap (probe, bytes);
  return true;
}

/* A refusal now is an error for one page; one within tesseract, which is C++, would be
 * the end of the process. */
static bool
has_room_for (PIX *image)
{
  uint64_t pixels = (uint64_t) pixGetWidth (image) * (uint64_t) pixGetHeight (image);

  return gf_ocr_has_room (ROOM_BYTES + pixels * ROOM_BYTES_A_PIXEL);
}

static bool
is_late (void *data, int n_words)
{
  (void) n_words;
  return gf_guard_cpu_us () > *(const int64_t *) data;
}

static bool
recognise (TessBaseAPI *tesseract, int64_t until_us, GError **error)
{
  ETEXT_DESC *monitor = TessMonitorCreate ();

  TessMonitorSetCancelThis (monitor, &until_us);
  TessMonitorSetCancelFunc (monitor, is_late);
  int code = TessBaseAPIRecognize (tesseract, monitor);
  TessMonitorDelete (monitor);
  if (is_late (&until_us, 0))
    g_set_error (error, GF_OCR_ERROR, GF_OCR_ERROR_TIME, "takes too much time");
  else if (code != 0)
    g_set_error (error, GF_OCR_ERROR, GF_OCR_ERROR_FAILED, "tesseract gave up");
  else
    return true;
  return false;
}

/* Whether most lines run up or down the image: it lies on its side. */
static bool
lies_on_its_side (TessBaseAPI *tesseract)
{
  TessPageIterator *lines = TessBaseAPIAnalyseLayout (tesseract);
  int balance = 0;

  if (lines == NULL)
    return false;
  do
    {
      TessOrientation orientation;
      TessWritingDirection direction;
      TessTextlineOrder order;
      float skew;

      if (TessPageIteratorBlockType (lines) > PT_CAPTION_TEXT)
        continue;
      TessPageIteratorOrientation (lines, &orientation, &direction, &order, &skew);
      balance += direction == WRITING_DIRECTION_TOP_TO_BOTTOM ? 1 : -1;
    }
  while (TessPageIteratorNext (lines, RIL_TEXTLINE));
  TessPageIteratorDelete (lines);
  return balance > 0;
}

static void
show (TessBaseAPI *tesseract, PIX *image, double dpi)
{
  TessBaseAPISetImage2 (tesseract, image);
  TessBaseAPISetSourceResolution (tesseract, (int) lround (dpi));
}

/* Tesseract turns what lies on its side by itself, but leaves the places as they lay. */
static PIX *
turn_upright (TessBaseAPI *tesseract, PIX *image, double dpi)
{
  show (tesseract, image, dpi);
  if (!lies_on_its_side (tesseract))
    return pixClone (image);

  g_autoptr (PIX) turned = pixRotate90 (image, -1);
  if (turned != NULL)
    show (tesseract, turned, dpi);
  return g_steal_pointer (&turned);
}

static GfSeenPage *
see (TessBaseAPI *tesseract, PIX *image, double dpi, int64_t until_us,
     unsigned *n_leaders_out, GError **error)
{
  return recognise (tesseract, until_us, error)
             ? gf_ocr_take_words (tesseract, image, dpi, n_leaders_out)
             : NULL;
}

/* @again (transfer full, nullable) is @image in another way: of the two the one that is
   easier to read.  @page: (transfer full). */
static GfSeenPage *
see_again (TessBaseAPI *tesseract, GfSeenPage *page, PIX *again, double dpi,
           int64_t until_us)
{
  g_autoptr (GfSeenPage) before = page;
  g_autoptr (PIX) image = again;
  unsigned n_leaders;

  if (image == NULL)
    return g_steal_pointer (&before);
  show (tesseract, image, dpi);
  g_autoptr (GfSeenPage) other = see (tesseract, image, dpi, until_us, &n_leaders, NULL);
  return other != NULL && other->confidence >= before->confidence
             ? g_steal_pointer (&other)
             : g_steal_pointer (&before);
}

static GfSeenPage *
see_as_it_lies (TessBaseAPI *tesseract, PIX *image, double dpi, int64_t until_us,
                GError **error)
{
  unsigned n_leaders;
  GfSeenPage *page = see (tesseract, image, dpi, until_us, &n_leaders, error);

  if (page == NULL)
    return NULL;
  if (n_leaders >= MIN_LEADERS)
    return see_again (tesseract, page, gf_ocr_remove_leaders (image, dpi), dpi, until_us);
  if (page->confidence < LOW_CONFIDENCE && page->runs->len > 0)
    return see_again (tesseract, page, pixRotate180 (NULL, image), dpi, until_us);
  return page;
}

GfSeenPage *
gf_ocr_see (GfOcr *ocr, PIX *image, double dpi, int64_t cpu_us, GError **error)
{
  int64_t until_us = gf_guard_cpu_us () + cpu_us;

  g_assert (pixGetDepth (image) == 8);
  if (!begin (ocr, error))
    return NULL;
  if (!has_room_for (image))
    {
      g_set_error (error, GF_OCR_ERROR, GF_OCR_ERROR_MEMORY, "takes too much memory");
      return NULL;
    }
  g_autoptr (PIX) calm = gf_ocr_calm (image);
  g_autoptr (PIX) upright
      = calm != NULL ? turn_upright (ocr->tesseract, calm, dpi) : NULL;
  if (upright == NULL)
    g_set_error (error, GF_OCR_ERROR, GF_OCR_ERROR_FAILED, "it shows nothing but specks");
  GfSeenPage *page = upright != NULL
                         ? see_as_it_lies (ocr->tesseract, upright, dpi, until_us, error)
                         : NULL;
  TessBaseAPIClear (ocr->tesseract);
  return page;
}
