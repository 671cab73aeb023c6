# SPDX-License-Identifier: GPL-3.0-or-later
LINT_TESTS = \
	tests/lint/calls.sh \
	tests/lint/format.sh \
	tests/lint/headers.sh \
	tests/lint/layers.sh \
	tests/lint/links.sh \
	tests/lint/manual.sh \
	tests/lint/registers.sh \
	tests/lint/shell.sh \
	tests/lint/units.sh
TESTS += $(LINT_TESTS)
EXTRA_DIST += $(LINT_TESTS) tests/lint/lib.sh
