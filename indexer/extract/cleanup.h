/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cleanup.h: g_autoptr for what poppler-glib gives it to only from 25.06.
 */
#pragma once

#include <poppler.h>

#if !POPPLER_CHECK_VERSION(25, 6, 0)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)
#endif
