/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * access.h: who may ask, and which other sites' pages may read the answers.
 *
 * public: everyone.  internal: who shows a token (a hash of which the settings have), or
 * whom a trusted proxy names; or everyone on this machine, where the settings say so in
 * as many words.  Only /healthz and /readyz, which tell nothing of the index, are always
 * answered.  What is refused is refused before the index is looked at, and in the same
 * words whatever was asked for.
 *
 * For any number of threads; the rules may change under them.
 */
#pragma once

#include <stdbool.h>

#include "searchd/http/reply.h"
#include "searchd/http/request.h"

/* As the settings have them. */
typedef struct
{
  GStrv tokens; /* hashes of tokens (token-hash.h); NULL for none */
  char
      *user_header; /* in which a trusted proxy says who asks; NULL: it is not believed */
  GStrv origins;    /* whose pages may read the answers (http/cors.h); NULL for none */
  bool open;        /* internal to everyone on this machine, without either */
} GfAccessRules;

void gf_access_rules_clear (GfAccessRules *rules);

/*
 * gf_access_rules_check: whether @rules can be used.
 * Errors: G_KEY_FILE_ERROR_INVALID_VALUE: the message begins with the key, in quotes; no
 * hash stands in it.  Internal with neither tokens nor user_header nor open is one.
 */
bool gf_access_rules_check (const GfAccessRules *rules, const char *level,
                            GError **error);

/*
 * gf_access_check_listener: whether @fd, which listens, may be answered on: what is open
 * only where none but this machine comes in: on a loopback address or a Unix socket.
 * Errors: G_KEY_FILE_ERROR_INVALID_VALUE, as above.
 */
bool gf_access_check_listener (const GfAccessRules *rules, const char *level, int fd,
                               GError **error);

typedef struct GfAccess GfAccess;

/* gf_access_new: @rules: gf_access_rules_check (); copied. */
GfAccess *gf_access_new (const GfAccessRules *rules, const char *level);
void gf_access_free (GfAccess *access);

/* gf_access_set_rules: from the next request on; where the tokens are others, what was
 * remembered of them is forgotten. */
void gf_access_set_rules (GfAccess *access, const GfAccessRules *rules);

/*
 * gf_access_intercept: what answers @request instead of its route.
 * @access: NULL for everyone
 * @request: its route is set, where it has one; it need not be parsed
 * Returns: (transfer full): 401 with the ways to show a token, 403 (a name of this
 * machine that only a forged page uses), 503 (too many new tokens at once), or the answer
 * to a CORS preflight; NULL: its route is to answer.
 */
GfReply *gf_access_intercept (GfAccess *access, const GfHttpRequest *request);

/* gf_access_is_quick: whether gf_access_intercept () takes no time worth a thread's: a
 * token that is not known yet takes tens of milliseconds.  @access: NULL as above. */
bool gf_access_is_quick (GfAccess *access, const GfHttpRequest *request);

/*
 * gf_access_mark: adds to @reply what it carries because of who asked: CORS headers, and
 * at internal that no shared cache may keep it.  For every reply, a refusal too.
 * @access: NULL: nothing
 */
void gf_access_mark (GfAccess *access, const GfHttpRequest *request, GfReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfAccess, gf_access_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfAccessRules, gf_access_rules_clear)
