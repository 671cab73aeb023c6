// SPDX-License-Identifier: GPL-3.0-or-later
// problem.js: what is shown where an answer should have been.

import { el } from './dom.js';
import { t } from './i18n.js';

function explanation(problem) {
  if (problem.status === 0) return t('errorNetwork');
  if (problem.status === 503) return t('errorIndex');
  if (problem.status === 404) return t('errorMissing');
  return problem.status === 400 ? t('errorQuestion') : t('errorOther');
}

/** What the server said helps only where it speaks of what was asked. */
function detail(problem) {
  if (problem.status !== 400 || !problem.message) return null;
  return el('p', { class: 'ds-paragraph', lang: 'en' }, t('errorSaid', problem.message));
}

/** An alert about problem, its title a heading of level; retry is called when asked to try again. */
export function problemAlert(title, problem, { level = 'h2', retry }) {
  const again = problem.status === 0 || problem.status >= 500;

  return el('div', { class: 'ds-alert', 'data-color': problem.status === 400 ? 'warning' : 'danger' },
    el(level, { class: 'ds-heading', 'data-size': 'xs', tabindex: '-1' }, title),
    el('p', { class: 'ds-paragraph' }, explanation(problem)),
    detail(problem),
    again
      ? el('button', { type: 'button', class: 'ds-button', 'data-variant': 'secondary', onclick: retry },
        t('retry'))
      : null);
}
