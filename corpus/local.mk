# SPDX-License-Identifier: GPL-3.0-or-later
# Registers: knowledge of the field, read by the extractor before it locks itself in.
registersdir = $(pkgdatadir)/registers
dist_registers_DATA = \
	corpus/registers/abbreviations.tsv \
	corpus/registers/bodies.tsv \
	corpus/registers/counties.tsv \
	corpus/registers/document-types.tsv \
	corpus/registers/follow-up-words.tsv \
	corpus/registers/function-words.tsv \
	corpus/registers/headings.tsv \
	corpus/registers/members.tsv \
	corpus/registers/municipalities.tsv \
	corpus/registers/number-words.tsv \
	corpus/registers/outcome-grammar.tsv \
	corpus/registers/outcome-verbs.tsv \
	corpus/registers/outcome-words.tsv \
	corpus/registers/places.tsv \
	corpus/registers/reference-words.tsv \
	corpus/registers/regions.tsv \
	corpus/registers/renames.tsv \
	corpus/registers/stop-words.tsv \
	corpus/registers/version-words.tsv \
	corpus/registers/weak-words.tsv \
	corpus/registers/whole-words.tsv \
	corpus/registers/word-pairs.tsv

# The build tree looks like an installed one, so that programs find their data in both.
share/gjenfinn/registers/.complete: $(dist_registers_DATA)
	$(AM_V_at)rm -rf share/gjenfinn/registers && $(MKDIR_P) share/gjenfinn/registers
	$(AM_V_GEN)cp $^ share/gjenfinn/registers/ && touch $@
noinst_DATA += share/gjenfinn/registers/.complete
clean-local: clean-local-registers
clean-local-registers:
	rm -rf share/gjenfinn/registers
.PHONY: clean-local-registers

# The example collection is in the tarball, as the tests and the demo need it.
EXTRA_DIST += \
	corpus/README.md \
	corpus/check-gold \
	corpus/check-registers \
	corpus/damaged \
	corpus/examples \
	corpus/examples.json \
	corpus/extraction \
	corpus/follow-ups.tsv \
	corpus/generator \
	corpus/hostile \
	corpus/make-collection \
	corpus/make-damaged \
	corpus/make-extraction \
	corpus/nasty-questions.tsv \
	corpus/questions.tsv \
	corpus/references.tsv \
	corpus/seeds.json \
	corpus/sources \
	corpus/versions.tsv \
	corpus/words
