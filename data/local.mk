# SPDX-License-Identifier: GPL-3.0-or-later
# How a machine runs it: units of systemd, the user they run as, and an example of the settings.
systemdunitdir = $(prefix)/lib/systemd/system
dist_systemdunit_DATA = data/gjenfinn-indexer.timer \
	data/gjenfinn-searchd@public.socket data/gjenfinn-searchd@internal.socket
nodist_systemdunit_DATA = data/gjenfinn-indexer.service data/gjenfinn-searchd@.service
systemdpublicdir = $(systemdunitdir)/gjenfinn-searchd@public.service.d
nodist_systemdpublic_DATA = data/public-only.conf

UNIT_TEMPLATES = data/gjenfinn-indexer.service.in data/gjenfinn-searchd@.service.in \
	data/public-only.conf.in
EXTRA_DIST += $(UNIT_TEMPLATES) data/gjenfinn.sysusers data/gjenfinn.tmpfiles
CLEANFILES += $(nodist_systemdunit_DATA) $(nodist_systemdpublic_DATA) $(sysusers_DATA) $(tmpfiles_DATA)

FILL_UNIT = $(AM_V_GEN)$(MKDIR_P) data && \
	sed -e 's,@bindir\@,$(bindir),g' -e 's,@sysconfdir\@,$(sysconfdir),g'
data/gjenfinn-indexer.service: data/gjenfinn-indexer.service.in
	$(FILL_UNIT) $(srcdir)/data/gjenfinn-indexer.service.in > $@
data/gjenfinn-searchd@.service: data/gjenfinn-searchd@.service.in
	$(FILL_UNIT) $(srcdir)/data/gjenfinn-searchd@.service.in > $@
data/public-only.conf: data/public-only.conf.in
	$(FILL_UNIT) $(srcdir)/data/public-only.conf.in > $@

sysusersdir = $(prefix)/lib/sysusers.d
sysusers_DATA = data/gjenfinn.conf
data/gjenfinn.conf: data/gjenfinn.sysusers
	$(AM_V_GEN)$(MKDIR_P) data && cp $(srcdir)/data/gjenfinn.sysusers $@

# Of the same name, in a folder of its own.
tmpfilesdir = $(prefix)/lib/tmpfiles.d
tmpfiles_DATA = data/tmpfiles/gjenfinn.conf
data/tmpfiles/gjenfinn.conf: data/gjenfinn.tmpfiles
	$(AM_V_GEN)$(MKDIR_P) data/tmpfiles && cp $(srcdir)/data/gjenfinn.tmpfiles $@

exampledir = $(docdir)
dist_example_DATA = data/example.conf data/folder.conf
