/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in images: in every format, whichever way it lies, kept, limited, turned off. */
#include "config.h"

#include <cairo-pdf.h>
#include <check.h>
#include <string.h>
#include <unistd.h>

#include "indexer/extract/pages/ocr.h"
#include "indexer/sandbox/guard.h"
#include "tests/component/extract-fixture.h"
#include "tests/tap.h"

#define DPI 300
/* Of the words, that must be read as they stand: all of them but one or two. */
#define CLEAN 0.98

typedef cairo_t Cairo;
typedef cairo_surface_t Surface;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cairo, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Surface, cairo_surface_destroy)

static char *
find (const char *name)
{
  return g_strconcat (g_getenv ("GF_TOP_SRCDIR"), "/corpus/extraction/", name, NULL);
}

/* A page of minutes at 300 dpi, 8 bits. */
static PIX *
page_image (void)
{
  g_autofree char *path = find ("scan.png");
  g_autoptr (PIX) read = pixRead (path);

  ck_assert_msg (read != NULL, "%s", path);
  PIX *grey = pixConvertTo8 (read, FALSE);
  pixSetResolution (grey, DPI, DPI);
  return grey;
}

static int
encode (PIX *pix, int format)
{
  l_uint8 *bytes = NULL;
  size_t length;

  ck_assert_int_eq (pixWriteMem (&bytes, &length, pix, format), 0);
  int fd = make_file ((const char *) bytes, (gssize) length);
  lept_free (bytes);
  return fd;
}

static GStrv
split_words (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\W+", G_REGEX_OPTIMIZE, 0, NULL);

  return g_regex_split (regex, text, 0);
}

static GHashTable *
count_words (const char *text)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) words = split_words (text);

  for (size_t i = 0; words[i] != NULL; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, words[i]));

      g_hash_table_insert (counts, g_strdup (words[i]), GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

/* How much of the words of the page stands in @lines. */
static double
share_of_words (const char *lines)
{
  g_autofree char *path = find ("scan.png.truth.txt");
  g_autofree char *truth = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert_msg (g_file_get_contents (path, &truth, NULL, &error), "%s",
                 error ? error->message : "");
  g_autoptr (GHashTable) counts = count_words (lines);
  g_auto (GStrv) words = split_words (truth);
  double n_words = 0;
  double n_found = 0;
  for (size_t i = 0; words[i] != NULL; i++)
    {
      guint left = GPOINTER_TO_UINT (g_hash_table_lookup (counts, words[i]));

      if (*words[i] == '\0')
        continue;
      n_words++;
      n_found += left > 0;
      if (left > 0)
        g_hash_table_insert (counts, g_strdup (words[i]), GUINT_TO_POINTER (left - 1));
    }
  ck_assert_double_gt (n_words, 100);
  return n_found / n_words;
}

static Reading
read_with (int fd, const GfExtractOptions *options, const GfExtractTask *task)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfExtractor) extractor = gf_extractor_new (options, &error);
  Reading reading = { .text = gf_text_new ((size_t) 32 << 20) };

  ck_assert_msg (extractor != NULL, "%s", error ? error->message : "");
  gf_extract (extractor, fd, task, reading.text, &reading.shortfall, &reading.error);
  close (fd);
  reading.lines = dup_blocks (reading.text);
  return reading;
}

static void
assert_read (const Reading *reading, double share, const char *what)
{
  ck_assert_msg (reading->error == NULL, "%s: %s", what,
                 reading->error ? reading->error->message : "");
  ck_assert_msg (reading->shortfall.reason == NULL, "%s: %s", what,
                 reading->shortfall.detail);
  ck_assert_msg (share_of_words (reading->lines) >= share, "%s: %.3f of the words: %s",
                 what, share_of_words (reading->lines), reading->lines);
}

static const struct
{
  const char *name;
  int format;
} formats[] = {
  { "image/png", IFF_PNG }, { "image/jpeg", IFF_JFIF_JPEG }, { "image/tiff", IFF_TIFF },
  { "image/bmp", IFF_BMP }, { "image/gif", IFF_GIF },        { "image/webp", IFF_WEBP },
};

