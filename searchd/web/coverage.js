// SPDX-License-Identifier: GPL-3.0-or-later
// coverage.js: how much of the collection an answer is about; part of every answer.

import { el } from './dom.js';
import { t } from './i18n.js';
import { stateUrl } from './state.js';

/** The line about coverage, with the way to the files that were not read. */
export function coverageLine(coverage, state) {
  const { read, partly_read: partly, unread } = coverage;
  const said = [t('coverage', read + partly)];

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
