// SPDX-License-Identifier: GPL-3.0-or-later
// reading.js: how the server read a question, word by word, and the ways to have it read otherwise.

import { el } from './dom.js';
import { number, t, word as named } from './i18n.js';
import { search, stateUrl } from './state.js';
import { reworded } from './wording.js';

// As the server calls them, in the order they are told.
const kinds = ['spellings', 'forms', 'compounds', 'parts', 'kin', 'names'];

function wordsOf(answer) {
  return answer.query.words ?? [];
}

function link(id, state, changes, text) {
  return el('a', { class: 'ds-link', id, href: stateUrl(search(state, changes)) }, text);
}

/** Words of the collection, in either written language; the names are whole phrases, with years. */
function words(kind, { words: all = [], more = 0 }) {
  return [
    el('span', { lang: 'no' }, all.join(kind === 'names' ? '; ' : ', ')),
    more > 0 ? ` ${t('andMore', number(more))}` : null,
  ];
}

/* ---- Each word ---- */

function kindRow(kind, list) {
  const weight = list.weight === undefined ? '' : ` (${t('weight', number(list.weight))})`;

  return [el('dt', {}, named('readAs', kind), weight), el('dd', {}, words(kind, list))];
}

/** The way to search for the word exactly as it is written; null where it is not one that stands by itself. */
function exactLink(state, word, index) {
  const q = reworded(state.q, word, `=${word}`);

  return q === null ? null : el('p', {}, link(`exact-${index}`, state, { q }, t('exactly', word)));
}

function wordItem(state, reading, index) {
  const { word } = reading;
  const rows = kinds.filter((kind) => reading[kind]?.words?.length > 0)
    .map((kind) => kindRow(kind, reading[kind]));

  return el('li', {},
    el('p', { class: 'word', lang: 'no' }, word),
    rows.length > 0 ? el('dl', {}, rows) : el('p', {}, t('wordMissing')),
    rows.length > 0 && !reading.spellings ? exactLink(state, word, index + 1) : null);
}

/** What the plan says besides what is told of each word: the server says that after it, in bokmål. */
function planText(answer) {
  const { plan = '' } = answer.query;
  const [first] = wordsOf(answer);
  const end = first ? plan.indexOf(` «${first.word}»`) : -1;

  return end < 0 ? plan : plan.slice(0, end);
}

/** A disclosure with all of it; null where nothing was read. */
export function readingDetails(answer, state) {
  const readings = wordsOf(answer);

  if (!answer.query.plan && readings.length === 0) return null;
  return el('details', { class: 'plan', id: 'plan' },
    el('summary', {}, t('plan')),
    el('p', { lang: 'nb' }, planText(answer)),
    readings.length > 0
      ? el('ul', { class: 'words' }, readings.map((reading, index) => wordItem(state, reading, index)))
      : null);
}

/* ---- What changes what is found, and so is said at once ---- */

/** What the server has to say of how it read the question: it says that in bokmål. */
function notes(answer) {
  return (answer.query.notes ?? []).map((note) => el('p', { class: 'note', lang: 'nb' }, note));
}

/** "Mente du …?", with every word that is nowhere put as it may have been meant. */
function didYouMean(answer, state) {
  const unknown = wordsOf(answer).filter(({ spellings }) => spellings?.words?.length > 0);
  const meant = unknown.reduce((text, { word, spellings }) =>
    reworded(text, word, spellings.words[0]) ?? text, state.q);

  if (unknown.length === 0) return null;
  return el('p', { class: 'note', id: 'meant' },
    unknown.map(({ word, spellings }) =>
      [t('notThere', word), ' ', named('readAs', 'spellings'), ': ', words('spellings', spellings), '. ']),
    meant === state.q ? null
      : [t('didYouMean'), ' ', el('a', {
        class: 'ds-link', id: 'did-you-mean', lang: 'no', href: stateUrl(search(state, { q: meant })),
      }, meant), '?']);
}

/** The other names that were searched for too, or that they were not. */
function namesLine(answer, state) {
  const lists = wordsOf(answer).map(({ names }) => names).filter((names) => names?.words?.length > 0);

  if (state.names === 'false')
    return el('p', { class: 'note', id: 'names' }, t('namesLeftOut'), ' ',
      link('names-switch', state, { names: 'true' }, t('namesOn')));
  if (lists.length === 0) return null;
  return el('p', { class: 'note', id: 'names' }, t('namesUsed'), ' ',
    lists.map((names, index) => [index > 0 ? '; ' : '', words('names', names)]), '. ',
    link('names-switch', state, { names: 'false' }, t('namesOff')));
}

/** The lines above the hits. */
export function readingLines(answer, state) {
  return [didYouMean(answer, state), namesLine(answer, state), notes(answer)];
}
