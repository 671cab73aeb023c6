// SPDX-License-Identifier: GPL-3.0-or-later
// i18n.js: which language the page speaks, and its texts: bokmål, nynorsk, English.
// All three have the same keys; a test holds them to it.

import en from './texts-en.js';
import nb from './texts-nb.js';
import nn from './texts-nn.js';

export const languages = { nb, nn, en };
const storageKey = 'gjenfinn-language';

function stored() {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null; // Storage may be shut off; the choice then lasts as long as the page.
  }
}

function preferred() {
  for (const wish of [stored(), ...navigator.languages]) {
    const code = (wish ?? '').toLowerCase().split('-')[0];

    if (code in languages) return code;
    if (code === 'no') return 'nb';
  }
  return 'nb';
}

// Days before months, as in the rest of Europe.
const locales = { nb: 'nb', nn: 'nn', en: 'en-GB' };

let current = preferred();

export function language() {
  return current;
}

export function setLanguage(code) {
  current = code;
  try {
    localStorage.setItem(storageKey, code);
  } catch {
    // As in stored().
  }
}

/** The text called key; one that takes values is called with them. */
export function t(key, ...values) {
  const text = languages[current][key];

  return typeof text === 'function' ? text(...values) : text;
}

/** The word for one of the server's own values, which is itself where there is none. */
export function word(group, value) {
  return languages[current][group][value] ?? value;
}

/** 1234 as people write it. */
export function number(value) {
  return new Intl.NumberFormat(locales[current]).format(value);
}

/** "2023-02-28", "2023-02" or "2023" as people write it. */
export function date(iso) {
  const parts = iso.split('-').map(Number);
  const options = [
    { year: 'numeric' },
    { year: 'numeric', month: 'long' },
    { year: 'numeric', month: 'long', day: 'numeric' },
  ][parts.length - 1];
  const moment = new Date(Date.UTC(parts[0], (parts[1] ?? 1) - 1, parts[2] ?? 1));

  if (options === undefined || Number.isNaN(moment.getTime())) return iso;
  return new Intl.DateTimeFormat(locales[current], { ...options, timeZone: 'UTC' }).format(moment);
}
