#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# kill -9 of the indexer, its workers and gjenfinn-words at random moments, while the collection changes:
# nothing committed is lost, nothing is there twice, the next run completes and is as good as a fresh index.
# GF_KILLS: how many rounds; GF_SEED: the same moments again.
exec python3 "$GF_TOP_SRCDIR/tests/e2e/kill-rounds" "${GF_KILLS:-12}" "${GF_SEED:-$$}"
