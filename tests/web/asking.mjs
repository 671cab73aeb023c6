// SPDX-License-Identifier: GPL-3.0-or-later
// What is offered while a question is typed, and what is told of how it was read.

import assert from 'node:assert/strict';
import { assertAccessible, focused, open, opened, rooms, screenshots, settled, soon } from './browser.mjs';
import { check } from './tap.mjs';

/* ---- While one types ---- */

const offered = ['jordvern', 'jordbruk', 'jord til mat'];

/** A page that is offered texts, or what texts (the question) gives; asked: the questions it asked for. */
async function typing(texts, options) {
  const page = await opened('/', options);
  const asked = [];

  await page.route('**/api/v1/suggest*', async (route) => {
    const text = new URL(route.request().url()).searchParams.get('q');

    asked.push(text);
    await route.fulfill({ json: { suggestions: typeof texts === 'function' ? texts(text) : texts } });
  });
  return { page, asked };
}

const attribute = (page, name) => page.getAttribute('#q', name);
const isOpen = (page) => page.locator('#suggestions').isVisible();
const chosen = (page) => page.locator('#suggestions [aria-selected="true"]').allTextContents();
const pause = (page) => page.waitForTimeout(400);

await check('the index itself offers words that go on from what is typed', async () => {
  const page = await opened('/');

  await page.locator('#q').pressSequentially('høring jordv');
  await page.waitForSelector('#suggestions li');
  const texts = await page.locator('#suggestions li').allTextContents();

  assert.ok(texts.includes('høring jordvern'), texts.join());
  assert.ok(texts.every((text) => text.startsWith('høring jordv')), texts.join());
  await page.context().close();
});

await check('they are a combobox with a listbox, and how many is said', async () => {
  const { page } = await typing(offered);

  assert.equal(await attribute(page, 'role'), 'combobox');
  assert.equal(await attribute(page, 'aria-expanded'), 'false');
  await page.locator('#q').pressSequentially('jor');
  await page.waitForSelector('#suggestions li');
  assert.equal(await attribute(page, 'aria-expanded'), 'true');
  assert.equal(await attribute(page, 'aria-controls'), 'suggestions');
  assert.equal(await page.getAttribute('#suggestions', 'role'), 'listbox');
  assert.deepEqual(await page.getByRole('listbox').getByRole('option').allTextContents(), offered);
  assert.equal(await page.textContent('#announcer'), '3 forslag');
  assert.equal(await page.inputValue('#q'), 'jor', 'what is typed stays');
  assert.deepEqual(await chosen(page), []);
  await page.context().close();
});

await check('the arrows go through them and back to what was typed, and change nothing', async () => {
  const { page, asked } = await typing(offered);

  await page.locator('#q').pressSequentially('jor');
  await page.waitForSelector('#suggestions li');
  for (const expected of [...offered, undefined, offered[0]]) {
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await chosen(page), expected === undefined ? [] : [expected]);
  }
  assert.equal(await page.textContent(`#${await attribute(page, 'aria-activedescendant')}`), offered[0]);
  await page.keyboard.press('ArrowUp');
  assert.equal(await attribute(page, 'aria-activedescendant'), null);
  await page.keyboard.press('ArrowUp');
  assert.deepEqual(await chosen(page), [offered[2]]);
  await page.keyboard.press('ArrowLeft');
  assert.deepEqual(await chosen(page), [], 'in the text again');
  assert.equal(await page.inputValue('#q'), 'jor');
  assert.equal(await focused(page), 'q');
  await pause(page);
  assert.deepEqual(asked, ['jor']);
  await page.context().close();
});

await check('Enter takes the one that is marked, and searches for it', async () => {
  const { page } = await typing(offered);

  await page.locator('#q').pressSequentially('jor');
  await page.waitForSelector('#suggestions li');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.hit');
  assert.equal(new URL(page.url()).searchParams.get('q'), 'jordvern');
  assert.equal(await isOpen(page), false);
  assert.equal(await attribute(page, 'aria-expanded'), 'false');
  await page.context().close();
});

await check('so does a click', async () => {
  const { page } = await typing(offered);

  await page.locator('#q').pressSequentially('jor');
  await page.click('#suggestions li:nth-child(2)');
  await page.waitForSelector('.hit');
  assert.equal(new URL(page.url()).searchParams.get('q'), 'jordbruk');
  await page.context().close();
});

