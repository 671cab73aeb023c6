// SPDX-License-Identifier: GPL-3.0-or-later
// The page in Chromium, against a daemon that answers from the example collection.
//   node page.mjs URL DRIVER-FOLDER CHROMIUM [SCREENSHOT-FOLDER]

import assert from 'node:assert/strict';
import {
  assertAccessible, base, browser, chromium, complaints, focused, launching, open, opened, question, query, rooms,
  screenshots, settled, soon, total,
} from './browser.mjs';
import { check, finish } from './tap.mjs';

/* ---- Searching ---- */

let page = await opened('/');

await check('the front page says what is searched, and what is not', async () => {
  assert.match(await page.textContent('.coverage'), /^Søkt i \d+ dokumenter\..* kunne ikke leses\. Se hvilke$/);
  assert.equal(await page.title(), 'Gjenfinn');
});

await check('a question typed in is answered, and has an address', async () => {
  await page.fill('#q', question);
  await page.press('#q', 'Enter');
  await page.waitForSelector('.hit');
  await settled(page);
  assert.equal(new URL(page.url()).searchParams.get('q'), question);
  assert.ok(await total(page) > 10);
  assert.equal(await page.locator('.hit').count(), 10);
  assert.ok(await page.locator('.snippet mark').count() > 0);
  assert.match(await page.title(), /^regionrådene ELLER regionråda – \d+ treff – Gjenfinn$/);
});

await check('a screen reader is told how many', async () =>
  assert.match(await page.textContent('#announcer'), /^\d+ treff for/));

await check('every hit says which file it is in', async () => {
  const paths = await page.locator('.hit .document-path').allTextContents();

  assert.equal(paths.length, 10);
  assert.ok(paths.every((path) => /^examples\/.+\.\w+$/.test(path)), paths.join());
});

await check('passages say which language they are in', async () => {
  const languages = await page.locator('.snippet').evaluateAll((all) => all.map((one) => one.lang));

  assert.ok(languages.every((language) => ['nb', 'nn', 'en'].includes(language)), languages.join());
});

await check('a filter narrows the hits, and keeps the focus', async () => {
  const before = await total(page);
  const box = page.locator('.facet input').first();
  const id = await box.getAttribute('id');
  const count = Number((await page.textContent(`label[for="${id}"] .count`)).match(/\d+/)[0]);

  await box.click();
  await soon(page, (old) => !document.querySelector('#results-title').textContent.startsWith(`${old} `), before);
  assert.equal(await total(page), count);
  assert.ok(count < before);
  assert.equal(await focused(page), id);
  assert.ok(await page.locator('.facet input').first().isChecked());
  assert.ok(await page.locator('.facet').first().locator('input').count() > 1, 'its other values stay');
});

await check('the back button takes it off again', async () => {
  const narrowed = await total(page);

  await page.goBack();
  await soon(page, (old) => !document.querySelector('#results-title').textContent.startsWith(`${old} `), narrowed);
  assert.equal(await page.locator('.facet input:checked').count(), 0);
});

await check('the next page holds other hits, and the focus goes to its top', async () => {
  const first = await page.textContent('.hit h3');

  await page.click('.pages a[rel="next"]');
  await soon(page, () => location.search.includes('page=2'));
  await settled(page);
  await soon(page, (old) => document.querySelector('#hit-11') && document.activeElement.id === 'results-title', first);
  assert.equal(await page.getAttribute('.pages [aria-current="page"]', 'aria-label').then((text) => text.slice(0, 6)), 'Side 2');
});

await check('the order can be changed', async () => {
  await page.selectOption('#sort', 'date');
  await soon(page, () => location.search.includes('sort=date'));
  await settled(page);
  await soon(page, () => {
    const dates = [...document.querySelectorAll('.hit time')].map((one) => one.dateTime);
    return document.querySelector('#hit-1') && dates.join() === [...dates].sort().join();
  });
});

/* ---- A document ---- */

page = await opened(query);

await check('a search can be taken away as a table, and followed as a feed', async () => {
  const address = async (id) => new URL(await page.getAttribute(`#${id}`, 'href'), base);
  const table = await page.request.get((await address('as-table')).href);
  const feed = await page.request.get((await address('as-feed')).href);

  assert.equal(table.status(), 200);
  assert.equal((await table.text()).trim().split('\r\n').length, Math.min(await total(page), 1000) + 1);
  assert.equal(feed.status(), 200);
  assert.match(feed.headers()['content-type'], /^application\/atom\+xml/);
  assert.ok((await feed.text()).includes(`<subtitle>${await total(page)} treff.`));
  assert.equal(await page.getAttribute('#feed', 'href'), await page.getAttribute('#as-feed', 'href'));
});

