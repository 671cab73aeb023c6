// SPDX-License-Identifier: GPL-3.0-or-later
// search-view.js: the search: the form, the filters and what was found.

import { fetchSearch, fetchStatus } from './api.js';
import { coverageLine } from './coverage.js';
import { el } from './dom.js';
import { hitList, pagination } from './hits.js';
import { number, t } from './i18n.js';
import { readingDetails, readingLines } from './reading.js';
import { resultsPane } from './results.js';
import { searchForm } from './search-form.js';
import { emptyState, isAsked, search, stateUrl } from './state.js';
import { takeAway } from './take-away.js';

function sortChoice(app, state) {
  const options = Object.entries(t('sort')).map(([value, text]) =>
    el('option', { value, selected: value === state.sort }, text));

  return el('div', { class: 'sort' },
    el('label', { class: 'ds-label', for: 'sort' }, t('sortLabel')),
    el('select', {
      id: 'sort',
      class: 'ds-input',
      'data-size': 'sm',
      onchange: (event) => app.navigate(search(state, { sort: event.target.value })),
    }, options));
}

function countText(answer, state) {
  const count = t('hits', answer.total, number(answer.total));

  if (answer.total === 0) return state.q ? t('noHitsFor', state.q) : t('noHits');
  return state.q ? t('hitsFor', count, state.q) : count;
}

function heading(text) {
  return el('h2', { id: 'results-title', class: 'ds-heading', 'data-size': 'sm', tabindex: '-1' }, text);
}

function anyLine(answer, state) {
  const total = answer.match_any_total ?? 0;

  if (total === 0) return null;
  return el('p', {}, t('notAll'), ' ', el('a', {
    class: 'ds-link', id: 'try-any', href: stateUrl(search(state, { match: 'any' })),
  }, t('tryAny', total, number(total))));
}

/** How many hits stand behind newer versions, and the way to them; or back. */
function versionsLine(answer, state) {
  const older = answer.older_versions ?? 0;
  const link = (versions, text) => el('a', {
    class: 'ds-link', id: 'versions', href: stateUrl(search(state, { versions })),
  }, text);

  if (state.versions === 'all') return el('p', {}, link('newest', t('newestOnly')));
  if (older === 0) return null;
  return el('p', {}, t('olderHits', older, number(older)), ' ', link('all', t('allVersions')));
}

function emptyAdvice(answer, state) {
  if (answer.total > 0) return null;
  return el('div', { class: 'empty' },
    anyLine(answer, state), el('p', { class: 'ds-paragraph' }, t('noHitsAdvice')));
}

/** What has all of the question but one word, where nothing has all of it. */
function nearly(answer, state) {
  const relaxed = answer.relaxed;

  if (!relaxed?.hits?.length) return null;
  return el('section', { class: 'nearly', 'aria-labelledby': 'nearly-title' },
    el('h2', { id: 'nearly-title', class: 'ds-heading', 'data-size': 'xs' },
      t('allButOne', relaxed.total, number(relaxed.total))),
    hitList(state, { ...answer, ...relaxed }));
}

/** The regions of the collection, as searches: a way in for those who do not know what to ask. */
function browse(status) {
  const regions = status.documents?.region ?? [];
  const link = ([name, count]) => el('li', {},
    el('a', { class: 'ds-link', href: stateUrl({ ...emptyState(), region: [name] }) }, name),
    el('span', { class: 'count' }, ` (${t('documents', count, number(count))})`));

  if (regions.length === 0) return null;
  return el('div', { class: 'browse' },
    el('h2', { class: 'ds-heading', 'data-size': 'xs' }, t('browse')),
    el('ul', { class: 'ds-list' }, regions.map(link)));
}

/** The view: { root, update (state, signal), focus () }. */
export function searchView(app) {
  const form = searchForm(app);
  const pane = resultsPane(app);
  const title = el('h1', { class: 'ds-heading', 'data-size': 'md', tabindex: '-1' }, t('searchTitle'));
  const root = el('div', { class: 'search-view' }, title, form.root, pane.root);

  function showAnswer(answer, state) {
    const text = countText(answer, state);

    pane.show([
      el('div', { class: 'results-head' }, heading(text), answer.total > 1 ? sortChoice(app, state) : null),
      coverageLine(answer.coverage, state),
      readingLines(answer, state).flat(),
      readingDetails(answer, state),
      versionsLine(answer, state),
      emptyAdvice(answer, state),
      nearly(answer, state),
      answer.hits.length > 0 ? hitList(state, answer) : null,
      pagination(state, answer.total),
      takeAway(state, answer.total),
    ], answer.facets);
    app.announce(text);
    app.setTitle(state.q, text.includes(state.q) ? t('hits', answer.total, number(answer.total)) : text);
  }

  async function ask(state, signal) {
    const answer = await fetchSearch(state, signal);

    if (!signal.aborted) showAnswer(answer, state);
  }

  async function showNothingAsked(state, signal) {
    pane.show([]);
    app.setTitle();
    const status = await fetchStatus(signal);
    if (!signal.aborted) pane.show([coverageLine(status.coverage, state), browse(status)]);
  }

  async function update(state, signal) {
    form.update(state);
    await pane.run(isAsked(state) ? ask : showNothingAsked, state, signal);
  }

  return {
    root,
    update,
    focus() {
      const target = pane.heading() ?? title;

      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: 'start' });
    },
  };
}
