// SPDX-License-Identifier: GPL-3.0-or-later
// document-facts.js: what a document says of itself: meeting, period, places, people.

import { el } from './dom.js';
import { date, number, t } from './i18n.js';

function time(iso) {
  return el('time', { datetime: iso }, date(iso));
}

function period({ from, to }) {
  if (!to || from === to) return time(from);
  return from ? [time(from), ' – ', time(to)] : [`${t('until')} `, time(to)];
}

function personItem({ name, role, organisation }, language) {
  const more = [role, organisation].filter(Boolean).join(', ');

  return el('li', { lang: language }, more ? `${name} (${more})` : name);
}

/** Those who were there, or were not: a list that opens, since it is long and seldom asked for. */
function peopleList(people, presence, language) {
  const list = people.filter((person) => person.presence === presence);

  if (list.length === 0) return null;
  return el('details', { class: 'people' },
    el('summary', {}, t(presence, number(list.length))),
    el('ul', { class: 'ds-list' }, list.map((person) => personItem(person, language))));
}

/** Rows of a name and what stands for it; null where nothing is known. */
export function documentFacts(doc) {
  const own = (text) => (text ? el('span', { lang: doc.language }, text) : null);
  const names = (list) => (list?.length > 0 ? list.join(', ') : null);
  const rows = [
    ['meetingNumber', own(doc.meeting?.number)],
    ['meetingPlace', own(doc.meeting?.place)],
    ['periodCovered', doc.period ? period(doc.period) : null],
    ['published', doc.published ? time(doc.published) : null],
    ['caseWorker', own(doc.case_worker)],
    ['archiveReference', own(doc.archive_reference)],
    ['municipalities', names(doc.municipalities)],
    ['counties', names(doc.counties)],
    ['typeEvidence', doc.type_evidence ? own(`«${doc.type_evidence}»`) : null],
  ].filter(([, value]) => value !== null);

  if (rows.length === 0) return null;
  return el('dl', { class: 'facts' }, rows.map(([key, value]) => [el('dt', {}, t(key)), el('dd', {}, value)]));
}

export function documentPeople(doc) {
  const people = doc.people ?? [];

  return [peopleList(people, 'present', doc.language), peopleList(people, 'absent', doc.language)];
}
