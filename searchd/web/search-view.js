// SPDX-License-Identifier: GPL-3.0-or-later
// search-view.js: the search: the form, the filters and what was found.

import { fetchSearch, fetchStatus } from './api.js';
import { coverageLine } from './coverage.js';
import { el } from './dom.js';
import { facetPanel } from './facets.js';
import { hitList, pagination } from './hits.js';
import { number, t } from './i18n.js';
import { problemAlert } from './problem.js';
import { searchForm } from './search-form.js';
import { emptyState, isAsked, search, stateUrl } from './state.js';

// A quick answer needs no sign that it is on its way; a sign that flickers disturbs.
const patienceMs = 250;

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

/** What the server has to say about how it read the question: it says that in bokmål. */
function notes(answer) {
  return (answer.query.notes ?? []).map((note) => el('p', { class: 'note', lang: 'nb' }, note));
}

function plan(answer) {
  return answer.query.plan ? el('details', { class: 'plan', id: 'plan' },
    el('summary', {}, t('plan')), el('p', { lang: 'nb' }, answer.query.plan)) : null;
}

function anyLine(answer, state) {
  const total = answer.match_any_total ?? 0;

  if (total === 0) return null;
  return el('p', {}, t('notAll'), ' ', el('a', {
    class: 'ds-link', id: 'try-any', href: stateUrl(search(state, { match: 'any' })),
  }, t('tryAny', total, number(total))));
}

function emptyAdvice(answer, state) {
  if (answer.total > 0) return null;
  return el('div', { class: 'empty' },
    anyLine(answer, state), el('p', { class: 'ds-paragraph' }, t('noHitsAdvice')));
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
  const facets = facetPanel(app);
  const results = el('section', { class: 'results' });
  const title = el('h1', { class: 'ds-heading', 'data-size': 'md', tabindex: '-1' }, t('searchTitle'));
  const columns = el('div', { class: 'columns' }, facets.root, results);
  const root = el('div', { class: 'search-view' }, title, form.root, columns);

  function showAnswer(answer, state) {
    const text = countText(answer, state);

    facets.update(answer.facets ?? {});
    results.replaceChildren(...[
      el('div', { class: 'results-head' }, heading(text), answer.total > 1 ? sortChoice(app, state) : null),
      coverageLine(answer.coverage, state),
      notes(answer),
      plan(answer),
      emptyAdvice(answer, state),
      answer.hits.length > 0 ? hitList(state, answer) : null,
      pagination(state, answer.total),
    ].flat().filter(Boolean));
    app.announce(text);
    app.setTitle(state.q, text.includes(state.q) ? t('hits', answer.total, number(answer.total)) : text);
  }

  function showProblem(problem, state) {
    facets.update({});
    results.replaceChildren(
      problemAlert(t('errorTitle'), problem, { retry: () => app.retry() }));
    app.announce(t('errorTitle'));
    app.setTitle(t('errorTitle'));
  }

  async function showNothingAsked(state, signal) {
    facets.update({});
    results.replaceChildren();
    app.setTitle();
    const status = await fetchStatus(signal);
    if (signal.aborted) return;
    results.replaceChildren(...[coverageLine(status.coverage, state), browse(status)].filter(Boolean));
  }

  async function ask(state, signal) {
    const answer = await fetchSearch(state, signal);

    if (!signal.aborted) showAnswer(answer, state);
  }

  function showWaiting() {
    results.setAttribute('aria-busy', 'true');
    app.announce(t('loading'));
    if (results.childElementCount === 0)
      results.replaceChildren(el('p', { class: 'loading' }, t('loading')));
  }

  async function update(state, signal) {
    const waiting = setTimeout(showWaiting, patienceMs);

    form.update(state);
    try {
      await (isAsked(state) ? ask : showNothingAsked)(state, signal);
    } catch (error) {
      if (error.name === 'Problem' && !signal.aborted) showProblem(error, state);
      else if (error.name !== 'AbortError') throw error;
    } finally {
      clearTimeout(waiting);
      if (!signal.aborted) results.removeAttribute('aria-busy');
    }
  }

  return {
    root,
    update,
    focus() {
      const target = results.querySelector('[tabindex="-1"]') ?? title;

      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: 'start' });
    },
  };
}
