# SPDX-License-Identifier: GPL-3.0-or-later
# The page in a real browser: skipped where there is no Chromium, or npm cannot bring the driver.
TESTS += tests/web/test-modules.sh tests/web/test-page.sh
EXTRA_DIST += \
	tests/web/package.json tests/web/package-lock.json tests/web/.npmrc \
	tests/web/asking.mjs tests/web/browser.mjs tests/web/like.mjs \
	tests/web/modules.mjs tests/web/page.mjs tests/web/tap.mjs \
	tests/web/test-modules.sh tests/web/test-page.sh

# Before the tests and not in them: tests have another home, and so another npm.
check_DATA += tests/web/npm/.complete
tests/web/npm/.complete: tests/web/package-lock.json
	$(AM_V_at)rm -rf tests/web/npm && $(MKDIR_P) tests/web/npm
	$(AM_V_at)cp $(srcdir)/tests/web/package.json $(srcdir)/tests/web/package-lock.json \
		$(srcdir)/tests/web/.npmrc tests/web/npm/
	$(AM_V_GEN)cd tests/web/npm && { test -n "$(NPM)" \
		&& $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error; } \
		|| echo "the page is not tested in a browser: npm brought no driver" >&2
	$(AM_V_at)touch $@
clean-local: clean-local-web-tests
clean-local-web-tests:
	rm -rf tests/web/npm
.PHONY: clean-local-web-tests
