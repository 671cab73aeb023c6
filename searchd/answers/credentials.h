/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * credentials.h: the token that a request shows in its Authorization header: by itself
 * (Bearer, RFC 6750) or as the password of whatever name (Basic, RFC 7617), which is what
 * browsers ask people for.
 */
#pragma once

#include <stdbool.h>

#include "searchd/http/request.h"

/*
 * gf_credentials_dup_token: the token that @request shows.
 * Returns: (transfer full): free it with gf_access_token_free (); NULL where there is no
 * header, more than one, another scheme, or nothing that could be a token
 * (common/access-token.h).
 */
char *gf_credentials_dup_token (const GfHttpRequest *request);
