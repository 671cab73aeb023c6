# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the lint tests: each rule is one test; what breaks it is printed.
# shellcheck shell=bash disable=SC2034
set -uo pipefail
# rule counts at the end of a pipe.
shopt -s lastpipe
cd "$GF_TOP_SRCDIR" || exit 1
n_rules=0

# The C and C++ files of the project, but for generated ones.
sources ()
{
  find common xapian-c norsk indexer query searchd tests -name node_modules -prune -o -name vendor \
    -prune -o -type f \( -name '*.c' -o -name '*.h' -o -name '*.cc' -o -name '*.hh' \) -print | sort
}

# rule NAME: passes when standard input is empty; shows it otherwise.
rule ()
{
  local offences
  offences=$(cat)
  n_rules=$((n_rules + 1))
  if [ -z "$offences" ]; then
    printf 'ok %d - %s\n' "$n_rules" "$1"
  else
    printf 'not ok %d - %s\n' "$n_rules" "$1"
    printf '%s\n' "$offences" | sed 's/^/# /'
  fi
}

skip ()
{
  n_rules=$((n_rules + 1))
  printf 'ok %d - %s # SKIP %s\n' "$n_rules" "$1" "$2"
}

finish ()
{
  printf '1..%d\n' "$n_rules"
}
