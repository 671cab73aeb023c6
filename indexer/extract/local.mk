# SPDX-License-Identifier: GPL-3.0-or-later
pkglibexec_PROGRAMS += gjenfinn-extract
noinst_LIBRARIES += libextract.a
# All but main, so that tests can read files without a sandbox.
libextract_a_SOURCES = \
	indexer/extract/analyse.c \
	indexer/extract/analyse.h \
	indexer/extract/charset.c \
	indexer/extract/charset.h \
	indexer/extract/cleanup.h \
	indexer/extract/detect.c \
	indexer/extract/detect.h \
	indexer/extract/docx-styles.c \
	indexer/extract/docx-styles.h \
	indexer/extract/docx.c \
	indexer/extract/dump.c \
	indexer/extract/dump.h \
	indexer/extract/ellipsis.c \
	indexer/extract/ellipsis.h \
	indexer/extract/extract.c \
	indexer/extract/extract.h \
	indexer/extract/flow.c \
	indexer/extract/flow.h \
	indexer/extract/html-hints.c \
	indexer/extract/html-hints.h \
	indexer/extract/html.c \
	indexer/extract/inquiry.c \
	indexer/extract/inquiry.h \
	indexer/extract/limits.h \
	indexer/extract/markdown.c \
	indexer/extract/markdown.h \
	indexer/extract/members.c \
	indexer/extract/odt.c \
	indexer/extract/office.c \
	indexer/extract/office.h \
	indexer/extract/pdf-blocks.c \
	indexer/extract/pdf-columns.c \
	indexer/extract/pdf-layout.c \
	indexer/extract/pdf-lines.c \
	indexer/extract/pdf-page.c \
	indexer/extract/pdf-region.h \
	indexer/extract/pdf-rows.c \
	indexer/extract/pdf-table.c \
	indexer/extract/pdf.c \
	indexer/extract/pdf.h \
	indexer/extract/plain.c \
	indexer/extract/postings-pack.c \
	indexer/extract/postings-private.h \
	indexer/extract/postings.c \
	indexer/extract/postings.h \
	indexer/extract/reading.c \
	indexer/extract/reading.h \
	indexer/extract/worker.c \
	indexer/extract/worker.h \
	indexer/extract/xml.c \
	indexer/extract/xml.h \
	indexer/extract/zip.c \
	indexer/extract/zip.h
libextract_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) $(POPPLER_CFLAGS) $(MAGIC_CFLAGS) \
	$(ARCHIVE_CFLAGS) $(XML_CFLAGS) $(CMARK_CFLAGS) $(GSF_CFLAGS) $(GMIME_CFLAGS) $(TESSERACT_CFLAGS)
gjenfinn_extract_SOURCES = indexer/extract/main.c
gjenfinn_extract_CPPFLAGS = $(libextract_a_CPPFLAGS)
GF_EXTRACT_LIBS = libextract.a libsandbox.a libunderstand.a libnorsk.a libcommon.a \
	$(POPPLER_LIBS) $(MAGIC_LIBS) $(ARCHIVE_LIBS) $(XML_LIBS) $(CMARK_LIBS) $(GSF_LIBS) $(GMIME_LIBS) \
	$(TESSERACT_LIBS) $(SECCOMP_LIBS) $(STEMMER_LIBS) $(GLIB_LIBS) -lm
gjenfinn_extract_LDADD = $(GF_EXTRACT_LIBS)