START_TEST (format)
{
  g_autoptr (PIX) pix = page_image ();
  g_auto (Reading) reading = read_file (encode (pix, formats[_i].format));

  assert_read (&reading, CLEAN, formats[_i].name);
  ck_assert_uint_eq (gf_text_get_pages (reading.text), 1);
  ck_assert_msg (g_str_has_prefix (gf_text_get (reading.text, GF_TEXT_FORMAT), "image/"),
                 "%s", gf_text_get (reading.text, GF_TEXT_FORMAT));
}
END_TEST

static PIX *
turned_right (PIX *pix)
{
  return pixRotate90 (pix, 1);
}

static PIX *
turned_left (PIX *pix)
{
  return pixRotate90 (pix, -1);
}

static PIX *
on_its_head (PIX *pix)
{
  return pixRotate180 (NULL, pix);
}

static PIX *
aslant (PIX *pix)
{
  return pixRotate (pix, 0.035f, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
}

static PIX *
coarse (PIX *pix)
{
  PIX *half = pixScaleAreaMap (pix, 0.5f, 0.5f);

  pixSetResolution (half, DPI / 2, DPI / 2);
  return half;
}

/* As from a camera, which does not know how large the paper is. */
static PIX *
without_resolution (PIX *pix)
{
  PIX *copy = pixCopy (NULL, pix);

  pixSetResolution (copy, 72, 72);
  return copy;
}

static PIX *
white_on_black (PIX *pix)
{
  return pixInvert (NULL, pix);
}

static PIX *
grainy (PIX *pix)
{
  return pixAddGaussianNoise (pix, 40);
}

/* As faxes have them: half as many lines as columns. */
static PIX *
low (PIX *pix)
{
  PIX *fax = pixScale (pix, 1, 0.5f);

  pixSetResolution (fax, DPI, DPI / 2);
  return fax;
}

static const struct
{
  const char *name;
  PIX *(*change) (PIX *pix);
  double share;
} changes[] = {
  { "turned right", turned_right, CLEAN },
  { "turned left", turned_left, CLEAN },
  { "on its head", on_its_head, CLEAN },
  { "aslant by two degrees", aslant, CLEAN },
  { "150 dpi", coarse, 0.95 },
  { "no resolution", without_resolution, CLEAN },
  { "white on black", white_on_black, 0.95 },
  { "grainy", grainy, 0.95 },
  { "a fax", low, 0.9 },
};

START_TEST (changed)
{
  g_autoptr (PIX) pix = page_image ();
  g_autoptr (PIX) other = changes[_i].change (pix);
  g_auto (Reading) reading = read_file (encode (other, IFF_PNG));

  assert_read (&reading, changes[_i].share, changes[_i].name);
}
END_TEST

/* Blocks come in the order of the page, not of its turned image. */
START_TEST (turned_pages_read_from_top_to_bottom)
{
  g_autoptr (PIX) pix = page_image ();
  g_autoptr (PIX) other = turned_left (pix);
  g_auto (Reading) upright = read_file (encode (pix, IFF_PNG));
  g_auto (Reading) turned = read_file (encode (other, IFF_PNG));

  ck_assert_str_eq (turned.lines, upright.lines);
}
END_TEST

static int
make_tiff (int n_pages)
{
  g_autoptr (PIX) pix = page_image ();
  g_autoptr (PIX) black = pixThresholdToBinary (pix, 160);
  PIXA *pages = pixaCreate (n_pages);
  l_uint8 *bytes = NULL;
  size_t length;

  for (int i = 0; i < n_pages; i++)
    pixaAddPix (pages, black, L_CLONE);
  ck_assert_int_eq (pixaWriteMemMultipageTiff (&bytes, &length, pages), 0);
  pixaDestroy (&pages);
  int fd = make_file ((const char *) bytes, (gssize) length);
  lept_free (bytes);
  return fd;
}

START_TEST (pages_of_tiff)
{
  g_auto (Reading) reading = read_file (make_tiff (3));

  ck_assert_str_eq (reading_reason (&reading), "");
  ck_assert_uint_eq (gf_text_get_pages (reading.text), 3);
  ck_assert_ptr_nonnull (strstr (reading.lines, " 1 0 "));
  ck_assert_ptr_nonnull (strstr (reading.lines, " 2 0 "));
  ck_assert_ptr_nonnull (strstr (reading.lines, " 3 0 "));
}
END_TEST

START_TEST (more_images_than_allowed)
{
  GfExtractOptions options = { 0 };
  gf_limits_init (&options.limits);
  options.limits.ocr_pages = 1;
  g_auto (Reading) reading = read_with (make_tiff (2), &options, NULL);

  ck_assert_str_eq (reading_reason (&reading), "limit");
  ck_assert_str_eq (reading.shortfall.detail, "more than 1 pages are images: page 2 and "
                                              "those after were not read");
  ck_assert_double_ge (share_of_words (reading.lines), CLEAN);
}
END_TEST

START_TEST (scanned_pdf)
{
  g_autofree char *path = find ("scan.pdf");
  g_auto (Reading) reading = read_path (path);

  ck_assert_str_eq (reading_reason (&reading), "");
  ck_assert_double_ge (share_of_words (reading.lines), CLEAN);
}
END_TEST

static cairo_status_t
append (void *closure, const unsigned char *bytes, unsigned length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The page as an image, under a line of type. */
static int
make_stamped_pdf (void)
{
  g_autofree char *path = find ("scan.png");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  {
    g_autoptr (Surface) image = cairo_image_surface_create_from_png (path);
    g_autoptr (Surface) pdf = cairo_pdf_surface_create_for_stream (
        append, bytes, cairo_image_surface_get_width (image) * 72.0 / DPI,
        cairo_image_surface_get_height (image) * 72.0 / DPI);
    g_autoptr (Cairo) cairo = cairo_create (pdf);

    cairo_scale (cairo, 72.0 / DPI, 72.0 / DPI);
    cairo_set_source_surface (cairo, image, 0, 0);
    cairo_paint (cairo);
    cairo_identity_matrix (cairo);
    cairo_set_source_rgb (cairo, 0, 0, 0);
    cairo_move_to (cairo, 150, 10);
    cairo_set_font_size (cairo, 9);
    cairo_show_text (cairo, "Dok. 22/14-3");
  }
  return make_file ((const char *) bytes->data, (gssize) bytes->len);
}

/* Archives stamp the scans that they give away. */
START_TEST (stamp_is_not_all_of_a_page)
{
  g_auto (Reading) reading = read_file (make_stamped_pdf ());
  const char *stamp = strstr (reading.lines, "Dok. 22/14-3\n");

  assert_read (&reading, CLEAN, "stamped");
  ck_assert_ptr_nonnull (stamp);
  ck_assert_msg (strstr (stamp + strlen ("Dok. 22/14-3"), "22/14-3") == NULL, "%s",
                 reading.lines);
}
END_TEST

static const char *const no_languages[] = { NULL };

START_TEST (turned_off)
{
  GfExtractOptions options = { .languages = no_languages };
  gf_limits_init (&options.limits);
  g_auto (Reading) tiff = read_with (make_tiff (2), &options, NULL);
  g_auto (Reading) stamped = read_with (make_stamped_pdf (), &options, NULL);

  ck_assert_str_eq (reading_reason (&tiff), "no-text");
  ck_assert_str_eq (tiff.error->message,
                    "no text: pages that are only images: 2 of 2; the settings say that "
                    "text in images is not read");
  ck_assert_str_eq (reading_reason (&stamped), "");
}
END_TEST

START_TEST (without_data)
{
  static const struct
  {
    const char *language, *lack;
  } cases[] = { { "nor", "the package tesseract-ocr-nor, which reads them, is missing" },
                { "srp_latn", "the package tesseract-ocr-srp-latn, which reads them, is "
                              "missing" },
                { "../nor", "a language for text in images has a name that no language "
                            "has" } };
  const char *const languages[] = { cases[_i].language, NULL };
  GfExtractOptions options = { .languages = languages };
  gf_limits_init (&options.limits);
  g_setenv ("TESSDATA_PREFIX", "/nonexistent", TRUE);
  g_auto (Reading) reading = read_with (make_tiff (1), &options, NULL);
  g_autofree char *message = g_strconcat ("no text: pages that are only images: 1 of 1; ",
                                          cases[_i].lack, NULL);

  ck_assert_str_eq (reading_reason (&reading), "no-text");
  ck_assert_str_eq (reading.error->message, message);
  g_unsetenv ("TESSDATA_PREFIX");
}
END_TEST

/* Damaged data is not the end of the process. */
START_TEST (with_damaged_data)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "nor.traineddata", NULL);

  ck_assert (g_file_set_contents (path, "not tesseract's", -1, NULL));
  g_setenv ("TESSDATA_PREFIX", folder, TRUE);
  g_auto (Reading) reading = read_file (make_tiff (1));

  ck_assert_str_eq (reading_reason (&reading), "no-text");
  g_unsetenv ("TESSDATA_PREFIX");
}
END_TEST

