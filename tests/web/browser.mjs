// SPDX-License-Identifier: GPL-3.0-or-later
// browser.mjs: pages in Chromium, as every test of them needs.  Arguments: those of page.mjs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [url, driver, executablePath, folder] = process.argv.slice(2);
const require = createRequire(`${resolve(driver)}/`);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

export const { chromium } = require('playwright-core');
export const base = url;
export const screenshots = folder;
export const rooms = {
  desktop: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 320, height: 640 } },
};

// Words that the example collection has many of, in both written languages.
export const question = 'regionrådene ELLER regionråda';
export const query = `/?q=${encodeURIComponent(question)}`;

export const launching = {
  executablePath,
  args: ['--no-sandbox', '--disable-quic', '--disable-gpu', '--disable-dev-shm-usage'],
};
export const browser = await chromium.launch(launching);

/** What no page may do: a script that fails, a rule that is broken, another host that is asked. */
export const complaints = [];

export async function open(path, { room = 'desktop', locale = 'nb-NO' } = {}) {
  const context = await browser.newContext({ ...rooms[room], locale, reducedMotion: 'reduce' });
  const page = await context.newPage();

  page.setDefaultTimeout(15000);
  page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
  page.on('console', (message) => {
    // A refused question is shown by the browser as an error too; those are asked for here.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`${path}: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) complaints.push(`${path}: asks ${request.url()}`);
  });
  await page.goto(base + path);
  return page;
}

/** The sign of waiting that people see comes late, so as not to flicker: what is asked is told by itself. */
export async function settled(page) {
  await page.waitForSelector('.hits, .ds-alert, .empty, .document-view .unit, .unread-list, .coverage');
  await page.waitForSelector('[aria-busy="true"], [data-asking]', { state: 'detached' });
}

export async function opened(path, options) {
  const page = await open(path, options);

  await settled(page);
  return page;
}

export const total = async (page) =>
  Number((await page.textContent('#results-title')).match(/\d+/)?.[0] ?? 0);
export const focused = (page) => page.evaluate(() => document.activeElement.id);

export async function soon(page, test, argument) {
  await page.waitForFunction(test, argument);
}

export async function assertAccessible(view) {
  await view.evaluate(axe);
  const { violations } = await view.evaluate((tags) => window.axe.run(document, { runOnly: tags }), wcag);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' ')}`);

  assert.deepEqual(found, []);
}
