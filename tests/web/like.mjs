// SPDX-License-Identifier: GPL-3.0-or-later
// More like this: from a hit, from a document, and by an address.

import assert from 'node:assert/strict';
import { assertAccessible, base, open, opened, rooms, screenshots, settled, soon } from './browser.mjs';
import { check } from './tap.mjs';

const words = '/?q=jordvern';

/** Goes to what is like the first hit; its title and its id. */
async function likeFirst(page) {
  const title = await page.textContent('#hit-1');
  const id = new URL(await page.getAttribute('#hit-1-like', 'href'), base).searchParams.get('like');

  await page.click('#hit-1-like');
  await page.waitForSelector('.like-view .hit');
  await settled(page);
  return { title, id };
}

await check('a hit leads to what is like it, by an address of its own', async () => {
  const page = await opened(words);
  const { title, id } = await likeFirst(page);

  assert.match(id, /^[0-9a-f]{32}\.\d+$/);
  assert.equal(new URL(page.url()).search, `?like=${id}`);
  assert.equal(await page.textContent('h1'), 'Flere som denne');
  assert.ok((await page.textContent('#like-source')).includes(title));
  assert.match(await page.title(), /^Flere som denne – .+ – Gjenfinn$/);
  await soon(page, () => document.activeElement.tagName === 'H1');
  await page.goBack();
  await page.waitForSelector('.search-view .hit');
  await soon(page, () => document.activeElement.id === 'hit-1-like');
  await page.context().close();
});

await check('none of them is of the same document, and each leads on', async () => {
  const page = await opened(words);
  const { id } = await likeFirst(page);
  const links = await page.locator('.hit h3 a').evaluateAll((all) => all.map((one) => one.href));

  assert.ok(links.length > 1);
  for (const link of links) {
    const parameters = new URL(link).searchParams;

    assert.notEqual(parameters.get('document'), id.split('.')[0]);
    assert.equal(parameters.get('like'), id);
  }
  await page.click('#hit-1-like');
  await soon(page, (old) => location.search.startsWith('?like=') && location.search !== `?like=${old}`, id);
  await page.context().close();
});

await check('the way back from a document found so is to what is like', async () => {
  const page = await opened(words);
  const { id } = await likeFirst(page);

  await page.click('#hit-1');
  await page.waitForSelector('.document-view .unit');
  await page.click('.back a');
  await page.waitForSelector('.like-view .hit');
  assert.equal(new URL(page.url()).search, `?like=${id}`);
  await page.context().close();
});

await check('they are narrowed by filters, and go on over pages', async () => {
  const page = await opened(words);
  const { id } = await likeFirst(page);
  const box = page.locator('.facet input').first();
  const name = (await page.locator('.facet label').first().textContent()).replace(/ \(.*/, '');

  await box.click();
  await soon(page, () => location.search.includes('region='));
  await settled(page);
  assert.equal(new URL(page.url()).searchParams.get('like'), id);
  const regions = await page.locator('.hit .document-line').allTextContents();

  assert.ok(regions.length > 0 && regions.every((line) => line.includes(name)), regions.join('; '));
  await page.goBack();
  await page.waitForSelector('.pages a[rel="next"]');
  await page.click('.pages a[rel="next"]');
  await page.waitForSelector('#hit-11');
  assert.equal(new URL(page.url()).searchParams.get('like'), id);
  await page.context().close();
});

await check('the words that it was known by are told', async () => {
  const page = await opened(words);

  await likeFirst(page);
  await page.click('#plan summary');
  assert.match(await page.textContent('#plan p'), /jordvern/);
  await page.context().close();
});

await check('a document and each of its parts lead to what is like them', async () => {
  const page = await opened(words);

  await page.click('#hit-1');
  await page.waitForSelector('.unit.current');
  const document = new URL(page.url()).searchParams.get('document');

  assert.equal(await page.locator('.unit .hit-links a[id$="-like"]').count(), await page.locator('.unit').count());
  await page.click('#like');
  await page.waitForSelector('.like-view .hit');
  assert.equal(new URL(page.url()).search, `?like=${document}`);
  await page.click('#like-source');
  await page.waitForSelector('.document-view .unit');
  await page.context().close();
});

await check('what is not there is like nothing', async () => {
  for (const id of ['00000000000000000000000000000000', 'nonsense', '../status']) {
    const page = await opened(`/?like=${encodeURIComponent(id)}`);

    assert.match(await page.textContent('.ds-alert'), /finnes ikke i samlingen/);
    await page.context().close();
  }
});

await check('nothing alike is said to be so', async () => {
  const hit = await opened(words);
  const address = await hit.getAttribute('#hit-1-like', 'href');
  const page = await open('/');

  await page.route('**/api/v1/like*', async (route) => {
    const answer = await (await route.fetch()).json();

    await route.fulfill({ json: { ...answer, total: 0, hits: [], facets: {} } });
  });
  await page.evaluate((to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }, address);
  await page.waitForSelector('#results-title');
  assert.equal(await page.textContent('#results-title'), 'Fant ingenting som ligner');
  await page.context().close();
  await hit.context().close();
});

const anything = await opened(words);
const address = await anything.getAttribute('#hit-1-like', 'href');

await anything.context().close();
for (const room of Object.keys(rooms)) {
  const page = await opened(address, { room, locale: 'nn-NO' });

  await page.click('#plan summary');
  await check(`axe finds nothing: what is like, ${room}`, () => assertAccessible(page));
  await check(`nothing sticks out: what is like, ${room}`, async () => assert.ok(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)));
  if (screenshots) await page.screenshot({ path: `${screenshots}/like-${room}.png`, fullPage: true });
  await page.context().close();
}
