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

    if (Object.hasOwn(languages, code)) return code;
    if (code === 'no') return 'nb';
  }
  return 'nb';
}

// Nynorsk writes numbers as bokmål does; Chromium has no nynorsk, and would write it as English.
const locales = { nb: 'nb', nn: 'nb', en: 'en-GB' };
const isoDate = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

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
  const words = languages[current][group];

  return Object.hasOwn(words, value) ? words[value] : value;
}

/** 1234 as people write it. */
export function number(value) {
  return new Intl.NumberFormat(locales[current]).format(value);
}

/** "2023-02-28", "2023-02" or "2023" as people write it; anything else as it is. */
export function date(iso) {
  const [, year, month, day] = isoDate.exec(iso) ?? [];
  const name = month ? t('months')[Number(month) - 1] : '';

  if (!year || name === undefined) return iso;
  const spelt = day ? t('dayAndMonth', Number(day), name) : name;
  return [spelt, year].filter(Boolean).join(' ');
}
