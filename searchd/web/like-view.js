// SPDX-License-Identifier: GPL-3.0-or-later
// like-view.js: what is like a document, or one of its cases or sections.

import { fetchDocument, fetchLike } from './api.js';
import { coverageLine } from './coverage.js';
import { el } from './dom.js';
import { documentLine, hitList, pagination, unitTitle } from './hits.js';
import { t } from './i18n.js';
import { resultsPane } from './results.js';
import { emptyState, stateUrl, unitState } from './state.js';

/** What state asks to be like: its title, the way to it, and what is known of its document. */
function source(state, { document: doc, units = [] }) {
  const unit = units.find(({ id }) => id === state.like);
  const link = el('a', {
    class: 'ds-link', id: 'like-source', lang: unit?.language ?? doc.language,
    href: stateUrl(unitState(emptyState(), state.like)),
  }, unit ? unitTitle(unit) : doc.title ?? doc.path);

  return [el('p', {}, link), documentLine(doc)];
}

/** The words that it was known by. */
function wordsUsed(answer) {
  const words = [...new Set((answer.query.words ?? []).map(({ word }) => word))];

  return words.length === 0 ? null : el('details', { class: 'plan', id: 'plan' },
    el('summary', {}, t('likeWords')), el('p', { lang: 'no' }, words.join(', ')));
}

/** The view: { root, update (state, signal), focus () }. */
export function likeView(app) {
  const pane = resultsPane(app);
  const title = el('h1', { class: 'ds-heading', 'data-size': 'md', tabindex: '-1' }, t('like'));
  const of = el('div', { class: 'like-source' });
  const back = el('p', { class: 'back' }, el('a', { class: 'ds-link', href: '/' }, t('backToSearch')));
  const root = el('div', { class: 'like-view' }, back, title, of, pane.root);

  async function ask(state, signal) {
    const [answer, shown] = await Promise.all([fetchLike(state, signal), fetchDocument(state.like, signal)]);
    const text = t(answer.total > 0 ? 'likeFirst' : 'likeNone');

    if (signal.aborted) return;
    of.replaceChildren(...source(state, shown));
    pane.show([
      el('h2', { id: 'results-title', class: 'ds-heading', 'data-size': 'xs', tabindex: '-1' }, text),
      coverageLine(answer.coverage, state),
      wordsUsed(answer),
      answer.hits.length > 0 ? hitList(state, answer) : null,
      pagination(state, answer.total),
    ], answer.facets);
    app.announce(text);
    app.setTitle(t('like'), of.querySelector('a').textContent);
  }

  return {
    root,
    update: (state, signal) => pane.run(ask, state, signal),
    focus() {
      title.focus({ preventScroll: true });
      title.scrollIntoView({ block: 'start' });
    },
  };
}
