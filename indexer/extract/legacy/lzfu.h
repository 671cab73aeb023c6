/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lzfu.h: the packed RTF of Outlook, [MS-OXRTFCP].
 */
#pragma once

#include "indexer/extract/legacy/span.h"

/*
 * gf_lzfu_unpack: what @packed holds; what there is of it, where it breaks off.
 * @max_bytes: that are unpacked at most
 * Returns: (transfer full): NULL where @packed is nothing of the kind.  Its checksum is
 * not looked at: text that was changed on the way is better than none.
 */
GBytes *gf_lzfu_unpack (GfSpan packed, size_t max_bytes);
