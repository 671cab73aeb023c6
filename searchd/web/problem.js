// SPDX-License-Identifier: GPL-3.0-or-later
// problem.js: what is shown where an answer should have been.

import { el } from './dom.js';
import { language, t, word } from './i18n.js';
import { emptyState, question } from './state.js';

// Characters of the question that are shown on either side of one.
const aroundMost = 30;

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

  return problem.message.startsWith(named) ? problem.message.slice(named.length) : problem.message;
}

/** A sentence in bokmål, which it has of a question, is for all who read Norwegian. */
function sentence(problem) {
  const isRefused = problem.status === 400;

  if (isRefused && problem.norwegian && language() !== 'en')
    return el('p', { class: 'ds-paragraph', lang: 'nb' }, problem.norwegian);
  const said = isRefused ? detail(problem) : '';
  return el('p', { class: 'ds-paragraph' }, explanation(problem),
    said ? [': ', el('span', { lang: 'en' }, said)] : '.');
}

/** The question around the character that the problem is at; null where it is at none. */
function place(problem, state) {
  const characters = [...question(state)];
  const at = problem.character - 1;

  if (problem.status !== 400 || characters[at] === undefined) return null;
  const from = Math.max(0, at - aroundMost);
  const to = Math.min(characters.length, at + 1 + aroundMost);
  return el('p', { class: 'ds-paragraph' }, t('atCharacter', problem.character), ': ', el('code', { lang: 'no' },
    from > 0 ? '…' : '', characters.slice(from, at).join(''), el('mark', {}, characters[at]),
    characters.slice(at + 1, to).join(''), to < characters.length ? '…' : ''));
}

/**
 * An alert about problem, its title a heading of level; retry is called when asked to try again.
 * state: what was asked, where it was a search.
 */
export function problemAlert(title, problem, { level = 'h2', state = emptyState(), retry }) {
  const again = problem.status === 0 || problem.status >= 500;

  return el('div', { class: 'ds-alert', 'data-color': problem.status === 400 ? 'warning' : 'danger' },
    el(level, { class: 'ds-heading', 'data-size': 'xs', tabindex: '-1' }, title),
    sentence(problem),
    place(problem, state),
    again
      ? el('button', { type: 'button', class: 'ds-button', 'data-variant': 'secondary', onclick: retry },
        t('retry'))
      : null);
}
