# SPDX-License-Identifier: GPL-3.0-or-later
bin_PROGRAMS += gjenfinn-searchd
noinst_LIBRARIES += libsearchd.a

# All but http.c and main.c, so that tests need neither a socket nor the HTTP library.
libsearchd_a_SOURCES = \
	searchd/answers/access.h searchd/answers/access.c searchd/answers/access-rules.c \
	searchd/answers/answers.h \
	searchd/answers/ask.h searchd/answers/ask.c \
	searchd/answers/base-url.h searchd/answers/base-url.c \
	searchd/answers/credentials.h searchd/answers/credentials.c \
	searchd/answers/documents.c \
	searchd/answers/feed.c \
	searchd/answers/feed-entry.h searchd/answers/feed-entry.c \
	searchd/answers/format.h searchd/answers/format.c \
	searchd/answers/health.c \
	searchd/answers/holdings.c \
	searchd/answers/index-pool.h searchd/answers/index-pool.c \
	searchd/answers/index-problem.h searchd/answers/index-problem.c \
	searchd/answers/opensearch.c \
	searchd/answers/original.h searchd/answers/original.c \
	searchd/answers/parameters.h searchd/answers/parameters.c \
	searchd/answers/searching.c \
	searchd/answers/service.h searchd/answers/service.c \
	searchd/answers/site.h searchd/answers/site.c \
	searchd/answers/token-check.h searchd/answers/token-check.c \
	searchd/answers/token-hash.h searchd/answers/token-hash.c \
	searchd/answers/xml.h searchd/answers/xml.c \
	searchd/http/accept.h searchd/http/accept.c \
	searchd/http/address.h searchd/http/address.c \
	searchd/http/conditional.h searchd/http/conditional.c \
	searchd/http/connections.h searchd/http/connections.c \
	searchd/http/encoding.h searchd/http/encoding.c \
	searchd/http/cors.h searchd/http/cors.c \
	searchd/http/tls.h searchd/http/tls.c \
	searchd/http/turns.h searchd/http/turns.c \
	searchd/http/listen.h searchd/http/listen.c \
	searchd/http/exchange.h searchd/http/exchange.c \
	searchd/http/limits.h \
	searchd/http/problem.h searchd/http/problem.c \
	searchd/http/proxies.h searchd/http/proxies.c \
	searchd/http/queue.h searchd/http/queue.c \
	searchd/http/range.h searchd/http/range.c \
	searchd/http/rate.h searchd/http/rate.c \
	searchd/http/reply.h searchd/http/reply.c \
	searchd/http/request.h searchd/http/request.c \
	searchd/operate/handed-sockets.h searchd/operate/handed-sockets.c \
	searchd/operate/log.h searchd/operate/log.c \
	searchd/operate/log-escape.h searchd/operate/log-escape.c \
	searchd/operate/metrics.h searchd/operate/metrics-private.h \
	searchd/operate/metrics.c searchd/operate/metrics-format.c \
	searchd/operate/notify.h searchd/operate/notify.c \
	searchd/operate/process.h searchd/operate/process.c \
	searchd/operate/watchdog.h searchd/operate/watchdog.c \
	searchd/config-file.h searchd/config-file.c \
	searchd/nearest.h searchd/nearest.c \
	searchd/settings-table.h searchd/settings-table.c \
	searchd/settings.h searchd/settings.c
libsearchd_a_CPPFLAGS = $(AM_CPPFLAGS) $(GLIB_CFLAGS) $(JANSSON_CFLAGS) $(GNUTLS_CFLAGS)

# The one that knows the HTTP library.
noinst_LIBRARIES += libhttpd.a
libhttpd_a_SOURCES = searchd/http/http.h searchd/http/http.c
libhttpd_a_CPPFLAGS = $(libsearchd_a_CPPFLAGS) $(MICROHTTPD_CFLAGS)

gjenfinn_searchd_SOURCES = \
	searchd/index-state.h searchd/index-state.c \
	searchd/listeners.h searchd/listeners.c \
	searchd/run.h searchd/run.c \
	searchd/main.c
# Never compiled to anything: it makes automake link with the C++ compiler, as libxapian needs.
nodist_EXTRA_gjenfinn_searchd_SOURCES = searchd/dummy.cc
gjenfinn_searchd_CPPFLAGS = $(libsearchd_a_CPPFLAGS)
GF_SEARCHD_LIBS = libsearchd.a libquery.a $(QUERY_LIBS) $(CRYPT_LIBS) $(GNUTLS_LIBS)
gjenfinn_searchd_LDADD = libhttpd.a $(GF_SEARCHD_LIBS) $(MICROHTTPD_LIBS)

