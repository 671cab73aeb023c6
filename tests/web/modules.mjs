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
const { documentState, emptyState, isAsked, likeState, listed, question, readState, search, stateUrl, unitState } =
  await load('state.js');
const { fold, reworded } = await load('wording.js');

// i18n.js asks the browser for its language; older versions of node have none to ask.
if (!('navigator' in globalThis)) globalThis.navigator = { languages: ['nb'] };
const { date, number, setLanguage, t, word } = await load('i18n.js');
const { beginning, saysAlready } = await load('excerpt.js');

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

const dates = [
  ['2014-03-12', '12. mars 2014', '12. mars 2014', '12 March 2014'],
  ['2024-10-01', '1. oktober 2024', '1. oktober 2024', '1 October 2024'],
  ['1999-12', 'desember 1999', 'desember 1999', 'December 1999'],
  ['2007', '2007', '2007', '2007'],
  ['2014-13-01', '2014-13-01', '2014-13-01', '2014-13-01'],
  ['2014-00', '2014-00', '2014-00', '2014-00'],
  ['i fjor', 'i fjor', 'i fjor', 'i fjor'],
];

// Chromium knows no nynorsk: what Intl writes for it there is English.
for (const [index, code] of ['nb', 'nn', 'en'].entries()) {
  for (const [iso, ...expected] of dates)
    await check(`${iso} in ${code}`, () => {
      setLanguage(code);
      assert.equal(date(iso), expected[index]);
    });
  await check(`there are twelve months in ${code}`, () =>
    assert.equal(new Set([nb, nn, en][index].months).size, 12));
}

await check('thousands in nynorsk as in bokmål', () => {
  setLanguage('nn');
  const nynorsk = number(1234567);

  setLanguage('nb');
  assert.equal(nynorsk, number(1234567));
  assert.doesNotMatch(nynorsk, /,/);
});

await check('a value that is no word of ours is shown as it is', () => {
  assert.equal(word('type', 'constructor'), 'constructor');
  assert.equal(word('type', 'minutes'), nb.type.minutes);
});

const votes = [
  [8, 3, '8 stemmer for, 3 mot'],
  [1, 0, '1 stemme for, 0 mot'],
  [undefined, 1, '1 stemme mot'],
  [undefined, 2, '2 stemmer mot'],
  [5, undefined, '5 stemmer for'],
];

for (const [yes, no, expected] of votes)
  await check(`votes: ${expected}`, () => {
    setLanguage('nb');
    assert.equal(t('votes', yes, no), expected);
  });

await check('the beginning of a short text is the text, on one line', () =>
  assert.equal(beginning(' Saka vert\nutsett.\t', 200), 'Saka vert utsett.'));
await check('that of a long one ends after a whole word', () =>
  assert.equal(beginning('ett to tre fire', 11), 'ett to tre …'));
await check('that of one long word is cut between characters', () =>
  assert.equal(beginning('𝒜'.repeat(20), 5), `${'𝒜'.repeat(5)}…`));

const said = [
  ['Vedtak: <mark>Saka</mark> vert utsett.', 'Saka vert\nutsett.', true],
  ['A &lt;b&gt; &amp; c', 'A <b> & c', true],
  ['Vedtak: Saka vert …', 'Saka vert utsett.', false],
  [undefined, 'Saka vert utsett.', false],
];

for (const [snippet, text, expected] of said)
  await check(`${JSON.stringify(snippet)} says ${JSON.stringify(text)}: ${expected}`, () =>
    assert.equal(saysAlready(snippet, text), expected));

const states = [
  {},
  { q: 'jernbane' },
  { q: 'a&b=c#d%20+"e" æøå', match: 'any', unit: 'case', sort: '-date' },
  { q: 'x', from: '2019-01-01', to: '2020-12-31', page: 3 },
  { region: ['Fjord & Fjell', 'Å'], type: ['minutes'], year: ['2019', '2020'], outcome: ['adopted'] },
  { view: 'unread', q: 'x' },
  { view: 'document', document: 'abc', unit_anchor: 'unit-7', q: 'x', page: 2 },
  { q: 'rådmann', names: 'false' },
  { view: 'like', like: 'abc.7', region: ['Fjord & Fjell'], page: 2 },
  { view: 'document', document: 'def', unit_anchor: 'unit-1', like: 'abc.7', page: 2 },
  { view: 'unread', like: 'abc' },
];

