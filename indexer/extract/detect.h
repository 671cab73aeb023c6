/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * detect.h: what a file is, from its first bytes.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes from the start of a file that gf_detect () is given, at most. */
#define GF_DETECT_BYTES 65536

typedef struct GfDetector GfDetector;

/* Loads libmagic's database: before the sandbox closes.  Errors: GF_EXTRACT_ERROR_IO. */
GfDetector *gf_detector_new (GError **error);
void gf_detector_free (GfDetector *detector);

/*
 * gf_detect: the media type of what begins with @bytes, which are not none.
 * libmagic's word, mended where it knows less than the bytes say: HTML and PDF after some
 * noise, Markdown, text with a stray control character, encrypted Office files. Returns:
 * (transfer full): lower case, without parameters; "application/octet-stream" where
 * nothing is known.
 */
char *gf_detect (GfDetector *detector, const uint8_t *bytes, size_t length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDetector, gf_detector_free)