# The page.
webdir = $(pkgdatadir)/web
dist_web_DATA = \
	searchd/web/api.js \
	searchd/web/coverage.js \
	searchd/web/document-facts.js \
	searchd/web/document.js \
	searchd/web/dom.js \
	searchd/web/excerpt.js \
	searchd/web/facets.js \
	searchd/web/header.js \
	searchd/web/hits.js \
	searchd/web/i18n.js \
	searchd/web/icon.svg \
	searchd/web/index.html \
	searchd/web/like-view.js \
	searchd/web/main.js \
	searchd/web/problem.js \
	searchd/web/reading.js \
	searchd/web/results.js \
	searchd/web/search-form.js \
	searchd/web/search-view.js \
	searchd/web/state.js \
	searchd/web/styles.css \
	searchd/web/suggestions.js \
	searchd/web/take-away.js \
	searchd/web/texts-en.js \
	searchd/web/texts-nb.js \
	searchd/web/texts-nn.js \
	searchd/web/unit-links.js \
	searchd/web/unread.js \
	searchd/web/wording.js

# What the page takes from Designsystemet: npm brings it into a checkout, a tarball holds it.
webvendordir = $(webdir)/vendor
dist_webvendor_DATA = \
	searchd/web/vendor/designsystemet.css \
	searchd/web/vendor/designsystemet.js \
	searchd/web/vendor/theme.css \
	searchd/web/vendor/LICENSE.txt
EXTRA_DIST += searchd/web/package.json searchd/web/package-lock.json searchd/web/.npmrc

NPM_FOLDER = searchd/web/npm
NPM_DESIGNSYSTEMET = $(NPM_FOLDER)/node_modules/@digdir
searchd/web/vendor/designsystemet.css: searchd/web/package-lock.json
	@test -n "$(NPM)" || { echo "npm is missing: install the Debian package npm" >&2; exit 1; }
	$(AM_V_at)$(MKDIR_P) $(NPM_FOLDER) searchd/web/vendor
	$(AM_V_at)cp $(srcdir)/searchd/web/package.json $(srcdir)/searchd/web/package-lock.json \
		$(srcdir)/searchd/web/.npmrc $(NPM_FOLDER)/
	$(AM_V_GEN)cd $(NPM_FOLDER) && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(AM_V_at)cp $(NPM_DESIGNSYSTEMET)/designsystemet-css/dist/src/index.css $@-new
	$(AM_V_at)chmod 644 $@-new && mv $@-new $@

# As old as the first, so that make in an unpacked tarball leaves them all alone.
searchd/web/vendor/theme.css: searchd/web/vendor/designsystemet.css
	$(AM_V_GEN)cp $(NPM_DESIGNSYSTEMET)/designsystemet-css/dist/theme/designsystemet.css $@
	$(AM_V_at)chmod 644 $@ && touch -r searchd/web/vendor/designsystemet.css $@
searchd/web/vendor/designsystemet.js: searchd/web/vendor/designsystemet.css
	$(AM_V_GEN)sed '/^\/\/# sourceMappingURL=/d' \
		$(NPM_DESIGNSYSTEMET)/designsystemet-web/dist/umd/index.js > $@
	$(AM_V_at)chmod 644 $@ && touch -r searchd/web/vendor/designsystemet.css $@
searchd/web/vendor/LICENSE.txt: searchd/web/vendor/designsystemet.css
	$(AM_V_GEN)cat $(NPM_DESIGNSYSTEMET)/designsystemet-css/LICENSE \
		$(NPM_FOLDER)/node_modules/@floating-ui/dom/LICENSE > $@
	$(AM_V_at)chmod 644 $@ && touch -r searchd/web/vendor/designsystemet.css $@

# The description of the API is one of the page's files: it is served where it is installed.
webapidir = $(webdir)/api/v1
dist_webapi_DATA = doc/openapi.yaml

# The build tree looks like an installed one, so that the daemon finds its page in both.
share/gjenfinn/web/.complete: $(dist_web_DATA) $(dist_webvendor_DATA) $(dist_webapi_DATA)
	$(AM_V_at)rm -rf share/gjenfinn/web && $(MKDIR_P) share/gjenfinn/web/vendor share/gjenfinn/web/api/v1
	$(AM_V_GEN)for file in $^; do \
	  case $$file in \
	    */vendor/*) cp $$file share/gjenfinn/web/vendor/ || exit 1 ;; \
	    */openapi.yaml) cp $$file share/gjenfinn/web/api/v1/ || exit 1 ;; \
	    *) cp $$file share/gjenfinn/web/ || exit 1 ;; \
	  esac; \
	done
	$(AM_V_at)touch $@
noinst_DATA += share/gjenfinn/web/.complete

MAINTAINERCLEANFILES = $(dist_webvendor_DATA)
clean-local: clean-local-web
clean-local-web:
	rm -rf share/gjenfinn/web $(NPM_FOLDER)
.PHONY: clean-local-web