await check('a hit is opened by the keyboard, at its own case', async () => {
  await page.focus('#hit-2');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.document-view .unit.current');
  await soon(page, () => document.activeElement.closest('.unit.current'));
  assert.match(page.url(), /document=[0-9a-f]{32}#unit-\d+$/);
  assert.match(await page.title(), / – Gjenfinn$/);
});

await check('the original is one link away', async () => {
  const link = await page.getAttribute('#original', 'href');
  const answer = await page.request.get(base + link);

  assert.equal(answer.status(), 200);
  assert.equal(answer.headers()['x-content-type-options'], 'nosniff');
  assert.ok((await answer.body()).length > 100);
});

await check('the way back leads to the same hit', async () => {
  await page.goBack();
  await settled(page);
  await soon(page, () => document.activeElement.id === 'hit-2');
});

await check('a document that is not there is said to be so', async () => {
  const missing = await opened('/?document=00000000000000000000000000000000');

  assert.match(await missing.textContent('.ds-alert'), /finnes ikke i samlingen/);
  await missing.context().close();
});

await check('a PDF is opened at the page of the hit', async () => {
  const pdfs = await opened('/?q=jernbane%20type%3Astrategi');
  const link = await pdfs.getAttribute('.original[href*="#page="]', 'href');

  assert.match(link, /^\/api\/v1\/documents\/[0-9a-f]{32}\/file#page=\d+$/);
  const answer = await pdfs.request.get(base + link.split('#')[0], { headers: { Range: 'bytes=0-3' } });
  assert.equal(answer.status(), 206);
  assert.equal((await answer.body()).toString(), '%PDF');
  await pdfs.context().close();
});

await page.context().close();

await check('a hit says its case as it is written, and what was decided', async () => {
  const cases = await opened('/?q=sak%3A59%2F13');

  assert.equal(await cases.textContent('.case-number'), 'Sak PS 59/13');
  await cases.click('#hit-1');
  await cases.waitForSelector('.unit.current');
  assert.match(await cases.textContent('.unit.current h2'), /^Sak PS 59\/13: /);
  await cases.context().close();
});

await check('a decision is shown once, with its own label, language, outcome and votes', async () => {
  const evil = '<img src=x onerror="window.hit = 1">';
  const decided = await open('/');

  await decided.route('**/api/v1/search*', async (route) => {
    const answer = await (await route.fetch()).json();
    const [first, second, third] = answer.hits;

    answer.hits = [first, second, third];
    first.document.language = 'nn';
    first.snippet = 'Noko anna';
    first.decision = { outcome: 'adopted', label: evil, text: `${evil} ${'ord '.repeat(99)}`, votes: { for: 8, against: 3 } };
    second.snippet = 'Vedtak: Saken <mark>utsettes</mark>. Mer tekst.';
    second.decision = { outcome: 'postponed', label: 'Vedtak', text: 'Saken\nutsettes.', votes: { against: 1 } };
    third.snippet = 'Noe annet';
    third.decision = { outcome: 'proposed', text: 'Saken tas opp.' };
    await route.fulfill({ json: answer });
  });
  await decided.fill('#q', 'plan');
  await decided.press('#q', 'Enter');
  await decided.waitForSelector('.hit');
  const hits = decided.locator('.hit');
  const text = await hits.nth(0).locator('.hit-decision').textContent();

  assert.ok(text.startsWith(`${evil}: ${evil} ord ord`), text);
  assert.match(text, / …$/);
  assert.ok(text.length < 200 + evil.length + 10, text);
  assert.equal(await hits.nth(0).locator('.hit-decision').getAttribute('lang'), 'nn');
  assert.equal(await hits.nth(0).locator('.ds-tag').textContent(), 'Vedtatt');
  assert.equal(await hits.nth(0).locator('.votes').textContent(), '8 stemmer for, 3 mot');
  assert.equal(await hits.nth(0).locator('.votes').evaluate((one) => one.closest('[lang]').lang), 'nb');
  assert.equal(await hits.nth(1).locator('.hit-decision').count(), 0);
  assert.equal(await hits.nth(1).locator('.votes').textContent(), '1 stemme mot');
  assert.equal(await hits.nth(2).locator('.hit-decision').textContent(), 'Forslag: Saken tas opp.');
  assert.equal(await hits.nth(2).locator('.hit-decision span').getAttribute('lang'), 'nb');
  assert.equal(await decided.evaluate(() => window.hit), undefined);
  await decided.context().close();
});

/* ---- When something is amiss ---- */

await check('no hits: said with what was searched', async () => {
  const none = await opened('/?q=xyzzyplugh');

  assert.equal(await none.textContent('#results-title'), 'Ingen treff på «xyzzyplugh»');
  assert.match(await none.textContent('.coverage'), /^Søkt i/);
  await none.context().close();
});

await check('no hits for all the words: those that have some are offered', async () => {
  const some = await opened('/?q=kommunene+xyzzyplugh');

  const offer = await some.textContent('#try-any');

  assert.match(await some.textContent('.empty'), /^Ingen treff har alle ordene\. Vis/);
  assert.match(offer, /^Vis de [\d\s]+ treffene som har noen av ordene$/);
  assert.match(await some.textContent('#nearly-title'), /^[\d\s]+ treff har alle ordene unntatt ett$/);
  await some.click('#try-any');
  await some.waitForFunction(() => !document.querySelector('#nearly-title') && document.querySelector('.hit'));
  assert.equal(new URL(some.url()).searchParams.get('match'), 'any');
  assert.equal(await total(some), Number(offer.match(/\d+/)[0]));
  await some.context().close();
});

await check('a question read otherwise than written is said to be', async () => {
  const odd = await opened('/?q=%22kommunene');

  assert.match(await odd.textContent('.note'), /Anførselstegnet/);
  await odd.click('#plan summary');
  assert.ok(await odd.locator('#plan p').isVisible());
  await odd.context().close();
});

await check('the front page leads into each region', async () => {
  const front = await opened('/');
  const name = await front.textContent('.browse a');

  await front.click('.browse a');
  await front.waitForSelector('.hit');
  assert.equal(new URL(front.url()).searchParams.get('region'), name);
  assert.equal(await front.locator('.facet input:checked').count(), 1);
  await front.context().close();
});

await check('a question that cannot be read', async () => {
  const bad = await opened('/?q=type%3Atull');

  assert.match(await bad.textContent('.ds-alert p[lang="nb"]'), /^«tull» kan ikke stå etter type:/);
  assert.equal(await bad.textContent('.ds-alert mark'), 't');
  assert.doesNotMatch(await bad.textContent('.ds-alert'), /'q'|at character/);
  await bad.click('#language-en');
  await bad.waitForSelector('.ds-alert');
  assert.match(await bad.textContent('.ds-alert span[lang="en"]'), /^at character 6: 'tull' is no value of type/);
  await bad.context().close();
});

const wrongParameters = [
  ['region', 'Regionen'], ['type', 'Dokumenttypen'], ['year', 'Året'], ['outcome', 'Utfallet'],
  ['offset', 'Siden'], ['sort', 'Rekkefølgen'], ['nonsense', 'Søket kunne ikke leses'],
];

for (const [parameter, said] of wrongParameters)
  await check(`a refused parameter is named in words: ${parameter}`, async () => {
    const refused = await open('/');
    const detail = `'${parameter}': <img src=x onerror="window.hit = 1">`;

    await refused.route('**/api/v1/search*', (route) => route.fulfill({
      status: 400, contentType: 'application/problem+json', body: JSON.stringify({ status: 400, detail, parameter }),
    }));
    await refused.fill('#q', 'plan');
    await refused.press('#q', 'Enter');
    await refused.waitForSelector('.ds-alert');
    assert.ok((await refused.textContent('.ds-alert')).includes(said), await refused.textContent('.ds-alert'));
    assert.equal(await refused.textContent('.ds-alert span[lang="en"]'), '<img src=x onerror="window.hit = 1">');
    assert.equal(await refused.evaluate(() => window.hit), undefined);
    await refused.context().close();
  });

const failures = [
  [503, '{"detail": "the index cannot be read"}', /ikke tilgjengelig akkurat nå/],
  [500, '{"detail": "in English"}', /Noe gikk galt i søketjenesten/],
  [502, '<html>Bad Gateway</html>', /Noe gikk galt i søketjenesten/],
  [500, 'null', /Noe gikk galt i søketjenesten/],
  [414, '{"detail": "the address is longer than 8192 bytes"}', /Søket er for langt/],
  [200, '{"total": 1, "hits": [', /Får ikke kontakt/],
];

for (const [status, body, said] of failures)
  await check(`a service in trouble: ${status} ${body}`, async () => {
    const trouble = await open('/');

    await trouble.route('**/api/v1/search*', (route) => route.fulfill({ status, body }));
    await trouble.fill('#q', 'plan');
    await trouble.press('#q', 'Enter');
    await trouble.waitForSelector('.ds-alert');
    assert.match(await trouble.textContent('.ds-alert'), said);
    assert.doesNotMatch(await trouble.textContent('.ds-alert'), /English|Gateway|the address|the index/);
    await trouble.context().close();
  });

await check('a period that ends before it begins', async () => {
  const form = await opened('/');

  await form.click('#more summary');
  await form.fill('#from', '2020-01-01');
  await form.fill('#to', '2019-01-01');
  await form.press('#q', 'Enter');
  assert.ok(await form.locator('#period-message').isVisible());
  assert.equal(await focused(form), 'from');
  assert.equal(new URL(form.url()).search, '');
  await form.fill('#to', '2021-01-01');
  await form.press('#q', 'Enter');
  await form.waitForSelector('.hit');
  assert.ok(form.url().includes('from=2020-01-01&to=2021-01-01'));
  const years = await form.locator('.hit time').evaluateAll((all) => all.map((one) => one.dateTime));
  assert.ok(years.length > 0 && years.every((date) => date >= '2020' && date <= '2021-01-01'), years.join());
  await form.context().close();
});

await check('the files that were not read', async () => {
  const unread = await opened(query);

  await unread.click('#coverage-link');
  await unread.waitForSelector('.unread-file');
  assert.equal(await unread.textContent('h1'), 'Filer som ikke er lest');
  assert.match(await unread.textContent('.unread-list'), /skann/);
  await soon(unread, () => document.activeElement.tagName === 'H1');
  await unread.click('.back a');
  await unread.waitForSelector('.hit');
  await unread.context().close();
});

await check('a service that is away, and back', async () => {
  const away = await open('/');

  await away.route('**/api/v1/search*', (route) => route.abort());
  await away.fill('#q', 'plan');
  await away.press('#q', 'Enter');
  await away.waitForSelector('.ds-alert');
  assert.match(await away.textContent('.ds-alert'), /Får ikke kontakt med tjenesten/);
  await away.unroute('**/api/v1/search*');
  await away.click('.ds-alert button');
  await away.waitForSelector('.hit');
  await away.context().close();
});

await check('a slow answer is waited for, visibly', async () => {
  const slow = await open('/');

  await slow.route('**/api/v1/search*', async (route) => {
    await new Promise((done) => { setTimeout(done, 900); });
    await route.continue();
  });
  await slow.fill('#q', 'plan');
  await slow.press('#q', 'Enter');
  await slow.waitForSelector('.results[aria-busy="true"]');
  assert.equal(await slow.textContent('#announcer'), 'Søker …');
  await slow.waitForSelector('.hit');
  await slow.context().close();
});

await check('text that looks like HTML stays text', async () => {
  const hostile = await open('/');
  const evil = '<img src=x onerror="window.hit = 1"><script>window.hit = 1</script>';

  await hostile.route('**/api/v1/search*', async (route) => {
    const answer = await (await route.fetch()).json();

    for (const hit of answer.hits) {
      hit.title = evil;
      hit.snippet = `a ${evil} <mark>${evil}</mark> &lt;b&gt; <mark>open ${evil}`;
      hit.document.title = evil;
      hit.heading_path = [evil];
    }
    answer.facets = { region: [[evil, 1]] };
    answer.query.plan = evil;
    answer.query.notes = [evil];
    await route.fulfill({ json: answer });
  });
  await hostile.fill('#q', 'plan');
  await hostile.press('#q', 'Enter');
  await hostile.waitForSelector('.hit');
  assert.equal(await hostile.locator('main img, main script, main b').count(), 0);
  assert.equal(await hostile.evaluate(() => window.hit), undefined);
  assert.match(await hostile.textContent('.snippet'), /<b>/);
  await hostile.context().close();
});

/* ---- Language ---- */

await check('the page speaks nynorsk and English too', async () => {
  const words = await opened(query);

  await words.click('#language-nn');
  await soon(words, () => document.documentElement.lang === 'nn');
  assert.equal(await words.textContent('label[for="q"]'), 'Kva leitar du etter?');
  assert.equal(await focused(words), 'language-nn');
  await words.click('#language-en');
  await soon(words, () => document.documentElement.lang === 'en');
  await words.reload();
  assert.equal(await words.textContent('label[for="q"]'), 'What are you looking for?');
  await words.context().close();
});

await check('dates are written in nynorsk, which the browser itself cannot', async () => {
  const nynorsk = await opened(query, { locale: 'nn-NO' });
  const dates = await nynorsk.locator('.hit time').allTextContents();

  assert.ok(dates.length > 0);
  for (const date of dates) assert.match(date, /^\d{1,2}\. [a-z]{3,9} \d{4}$/);
  await nynorsk.context().close();
});

await check('it begins in the language of the browser', async () => {
  const nynorsk = await opened('/', { locale: 'nn-NO' });

  assert.equal(await nynorsk.evaluate(() => document.documentElement.lang), 'nn');
  await nynorsk.context().close();
});

await check('the first tab leads past the header', async () => {
  const keyboard = await opened('/');

  await keyboard.keyboard.press('Tab');
  assert.equal(await focused(keyboard), 'skip');
  await keyboard.keyboard.press('Enter');
  assert.equal(await focused(keyboard), 'main');
  await keyboard.context().close();
});

/* ---- Everyone can use it ---- */

const anyDocument = await (async () => {
  const search = await opened(query);
  const link = await search.getAttribute('#hit-1', 'href');

  await search.context().close();
  return link;
})();
const views = {
  front: '/',
  search: query,
  'no hits': '/?q=xyzzyplugh+plugh',
  'a refused question': '/?q=type%3Atull',
  document: anyDocument,
  unread: '/?view=unread',
};

for (const [name, path] of Object.entries(views))
  for (const room of Object.keys(rooms)) {
    const view = await opened(path, { room });

    await view.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
    if (await view.locator('#toggle-facets').isVisible()) await view.click('#toggle-facets');
    await check(`axe finds nothing: ${name}, ${room}`, () => assertAccessible(view));
    await check(`nothing sticks out: ${name}, ${room}`, async () => assert.ok(
      await view.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)));
    if (screenshots)
      await view.screenshot({ path: `${screenshots}/${name.replaceAll(' ', '-')}-${room}.png`, fullPage: true });
    await view.context().close();
  }

for (const room of screenshots ? ['desktop', 'narrow'] : []) {
  const view = await opened('/?q=felles+legevakt', { room, locale: 'nn-NO' });

  await view.screenshot({ path: `${screenshots}/nynorsk-${room}.png`, fullPage: true });
  await view.goto(`${base}/?q=kommunene+xyzzyplugh`);
  await settled(view);
  await view.screenshot({ path: `${screenshots}/some-words-${room}.png`, fullPage: true });
  await view.context().close();
}

await import('./asking.mjs');
await import('./like.mjs');

await check('no script failed, no rule of the page was broken, no other host was asked', () =>
  assert.deepEqual(complaints, []));

await browser.close();

/* ---- The browser's own PDF viewer: an extension, which Playwright otherwise leaves out ---- */

const viewing = await chromium.launch({
  ...launching,
  ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages'],
});

await check('a PDF is shown by the browser, at its page', async () => {
  const hits = await viewing.newPage();

  hits.setDefaultTimeout(15000);
  const second = hits.locator('.original[href$="#page=2"]');

  // Some year has one on the first page of its hits.
  for (let year = 2009; year <= 2026 && await second.count() === 0; year += 1) {
    await hits.goto(`${base}${query}&sort=date&year=${year}`);
    await hits.waitForSelector('.original');
  }
  await second.first().click();
  await hits.waitForURL(/\/file#page=2$/);
  const frame = await (async () => {
    for (let tries = 0; tries < 60; tries += 1) {
      const found = hits.frames().find((one) => one.url().startsWith('chrome-extension:'));

      if (found) return found;
      await hits.waitForTimeout(100);
    }
    return null;
  })();

  assert.ok(frame, 'the viewer did not come');
  await frame.waitForFunction(() => document.querySelector('pdf-viewer')?.shadowRoot
    ?.querySelector('viewer-toolbar')?.pageNo === 2);
  if (screenshots) await hits.screenshot({ path: `${screenshots}/pdf.png` });
});

await viewing.close();
finish();