await check('Escape closes them and leaves the text; Alt and an arrow opens and closes', async () => {
  const { page } = await typing(offered);

  await page.locator('#q').pressSequentially('jor');
  await page.waitForSelector('#suggestions li');
  await page.keyboard.press('Escape');
  assert.equal(await isOpen(page), false);
  assert.equal(await page.inputValue('#q'), 'jor');
  await page.keyboard.press('Alt+ArrowDown');
  assert.equal(await isOpen(page), true);
  assert.deepEqual(await chosen(page), []);
  await page.keyboard.press('Alt+ArrowUp');
  assert.equal(await isOpen(page), false);
  await page.keyboard.press('ArrowDown');
  assert.equal(await isOpen(page), true);
  await page.keyboard.press('Tab');
  assert.equal(await isOpen(page), false, 'going on closes them');
  await page.context().close();
});

await check('the server is asked once for a word typed at speed, and not for the same text again', async () => {
  const { page, asked } = await typing(offered);

  await page.locator('#q').pressSequentially('jordv', { delay: 20 });
  await page.waitForSelector('#suggestions li');
  assert.deepEqual(asked, ['jordv']);
  await page.keyboard.press('e');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await pause(page);
  assert.ok(asked.length <= 2 && asked.every((text) => text === 'jordv'), asked.join());
  await page.keyboard.press(' ');
  await pause(page);
  assert.equal(asked.at(-1), 'jordv ', 'a blank ends a word');
  await page.context().close();
});

await check('nothing is asked of a letter alone', async () => {
  const { page, asked } = await typing(offered);

  await page.locator('#q').pressSequentially('j');
  await pause(page);
  assert.deepEqual(asked, []);
  await page.context().close();
});

await check('an answer that comes too late is given up', async () => {
  const page = await opened('/');
  const given = [];

  page.on('requestfailed', (request) => given.push(request.failure().errorText));
  await page.route('**/api/v1/suggest*', async (route) => {
    const text = new URL(route.request().url()).searchParams.get('q');

    if (text === 'jo') await new Promise((done) => { setTimeout(done, 1500); });
    await route.fulfill({ json: { suggestions: [`${text}…`] } }).catch(() => {});
  });
  await page.locator('#q').pressSequentially('jo');
  await page.waitForTimeout(300);
  await page.locator('#q').pressSequentially('r');
  await page.waitForSelector('#suggestions li');
  await page.waitForTimeout(1500);
  assert.deepEqual(await page.locator('#suggestions li').allTextContents(), ['jor…']);
  assert.deepEqual(given, ['net::ERR_ABORTED']);
  await page.context().close();
});

await check('a search waits for no suggestion, and none comes after it', async () => {
  const page = await opened('/');

  await page.route('**/api/v1/suggest*', async (route) => {
    await new Promise((done) => { setTimeout(done, 800); });
    await route.fulfill({ json: { suggestions: offered } }).catch(() => {});
  });
  await page.locator('#q').pressSequentially('jordvern');
  await page.waitForTimeout(250);
  const begun = Date.now();

  await page.keyboard.press('Enter');
  await page.waitForSelector('.hit');
  assert.ok(Date.now() - begun < 800);
  await page.waitForTimeout(1000);
  assert.equal(await isOpen(page), false);
  await page.context().close();
});

await check('a service that offers nothing, or is in trouble, is not spoken of', async () => {
  for (const answer of [{ json: { suggestions: [] } }, { json: {} }, { json: { suggestions: [1, null] } },
    { status: 503, json: { status: 503, detail: 'away' } }, { status: 200, body: '<html>' }]) {
    const page = await opened('/');

    await page.route('**/api/v1/suggest*', (route) => route.fulfill(answer));
    await page.locator('#q').pressSequentially('jor');
    await pause(page);
    assert.equal(await isOpen(page), false);
    assert.equal(await page.locator('.ds-alert').count(), 0);
    await page.context().close();
  }
});

await check('a suggestion that looks like HTML stays text', async () => {
  const evil = '<img src=x onerror="window.hit = 1">';
  const { page } = await typing([evil]);

  await page.locator('#q').pressSequentially('jor');
  await page.waitForSelector('#suggestions li');
  assert.equal(await page.textContent('#suggestions li'), evil);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  await page.context().close();
});

for (const room of Object.keys(rooms)) {
  const { page } = await typing([...offered, 'jordbruks- og ernæringspolitikken i regionen '.repeat(3)], { room });

  await page.locator('#q').pressSequentially('jor');
  await page.waitForSelector('#suggestions li');
  await page.keyboard.press('ArrowDown');
  await check(`axe finds nothing: suggestions, ${room}`, () => assertAccessible(page));
  await check(`nothing sticks out: suggestions, ${room}`, async () => assert.ok(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)));
  if (screenshots) await page.screenshot({ path: `${screenshots}/suggestions-${room}.png` });
  await page.context().close();
}