/* What is heard while a file is read. */
typedef struct
{
  GVariantBuilder pages;
  GString *steps;
} Heard;

static bool
hear_progress (void *data, uint32_t page, uint32_t n_blocks, bool recognises)
{
  Heard *heard = data;

  (void) n_blocks;
  if (recognises)
    g_string_append_printf (heard->steps, "look at %u\n", page);
  return true;
}

static bool
hear_recognised (void *data, uint32_t page, const char *text)
{
  Heard *heard = data;

  g_variant_builder_add (&heard->pages, "(us)", page, text);
  g_string_append_printf (heard->steps, "saw %u\n", page);
  return true;
}

static const GfExtractHooks hooks
    = { .progress = hear_progress, .recognised = hear_recognised };

START_TEST (seen_once)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  Heard heard = { .steps = steps };
  GfExtractTask task = { .hooks = &hooks, .data = &heard };
  g_variant_builder_init (&heard.pages, G_VARIANT_TYPE ("a(us)"));
  g_auto (Reading) first = read_with (make_tiff (2), NULL, &task);
  g_autoptr (GVariant) pages = g_variant_ref_sink (g_variant_builder_end (&heard.pages));

  ck_assert_str_eq (steps->str, "look at 1\nsaw 1\nlook at 2\nsaw 2\n");
  ck_assert_str_eq (reading_reason (&first), "");

  /* Nothing could be seen now. */
  GfExtractOptions options = { .languages = no_languages };
  gf_limits_init (&options.limits);
  g_string_truncate (steps, 0);
  task.recognised = pages;
  g_auto (Reading) second = read_with (make_tiff (2), &options, &task);
  ck_assert_str_eq (steps->str, "");
  ck_assert_str_eq (reading_reason (&second), "");
  ck_assert_str_eq (second.lines, first.lines);
}
END_TEST

