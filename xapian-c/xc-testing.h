/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hook for the tests of xapian-c, in a library of its own that no program links:
 * throws, inside a guard, each of the exceptions libxapian can throw.
 */
#ifndef XC_TESTING_H
#define XC_TESTING_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

/**
 * xc_testing_get_name: the name of an exception.
 * @which: from 0
 *
 * Returns: (transfer none): its class as Error::get_type() has it, or "std::bad_alloc" or
 * "int"; NULL after the last.
 */
const char *xc_testing_get_name (size_t which);

/** xc_testing_throw: throws exception @which through a guard, as any function of xapian-c
 * might; returns false. */
bool xc_testing_throw (size_t which, GError **error);

G_END_DECLS

#endif
