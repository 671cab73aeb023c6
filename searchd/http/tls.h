/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tls.h: the certificate and key with which the daemon speaks TLS by itself.  The only
 * file that knows GnuTLS, which libmicrohttpd speaks it with, is tls.c.
 *
 * There is one for the whole process: what the library calls for it gets nothing by which
 * it could tell one server from another.  It may be loaded anew while it is in use:
 * connections that come then get the new one.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* TLS 1.2 and 1.3 only. */
#define GF_TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

/*
 * gf_tls_load: the certificate, with those that lead to its root after it, and its key;
 * both PEM.  Where it fails, what was loaded before stays.
 * Errors: G_KEY_FILE_ERROR_INVALID_VALUE: the message begins with the key of the settings
 * that is wrong, in quotes: the file cannot be read, or the two do not belong together.
 */
bool gf_tls_load (const char *certificate_file, const char *key_file, GError **error);

/* gf_tls_check: whether gf_tls_load () would succeed.  Errors: the same. */
bool gf_tls_check (const char *certificate_file, const char *key_file, GError **error);

/* gf_tls_is_loaded: whether TLS is to be spoken. */
bool gf_tls_is_loaded (void);

/* gf_tls_clear: when no server is left. */
void gf_tls_clear (void);

/* What libmicrohttpd takes for MHD_OPTION_HTTPS_CERT_CALLBACK; GnuTLS has its type. */
typedef void (*GfTlsCallback) (void);
GfTlsCallback gf_tls_get_callback (void);
