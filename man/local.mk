# SPDX-License-Identifier: GPL-3.0-or-later
dist_man_MANS += \
	man/gjenfinn-indexer.1 \
	man/gjenfinn-query.1 \
	man/gjenfinn-searchd.8 \
	man/gjenfinn-shards.5
