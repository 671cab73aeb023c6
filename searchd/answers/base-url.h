/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base-url.h: addresses that are read away from here: in feeds, in a browser's list of
 * search engines.
 */
#pragma once

#include "searchd/answers/service.h"

/*
 * gf_base_url: where this service is, as the settings say (behind a proxy only they
 * know); else as the client called it, by its header Host: "http://sok.example:8080".
 * Returns: (transfer full): without a '/' at the end; a Host that is no host is not
 * repeated.
 */
char *gf_base_url (const GfService *service, const GfHttpRequest *request);

/*
 * gf_base_url_query: the parameters of @request as the query of a URL, without those in
 * @without, which a NULL ends; then @name and @value, unless NULL.
 * Returns: (transfer full): "?q=a%20b", "" for none.
 */
char *gf_base_url_query (const GfHttpRequest *request, const char *const *without,
                         const char *name, const char *value);
