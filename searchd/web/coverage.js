// SPDX-License-Identifier: GPL-3.0-or-later
// coverage.js: how much of the collection an answer is about; part of every answer.

import { el } from './dom.js';
import { t } from './i18n.js';
import { stateUrl } from './state.js';

/** The line about coverage, with the way to the files that were not read. */
export function coverageLine(coverage, state) {
  // A file in an archive or a mail is a document like any other.
  const { members = 0, members_partly_read: membersPartly = 0, members_unread: membersUnread = 0 }
    = coverage;
  const partly = coverage.partly_read + membersPartly;
  const unread = coverage.unread + membersUnread;
  const searched = coverage.read + coverage.partly_read + members - membersUnread;
  const said = [t('coverage', searched)];

  if (partly > 0) said.push(t('coveragePartly', partly));
  if (unread > 0) said.push(t('coverageUnread', unread));

  const link = el('a', {
    class: 'ds-link',
    id: 'coverage-link',
    href: stateUrl({ ...state, view: 'unread', document: '' }),
  }, t('coverageLink'));
  const isWhole = partly === 0 && unread === 0;
  return el('p', { class: 'coverage' }, said.join(' '), isWhole ? null : [' ', link]);
}
