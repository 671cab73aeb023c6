// SPDX-License-Identifier: GPL-3.0-or-later
// unit-links.js: what a case or section points to, what points to it, and what it promises.

import { el } from './dom.js';
import { caseLabel } from './hits.js';
import { date, t } from './i18n.js';
import { stateUrl, unitState } from './state.js';

function listed(title, items, level) {
  if (items.length === 0) return null;
  return el('div', { class: 'references' },
    el(level, { class: 'ds-heading', 'data-size': '2xs' }, title),
    el('ul', { class: 'ds-list' }, items));
}

/** " – Protokoll fra møte 14. juni, 14. juni 2019" */
function source(title, iso, language) {
  const parts = [title ? el('span', { lang: language }, title) : null, iso ? el('time', { datetime: iso }, date(iso)) : null].filter(Boolean);

  if (parts.length === 0) return null;
  return el('span', { class: 'source' }, ' – ', parts.flatMap((part, index) => (index > 0 ? [', ', part] : [part])));
}

function referenceItem(state, reference, language) {
  const { text, target, document_id: id, unit_id: unit } = reference;
  const words = el('span', { lang: language }, text);

  if (!id) return el('li', {}, words, ` (${t('notFoundHere')})`);
  return el('li', {},
    words, ': ',
    el('a', { class: 'ds-link', lang: target?.language, href: stateUrl(unitState(state, unit ?? id)) },
      target?.title ?? target?.document_title ?? target?.path ?? text),
    source(target?.title ? target.document_title : target?.body, target?.date, target?.language));
}

export function references(state, unit, language) {
  return listed(t('references'),
    (unit.references ?? []).map((reference) => referenceItem(state, reference, language)), 'h3');
}

function referringItem(state, one) {
  const name = [one.case ? caseLabel({ case: one.case, case_prefix: one.prefix }) : null, one.title]
    .filter(Boolean).join(': ');

  return el('li', {},
    el('a', { class: 'ds-link', lang: one.language, href: stateUrl(unitState(state, one.unit_id)) },
      name || one.document_title || one.text),
    source(name ? one.document_title : one.body, one.date, one.language));
}

/** What points to a case or, with level 'h2', to a whole document's meeting. */
export function referredBy(state, pointed, level = 'h3') {
  return listed(t('referredBy'), (pointed.referred_by ?? []).map((one) => referringItem(state, one)), level);
}

export function followUps(unit, language) {
  return listed(t('followUps'), (unit.follow_ups ?? []).map(({ text, due }) =>
    el('li', {},
      el('time', { class: 'due', datetime: due }, date(due)), ': ',
      el('span', { lang: language }, text))), 'h3');
}