/* What comes back is not what was sent: the page is looked at again. */
START_TEST (nonsense_is_not_recalled)
{
  static const char *const texts[] = {
    "",
    "x",
    "5950 8420\n",
    "5950 8420 101\n",
    "0 8420 90\n",
    "99999999999999999999 8420 90\n",
    "5950 8420 90\n10 10 20 20 100 1 Sak",
    "5950 8420 90\n10 10 20 20 100 1 Sak\n",
    "5950 8420 90\n30 10 20 20 100 1\tSak\n",
    "5950 8420 90\n10 10 20 20 0 1\tSak\n",
    "5950 8420 90\n10 10 20 20 100 1\tSak\n\n",
  };

  ck_assert_ptr_null (gf_seen_page_unpack (texts[_i]));
}
END_TEST

START_TEST (packed_and_unpacked)
{
  g_autoptr (GfSeenPage) page
      = gf_seen_page_unpack ("5950 8420 87\n"
                             "-10 20 1000 130 110 1\tSøknad\tom\n"
                             "10 200 40 4000 95 0\tSandvær 12/3\n");

  ck_assert_ptr_nonnull (page);
  ck_assert_uint_eq (page->runs->len, 2);
  g_autofree char *packed = gf_seen_page_pack (page);
  ck_assert_str_eq (packed, "5950 8420 87\n"
                            "-10 20 1000 130 110 1\tSøknad\tom\n"
                            "10 200 40 4000 95 0\tSandvær 12/3\n");
}
END_TEST