/* ---- How a question was read ---- */

const wordItem = (page, word) => page.locator('.words > li').filter({ has: page.locator('.word', { hasText: word }) });

/** A page whose answers have words for what was read; sent: the parameters of each search. */
async function reading(path, words, options) {
  const page = await open('/', options);
  const sent = [];

  await page.route('**/api/v1/search*', async (route) => {
    const answer = await (await route.fetch()).json();

    sent.push(new URL(route.request().url()).searchParams);
    answer.query.words = words;
    answer.query.plan = `det som ble spurt om. «${words[0].word}»: sagt på bokmål.`;
    await route.fulfill({ json: answer });
  });
  await page.evaluate((address) => { history.pushState({}, '', address); dispatchEvent(new PopStateEvent('popstate')); }, path);
  await page.waitForSelector('#plan');
  await settled(page);
  return { page, sent };
}

await check('what each word was read as is one click away', async () => {
  const page = await opened('/?q=jordvern');

  assert.equal(await page.locator('.words').isVisible(), false);
  await page.click('#plan summary');
  assert.match(await wordItem(page, 'jordvern').locator('dl').textContent(), /Former av ordet.*jordvernet/);
  assert.match(await page.textContent('#plan > p'), /^jordvern\.$/);
  await page.context().close();
});

const allKinds = {
  word: 'høring',
  forms: { words: ['høring', 'høyring'], more: 3 },
  compounds: { words: ['høringssvar'], weight: 0.7 },
  parts: { words: ['høre', 'ring'], weight: 0.4 },
  kin: { words: ['høre'] },
};

await check('every kind of reading is told, with its weight and how many more', async () => {
  const { page } = await reading('/?q=høring', [allKinds]);

  await page.click('#plan summary');
  const rows = await page.locator('.words dt').evaluateAll((all) =>
    all.map((one) => `${one.textContent}: ${one.nextElementSibling.textContent}`));

  assert.deepEqual(rows, ['Former av ordet: høring, høyring og 3 til', 'I sammensetninger (vekt 0,7): høringssvar',
    'Leddene hver for seg (vekt 0,4): høre, ring', 'Ord i slekt: høre']);
  assert.equal(await page.locator('.words dd span').first().getAttribute('lang'), 'no');
  assert.equal(await page.textContent('#plan > p'), 'det som ble spurt om.');
  await page.click('#language-nn');
  await soon(page, () => document.querySelector('#plan summary')?.textContent === 'Slik vart spørsmålet lese');
  await page.context().close();
});

await check('a word can be searched for just as it is written', async () => {
  const page = await opened('/?q=jordvern+kommunane&match=any');

  await page.click('#plan summary');
  await wordItem(page, 'jordvern').locator('a').click();
  await soon(page, () => location.search.includes('%3Djordvern'));
  await settled(page);
  assert.equal(await page.inputValue('#q'), '=jordvern kommunane');
  assert.equal(new URL(page.url()).searchParams.get('match'), 'any');
  await page.click('#plan summary');
  assert.equal(await wordItem(page, 'jordvern').count(), 0);
  await page.context().close();
});

await check('a word that is nowhere is said to be, and what it was read as', async () => {
  const page = await opened('/?q=jordvren+kommunane');

  assert.match(await page.textContent('#meant'),
    /^«jordvren» finnes ikke i samlingen\. Lest som: jordvern.*\. Mente du jordvern kommunane\?$/);
  await page.click('#did-you-mean');
  await soon(page, () => document.querySelector('#q').value === 'jordvern kommunane');
  await soon(page, () => !document.querySelector('#meant'));
  await page.context().close();
});

await check('several such words are put right at once, what stands in quotes is left', async () => {
  const { page } = await reading('/?q=%22hørign%22+Hørign+jordvren', [
    { word: 'hørign', spellings: { words: ['høring', 'høyring'] } },
    { word: 'jordvren', spellings: { words: ['jordvern'] } },
  ]);

  assert.equal(await page.textContent('#did-you-mean'), '"hørign" høring jordvern');
  assert.match(await page.textContent('#meant'), /Lest som: høring, høyring\./);
  await page.context().close();
});

