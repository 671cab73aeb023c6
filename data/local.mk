# SPDX-License-Identifier: GPL-3.0-or-later
# How a machine runs it: units of systemd, the user they run as, and an example of the settings.
systemdunitdir = $(prefix)/lib/systemd/system
dist_systemdunit_DATA = data/gjenfinn-indexer.timer
nodist_systemdunit_DATA = data/gjenfinn-indexer.service data/gjenfinn-searchd.service

SERVICE_TEMPLATES = data/gjenfinn-indexer.service.in data/gjenfinn-searchd.service.in
EXTRA_DIST += $(SERVICE_TEMPLATES) data/gjenfinn.sysusers
CLEANFILES += $(nodist_systemdunit_DATA) data/gjenfinn.conf

FILL_SERVICE = $(AM_V_GEN)$(MKDIR_P) data && \
	sed -e 's,@bindir\@,$(bindir),g' -e 's,@sysconfdir\@,$(sysconfdir),g'
data/gjenfinn-indexer.service: data/gjenfinn-indexer.service.in
	$(FILL_SERVICE) $(srcdir)/data/gjenfinn-indexer.service.in > $@
data/gjenfinn-searchd.service: data/gjenfinn-searchd.service.in
	$(FILL_SERVICE) $(srcdir)/data/gjenfinn-searchd.service.in > $@

sysusersdir = $(prefix)/lib/sysusers.d
sysusers_DATA = data/gjenfinn.conf
data/gjenfinn.conf: data/gjenfinn.sysusers
	$(AM_V_GEN)$(MKDIR_P) data && cp $(srcdir)/data/gjenfinn.sysusers $@

exampledir = $(docdir)
dist_example_DATA = data/example.conf data/folder.conf
