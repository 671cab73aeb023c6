#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Calls and words that have no place here.
# shellcheck source=tests/lint/lib.sh
. "$GF_TOP_SRCDIR/tests/lint/lib.sh"

# found 'PATTERN' ['FILES-TO-LEAVE-OUT']: where code (not tests) has it.
found ()
{
  sources | grep -vE "^tests/${2:+|$2}" | xargs -r grep -nE "$1" || true
}

found '\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|tmpnam|mktemp|atoi|atol|atof|sscanf|alloca)[[:space:]]*\(' \
  | rule "no call that cannot bound what it writes or say that it failed"
found '\b(system|popen|g_spawn_command_line_a?sync)[[:space:]]*\(' | rule "no shell"
found '\bgoto\b' | rule "no goto"
found '\b(TODO|XXX|FIXME|HACK)\b' | rule "no open marks: an issue, or NEEDSWORK with the decision"
found 'set_time_limit' '^xapian-c/xc-deadline.hh' \
  | rule "no set_time_limit: its timer writes to the stack of searches that are over"
found 'Xapian::Query::MatchAll' | rule "no shared MatchAll: its reference count is not for threads"
sources | xargs -r grep -LE '^/\* SPDX-License-Identifier: GPL-3.0-or-later \*/' \
  | rule "every source says its licence first"
git ls-files 2> /dev/null | grep -vE '^(corpus/examples|corpus/damaged)/' \
  | xargs -r -d '\n' grep -nIE 'registry\.npmjs|deb\.debian|/work/|/root/' 2> /dev/null \
  | grep -v '^tests/lint/calls.sh:' | rule "no path of a machine, no host of a package registry" || true
finish