START_TEST (time_is_up)
{
  g_autoptr (GfOcr) ocr = gf_ocr_new (NULL);
  g_autoptr (PIX) pix = page_image ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GfSeenPage) page = gf_ocr_see (ocr, pix, DPI, 1000, &error);

  ck_assert_ptr_null (page);
  ck_assert_int_eq (error->code, GF_OCR_ERROR_TIME);
  /* And the next page has its own. */
  g_autoptr (GfSeenPage) next
      = gf_ocr_see (ocr, pix, DPI, 60 * G_USEC_PER_SEC * GF_GUARD_SLOWNESS, NULL);
  ck_assert_ptr_nonnull (next);
}
END_TEST

/* A photograph of nothing, and the dots of a bad scan, say nothing. */
START_TEST (no_words)
{
  g_autoptr (PIX) white = pixCreate (1240, 1754, 8);
  pixSetAll (white);
  g_autoptr (PIX) noise = pixAddGaussianNoise (white, 120);
  g_autoptr (PIX) small = pixCreate (30, 30, 8);
  PIX *const images[] = { white, noise, small };
  static const char *const messages[]
      = { "no text in the file", "page 1 is only an image; it shows nothing but specks",
          "no text in the file" };
  g_auto (Reading) reading = read_file (encode (images[_i], IFF_PNG));

  ck_assert_str_eq (reading_reason (&reading), "no-text");
  ck_assert_str_eq (reading.error->message, messages[_i]);
}
END_TEST

START_TEST (too_large)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("GF_DAMAGED"), "images", "header-60000.png", NULL);
  g_auto (Reading) reading = read_path (path);

  ck_assert_str_eq (reading_reason (&reading), "limit");
}
END_TEST

/* In the sandbox, where files cannot be opened nor threads be made. */
START_TEST (in_the_sandbox)
{
  static const char *const names[] = { "scan.png", "scan.tiff", "scan.pdf" };
  g_autofree char *program
      = g_build_filename (g_getenv ("GF_TOP_BUILDDIR"), "gjenfinn-extract", NULL);
  g_autofree char *path = find (names[_i]);
  g_autofree char *command
      = g_strdup_printf ("sh -c '\"%s\" --dump < \"%s\"'", program, path);
  g_autofree char *lines = NULL;
  int status;

  ck_assert (g_spawn_command_line_sync (command, &lines, NULL, &status, NULL));
  ck_assert_int_eq (status, 0);
  ck_assert_ptr_nonnull (strstr (lines, "@status\tread\t"));
  ck_assert_double_ge (share_of_words (lines), CLEAN);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-images");
  TCase *tests = tcase_create ("extract-images");
  g_autoptr (GfOcr) ocr = gf_ocr_new (NULL);

  if (gf_ocr_get_lack (ocr) != NULL)
    {
      printf ("1..0 # SKIP %s\n", gf_ocr_get_lack (ocr));
      return EXIT_SUCCESS;
    }
  setMsgSeverity (L_SEVERITY_NONE);
  tcase_set_timeout (tests, 60 * GF_GUARD_SLOWNESS);
  tcase_add_loop_test (tests, format, 0, G_N_ELEMENTS (formats));
  tcase_add_loop_test (tests, changed, 0, G_N_ELEMENTS (changes));
  tcase_add_test (tests, turned_pages_read_from_top_to_bottom);
  tcase_add_test (tests, pages_of_tiff);
  tcase_add_test (tests, more_images_than_allowed);
  tcase_add_test (tests, scanned_pdf);
  tcase_add_test (tests, stamp_is_not_all_of_a_page);
  tcase_add_test (tests, turned_off);
  tcase_add_loop_test (tests, without_data, 0, 3);
  tcase_add_test (tests, with_damaged_data);
  tcase_add_test (tests, seen_once);
  tcase_add_loop_test (tests, nonsense_is_not_recalled, 0, 11);
  tcase_add_test (tests, packed_and_unpacked);
  tcase_add_test (tests, time_is_up);
  tcase_add_loop_test (tests, no_words, 0, 3);
  tcase_add_test (tests, too_large);
  tcase_add_loop_test (tests, in_the_sandbox, 0, 3);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
