// SPDX-License-Identifier: GPL-3.0-or-later
// problem.js: what is shown where an answer should have been.

import { el } from './dom.js';
import { t, word } from './i18n.js';

/** Our own sentence, without its full stop. What the server says is English, and comes after. */
function explanation(problem) {
  const { status, parameter } = problem;

  if (status === 0) return t('errorNetwork');
  if (status === 503) return t('errorIndex');
  if (status === 404) return t('errorMissing');
  if (status === 414) return t('errorLong');
  if (status !== 400) return t('errorServer');
  return parameter && word('errorParameter', parameter) !== parameter
    ? word('errorParameter', parameter) : t('errorQuestion');
}

/** What the server said helps only where it speaks of what was asked; its parameter is named by us. */
function detail(problem) {
  const named = `'${problem.parameter}': `;

  if (problem.status !== 400) return '';
  return problem.message.startsWith(named) ? problem.message.slice(named.length) : problem.message;
}

function sentence(problem) {
  const said = detail(problem);

  return el('p', { class: 'ds-paragraph' }, explanation(problem),
    said ? [': ', el('span', { lang: 'en' }, said)] : '.');
}

/** An alert about problem, its title a heading of level; retry is called when asked to try again. */
export function problemAlert(title, problem, { level = 'h2', retry }) {
  const again = problem.status === 0 || problem.status >= 500;

  return el('div', { class: 'ds-alert', 'data-color': problem.status === 400 ? 'warning' : 'danger' },
    el(level, { class: 'ds-heading', 'data-size': 'xs', tabindex: '-1' }, title),
    sentence(problem),
    again
      ? el('button', { type: 'button', class: 'ds-button', 'data-variant': 'secondary', onclick: retry },
        t('retry'))
      : null);
}
