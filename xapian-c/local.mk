# SPDX-License-Identifier: GPL-3.0-or-later
# The C face of libxapian, and the one place of C++.

noinst_LIBRARIES += libxapian-c.a
libxapian_c_a_SOURCES = \
	xapian-c/xapian-c.h \
	xapian-c/xc-best.cc \
	xapian-c/xc-best.hh \
	xapian-c/xc-bulk.cc \
	xapian-c/xc-bulk.hh \
	xapian-c/xc-database.cc \
	xapian-c/xc-database.h \
	xapian-c/xc-deadline.cc \
	xapian-c/xc-deadline.hh \
	xapian-c/xc-dictionary.cc \
	xapian-c/xc-dictionary.hh \
	xapian-c/xc-document.cc \
	xapian-c/xc-document.hh \
	xapian-c/xc-error.cc \
	xapian-c/xc-error.h \
	xapian-c/xc-glass.cc \
	xapian-c/xc-glass.hh \
	xapian-c/xc-glass-database.cc \
	xapian-c/xc-glass-database.hh \
	xapian-c/xc-glass-keys.hh \
	xapian-c/xc-glass-layout.hh \
	xapian-c/xc-glass-reader.cc \
	xapian-c/xc-glass-reader.hh \
	xapian-c/xc-glass-table.cc \
	xapian-c/xc-glass-table.hh \
	xapian-c/xc-gone.cc \
	xapian-c/xc-gone.hh \
	xapian-c/xc-groups.cc \
	xapian-c/xc-groups.hh \
	xapian-c/xc-inverted.cc \
	xapian-c/xc-inverted.hh \
	xapian-c/xc-list.cc \
	xapian-c/xc-list.h \
	xapian-c/xc-places.cc \
	xapian-c/xc-places.hh \
	xapian-c/xc-placing.cc \
	xapian-c/xc-placing.hh \
	xapian-c/xc-private.hh \
	xapian-c/xc-match.cc \
	xapian-c/xc-match.hh \
	xapian-c/xc-match-leaf.cc \
	xapian-c/xc-match-weigh.cc \
	xapian-c/xc-match-within.cc \
	xapian-c/xc-memory.cc \
	xapian-c/xc-memory.hh \
	xapian-c/xc-merge.cc \
	xapian-c/xc-merge.hh \
	xapian-c/xc-query.cc \
	xapian-c/xc-query.h \
	xapian-c/xc-search.cc \
	xapian-c/xc-search-memory.cc \
	xapian-c/xc-query-shards.cc \
	xapian-c/xc-search-shards.cc \
	xapian-c/xc-search.h \
	xapian-c/xc-set.cc \
	xapian-c/xc-set.hh \
	xapian-c/xc-set-source.hh \
	xapian-c/xc-within.cc \
	xapian-c/xc-within.hh \
	xapian-c/xc-writer.cc \
	xapian-c/xc-writer.h
libxapian_c_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) $(XAPIAN_CFLAGS)

# What only the tests of the shim link: it throws each of libxapian's exceptions.
check_LIBRARIES += libxapian-c-testing.a
libxapian_c_testing_a_SOURCES = \
	xapian-c/xc-testing.cc \
	xapian-c/xc-testing-describe.cc \
	xapian-c/xc-testing.h
libxapian_c_testing_a_CPPFLAGS = $(libxapian_c_a_CPPFLAGS)
