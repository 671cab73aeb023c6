#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes configure from configure.ac.  Run in any folder; works on the one it stands in.
set -eu
cd "$(dirname "$0")"
mkdir -p m4
exec autoreconf --force --install --warnings=all
