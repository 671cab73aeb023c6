// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the page that need no browser: its texts, and its addresses.
//   node modules.mjs WEB-FOLDER

import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check, finish } from './tap.mjs';

const folder = resolve(process.argv[2]);
const load = (name) => import(pathToFileURL(`${folder}/${name}`));
const [nb, nn, en] = await Promise.all(
  ['texts-nb.js', 'texts-nn.js', 'texts-en.js'].map(async (name) => (await load(name)).default));
const { documentState, emptyState, isAsked, question, readState, search, stateUrl } =
  await load('state.js');

/** Every key of texts, those within as "outer.inner", each with the kind of its value. */
function shape(texts, prefix = '') {
  return Object.entries(texts).flatMap(([key, value]) => {
    if (Array.isArray(value)) return [`${prefix}${key}: list of ${value.length}`];
    if (typeof value === 'object') return shape(value, `${prefix}${key}.`);
    return [`${prefix}${key}: ${typeof value}${typeof value === 'function' ? value.length : ''}`];
  }).sort();
}

await check('nynorsk has every text that bokmål has', () => assert.deepEqual(shape(nn), shape(nb)));
await check('English has every text that bokmål has', () => assert.deepEqual(shape(en), shape(nb)));

const states = [
  {},
  { q: 'jernbane' },
  { q: 'a&b=c#d%20+"e" æøå', match: 'any', unit: 'case', sort: '-date' },
  { q: 'x', from: '2019-01-01', to: '2020-12-31', page: 3 },
  { region: ['Fjord & Fjell', 'Å'], type: ['minutes'], year: ['2019', '2020'], outcome: ['adopted'] },
  { view: 'unread', q: 'x' },
  { view: 'document', document: 'abc', unit_anchor: 'unit-7', q: 'x', page: 2 },
];

for (const changes of states) {
  const state = { ...emptyState(), ...changes };
  const url = stateUrl(state);

  await check(`'${url}' says all of its state`, () =>
    assert.deepEqual(readState(new URL(url, 'http://localhost')), state));
}

const odd = [
  '/?page=0', '/?page=-1', '/?page=1.5', '/?page=x', '/?page=999999999', '/?match=maybe', '/?sort=best',
  '/?from=2019', '/?to=tomorrow', '/?unit=word', '/?view=nothing', '/?nonsense=1', '/#unit',
];

for (const url of odd)
  await check(`'${url}' is a search with nothing asked`, () =>
    assert.deepEqual(readState(new URL(url, 'http://localhost')), emptyState()));

const questions = [
  [{ q: ' jernbane ' }, 'jernbane'],
  [{ q: 'jernbane', from: '2019-01-01', to: '2020-12-31' }, 'jernbane dato:2019-01-01..2020-12-31'],
  [{ q: 'jernbane', from: '2019-01-01' }, 'jernbane dato:2019-01-01..'],
  [{ q: '', to: '2020-12-31' }, 'dato:..2020-12-31'],
  [{ q: 'buss ELLER bane', from: '2019-01-01' }, '(buss ELLER bane) dato:2019-01-01..'],
];

for (const [changes, expected] of questions) {
  await check(`a period goes into the question: ${expected}`, () =>
    assert.equal(question({ ...emptyState(), ...changes }), expected));
}

await check('nothing is asked at first', () => assert.equal(isAsked(emptyState()), false));
await check('a filter alone is a search', () =>
  assert.equal(isAsked({ ...emptyState(), year: ['2019'] }), true));
await check('a search begins on its first page', () =>
  assert.equal(search({ ...emptyState(), page: 4 }, { q: 'x' }).page, 1));
await check('a hit leads to its unit', () => {
  const state = documentState({ ...emptyState(), q: 'x' }, { id: 'abc.7', document: { id: 'abc' } });

  assert.equal(stateUrl(state), '/?q=x&document=abc#unit-7');
});
await check('a whole document leads to its best unit', () => {
  const hit = { id: 'abc', document: { id: 'abc' }, best_unit: { id: 'abc.3' } };

  assert.equal(stateUrl(documentState(emptyState(), hit)), '/?document=abc#unit-3');
});
await check('a whole document leads to its beginning', () => {
  const state = documentState(emptyState(), { id: 'abc', document: { id: 'abc' } });

  assert.equal(stateUrl(state), '/?document=abc');
});
finish();
