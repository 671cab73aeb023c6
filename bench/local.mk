# SPDX-License-Identifier: GPL-3.0-or-later
# Measuring: by hand, but for one run over a handful of files that shows that it works.
TESTS += bench/smoke.sh
EXTRA_DIST += bench/index bench/pdf-words bench/smoke.sh
