# SPDX-License-Identifier: GPL-3.0-or-later
# Whatever links libnorsk.a adds $(GLIB_LIBS) and $(STEMMER_LIBS); what asks for an analysis (analysis.h),
# $(NORSK_LIBS) in place of the latter, and is linked by the C++ compiler.
NORSK_LIBS = $(STEMMER_LIBS) $(LTTOOLBOX_LIBS)

noinst_LIBRARIES += libnorsk.a
libnorsk_a_SOURCES = \
	norsk/analysis-private.h \
	norsk/analysis.c norsk/analysis.h \
	norsk/compound.c norsk/compound.h \
	norsk/forms.c norsk/forms.h \
	norsk/joined-word.c norsk/joined-word.h \
	norsk/lexis.c norsk/lexis.h \
	norsk/lttoolbox-c.h \
	norsk/parts.c norsk/parts.h \
	norsk/readings.c norsk/readings.h \
	norsk/roots.c norsk/roots.h \
	norsk/stem.c norsk/stem.h \
	norsk/tokens.c norsk/tokens.h \
	norsk/word-lists.c norsk/word-lists.h
if LTTOOLBOX
libnorsk_a_SOURCES += norsk/lttoolbox-c.cc
else
libnorsk_a_SOURCES += norsk/lttoolbox-none.c
endif
libnorsk_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) $(LTTOOLBOX_CFLAGS) \
	-DGF_DICTIONARIES=\"$(apertiumdir)\"
