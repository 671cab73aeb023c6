/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * markdown.h: whether a text is Markdown: a text, not a media type, since libmagic calls
 * both text/plain.
 */
#pragma once

#include <stdbool.h>

/*
 * gf_markdown_is_likely: whether @text, the start of a file, was written as Markdown: its
 * first line, or two lines or more, are headings begun by '#'.  Asterisks, dashes and
 * "[text](#)" prove nothing: converters leave them behind in minutes that were never
 * Markdown.
 */
bool gf_markdown_is_likely (const char *text);
