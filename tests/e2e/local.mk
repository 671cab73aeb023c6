# SPDX-License-Identifier: GPL-3.0-or-later
E2E_TESTS = \
	tests/e2e/010-index.sh \
	tests/e2e/020-seeds.sh \
	tests/e2e/030-kill.sh \
	tests/e2e/040-examples.sh \
	tests/e2e/050-contract.sh
TESTS += $(E2E_TESTS)
EXTRA_DIST += $(E2E_TESTS) tests/score-understanding tests/e2e/lib.sh
