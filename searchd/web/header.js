// SPDX-License-Identifier: GPL-3.0-or-later
// header.js: the top of the page: the name, and the choice of language.

import { el } from './dom.js';
import { language, languages, t } from './i18n.js';

function choice(app, code) {
  return el('button', {
    type: 'button',
    id: `language-${code}`,
    class: 'ds-button',
    'data-variant': 'tertiary',
    'data-size': 'sm',
    lang: code,
    'aria-pressed': String(language() === code),
    onclick: () => app.changeLanguage(code),
  }, languages[code].name);
}

/** The nodes of the header. */
export function header(app) {
  return [
    el('a', { href: '/', class: 'brand', 'aria-label': t('home') }, 'Gjenfinn'),
    el('p', { class: 'tagline' }, t('tagline')),
    el('div', { class: 'languages', role: 'group', 'aria-label': t('languageChoice') },
      Object.keys(languages).map((code) => choice(app, code))),
  ];
}
