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
 * The first bytes of formats that say what they are (archives, images, PDF, also after
 * some noise), the head of a mail, and then libmagic's word, mended where it knows less
 * than the bytes say: HTML, XML, CSV, Markdown, text with a stray control character.
 * Of OLE2 and ZIP only the container is told: what lies in it is for who reads it.
 * Returns: (transfer full): lower case, without parameters; "application/octet-stream"
 * where nothing is known.
 */
char *gf_detect (GfDetector *detector, const uint8_t *bytes, size_t length);

/*
 * gf_detect_mail: "message/rfc822", "multipart/related" for a saved web page (MHTML),
 * "application/mbox"; NULL for none of them (transfer none).  It takes more than "Fra:"
 * and "Til:" to make a mail: a field that only programs write.
 */
const char *gf_detect_mail (const uint8_t *bytes, size_t length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDetector, gf_detector_free)