await check('other names are told of, and can be left out and taken in again', async () => {
  const page = await opened('/?q=rådmann');
  const sent = [];

  page.on('request', (request) => {
    if (request.url().includes('/api/v1/search')) sent.push(new URL(request.url()).searchParams.get('names'));
  });
  assert.match(await page.textContent('#names'), /^Også søkt etter andre navn: .*kommunedirektør.*2019/);
  await page.click('#names-switch');
  await soon(page, () => document.querySelector('#names')?.textContent.startsWith('Andre navn er ikke tatt med.'));
  assert.equal(new URL(page.url()).searchParams.get('names'), 'false');
  assert.deepEqual(sent, ['false']);
  await page.reload();
  await page.waitForSelector('#names-switch');
  await page.click('#names-switch');
  await soon(page, () => document.querySelector('#names')?.textContent.startsWith('Også søkt'));
  assert.equal(new URL(page.url()).search, '?q=r%C3%A5dmann');
  assert.equal(sent.at(-1), null);
  await page.context().close();
});

await check('what was read that looks like HTML stays text', async () => {
  const evil = '<img src=x onerror="window.hit = 1">';
  const list = { words: [evil] };
  const { page } = await reading('/?q=x', [{ word: evil, forms: list, compounds: list, names: list, spellings: list }]);

  await page.click('#plan summary');
  assert.equal(await page.locator('main img').count(), 0);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.textContent('.word'), evil);
  await page.context().close();
});

for (const room of Object.keys(rooms)) {
  const { page } = await reading('/?q=høring+jordvren', [
    { ...allKinds, names: { words: ['høring → høyring (nytt navn fra oktober 2019)'] } },
    { word: 'jordvren', spellings: { words: ['jordvern'] } }, { word: 'tull' },
  ], { room });

  await page.click('#plan summary');
  await check(`axe finds nothing: a reading, ${room}`, () => assertAccessible(page));
  await check(`nothing sticks out: a reading, ${room}`, async () => assert.ok(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)));
  if (screenshots) await page.screenshot({ path: `${screenshots}/reading-${room}.png`, fullPage: true });
  await page.context().close();
}

/* ---- A question that cannot be answered ---- */

const refusal = {
  status: 400,
  parameter: 'q',
  reason: 'too-deep',
  character: 3,
  detail: "'q': at character 3: too many parentheses",
  detail_nb: 'For mange parenteser inni hverandre.',
};

async function refused(path, body, options) {
  const page = await open('/', options);

  await page.route('**/api/v1/search*', (route) => route.fulfill({
    status: 400, contentType: 'application/problem+json', body: JSON.stringify(body),
  }));
  await page.evaluate((address) => { history.pushState({}, '', address); dispatchEvent(new PopStateEvent('popstate')); }, path);
  await page.waitForSelector('.ds-alert');
  return page;
}

await check('the reason is given in Norwegian to those who read it, at its character', async () => {
  for (const locale of ['nb-NO', 'nn-NO']) {
    const page = await refused('/?q=a+(b', refusal, { locale });

    assert.equal(await page.textContent('.ds-alert p[lang="nb"]'), refusal.detail_nb);
    assert.doesNotMatch(await page.textContent('.ds-alert'), /too many/);
    assert.equal(await page.textContent('.ds-alert code'), 'a (b');
    assert.equal(await page.textContent('.ds-alert mark'), '(');
    await page.context().close();
  }
});

await check('and in English', async () => {
  const page = await refused('/?q=a+(b', refusal, { locale: 'en-GB' });

  assert.match(await page.textContent('.ds-alert'), /The question could not be read: at character 3: too many/);
  assert.doesNotMatch(await page.textContent('.ds-alert'), /For mange/);
  await page.context().close();
});

await check('the character is that of the question with its period, however long it is', async () => {
  const text = `${'𝒜'.repeat(50)} ELLER b`;
  const page = await refused(`/?q=${encodeURIComponent(text)}&from=2020-01-01`, { ...refusal, character: 52 });

  assert.equal(await page.textContent('.ds-alert code'), `…${'𝒜'.repeat(30)} ELLER b) dato:2020-01-01..`.slice(0, 200));
  assert.equal(await page.textContent('.ds-alert mark'), ' ');
  await page.context().close();
});

await check('a character that the question does not have is not shown', async () => {
  for (const character of [0, 99, -1, 1.5, 'x']) {
    const page = await refused('/?q=a', { ...refusal, character });

    assert.equal(await page.locator('.ds-alert code').count(), 0, String(character));
    await page.context().close();
  }
});