for (const changes of states) {
  const state = { ...emptyState(), ...changes };
  const url = stateUrl(state);

  await check(`'${url}' says all of its state`, () =>
    assert.deepEqual(readState(new URL(url, 'http://localhost')), state));
}

const odd = [
  '/?page=0', '/?page=-1', '/?page=1.5', '/?page=x', '/?page=999999999', '/?match=maybe', '/?sort=best',
  '/?from=2019', '/?to=tomorrow', '/?names=no', '/?like=', '/?unit=word', '/?view=nothing', '/?nonsense=1', '/#unit',
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
await check('so is what is like something', () =>
  assert.equal(isAsked(likeState('abc.7')), true));
await check('what is like something has an address of its own', () => {
  assert.equal(stateUrl(likeState('abc.7')), '/?like=abc.7');
  assert.equal(stateUrl(unitState(emptyState(), 'abc.7')), '/?document=abc#unit-7');
  assert.equal(stateUrl(unitState(emptyState(), 'abc')), '/?document=abc');
});
await check('a filter narrows the list that it stands beside', () => {
  const like = { ...likeState('abc.7'), page: 3 };

  assert.equal(stateUrl(listed(like, { year: ['2019'] })), '/?year=2019&like=abc.7');
  assert.equal(stateUrl(listed({ ...emptyState(), q: 'x', page: 3 }, { year: ['2019'] })), '/?q=x&year=2019');
});
await check('the way back from a document is the list it was found in', () => {
  const hit = { id: 'def.2', document: { id: 'def' } };
  const opened = documentState({ ...likeState('abc.7'), page: 3 }, hit);

  assert.equal(stateUrl(opened), '/?page=3&like=abc.7&document=def#unit-2');
  assert.equal(stateUrl(listed(opened, { page: opened.page })), '/?page=3&like=abc.7');
  assert.equal(stateUrl(search(opened, { q: 'x' })), '/?q=x');
});
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

const folded = [
  ['Høring', 'høring'], ['IDÉ', 'ide'], ['Å', 'å'], ['A\u030a', 'å'], ['Ærø', 'ærø'], ['fôr', 'for'],
  ['Müller', 'muller'], ['27', '27'],
];

for (const [word, expected] of folded)
  await check(`'${word}' is folded to '${expected}'`, () => assert.equal(fold(word), expected));

const rewordings = [
  ['høring jordvern', 'høring', '=høring', '=høring jordvern'],
  ['jordvern Høring', 'høring', '=høring', 'jordvern =høring'],
  ['(høring ELLER høring)', 'høring', 'høyring', '(høyring ELLER høyring)'],
  ['vedtak:høring', 'høring', '=høring', 'vedtak:=høring'],
  ['hva er høring?', 'høring', '=høring', 'hva er =høring?'],
  ['en idé, takk', 'ide', '=ide', 'en =ide, takk'],
  ['høring,jordvern', 'jordvern', '=jordvern', 'høring,=jordvern'],
  ['"en høring" høring', 'høring', '=høring', '"en høring" =høring'],
  ['«en høring» høring', 'høring', '=høring', '«en høring» =høring'],
  ['"en høring', 'høring', '=høring', null],
  ['=høring', 'høring', '=høring', null],
  ['høring*', 'høring', '=høring', null],
  ['-høring', 'høring', '=høring', null],
  ['e-høring', 'høring', '=høring', null],
  ['høring:x', 'høring', '=høring', null],
  ['høringen', 'høring', '=høring', null],
  ['buss OG bane', 'og', '=og', null],
  ['', 'høring', '=høring', null],
  ['$& x', 'x', "$&'", "$& $&'"],
];

for (const [text, word, replacement, expected] of rewordings)
  await check(`'${text}' with '${replacement}' for '${word}': ${expected}`, () =>
    assert.equal(reworded(text, word, replacement), expected));

await check('a question as long as may be, of quotes, is put otherwise at once', () => {
  const begun = Date.now();

  reworded('"a '.repeat(333), 'a', 'b');
  reworded('a'.repeat(1000), 'b', 'c');
  assert.ok(Date.now() - begun < 500);
});
finish();
