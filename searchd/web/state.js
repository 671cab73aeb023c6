// SPDX-License-Identifier: GPL-3.0-or-later
// state.js: the address and what it means, both ways. Every view has its own address, and holds
// the search it came from, so that links can be shared and the way back is a link too.

export const facetNames = ['region', 'type', 'body', 'year', 'outcome'];
export const pageSize = 10;

const scalars = { q: '', match: 'all', unit: '', sort: 'relevance', names: 'true', versions: 'newest', from: '', to: '' };
const allowed = {
  match: ['all', 'any'],
  names: ['true', 'false'],
  versions: ['newest', 'all'],
  unit: ['', 'case', 'section', 'document'],
  sort: ['relevance', 'date', '-date'],
};
const day = /^\d{4}-\d{2}-\d{2}$/;
// The server's bound on offset is 1,000,000.
const lastPage = 100000;

/** A state with nothing asked. */
export function emptyState() {
  const facets = Object.fromEntries(facetNames.map((name) => [name, []]));

  return { view: 'search', ...scalars, ...facets, page: 1, like: '', document: '', unit_anchor: '' };
}

function valid(name, value) {
  if (allowed[name]) return allowed[name].includes(value);
  return name === 'q' || day.test(value);
}

/** What url (a URL) means; what it cannot mean is taken as not there. */
export function readState(url) {
  const parameters = url.searchParams;
  const state = emptyState();
  const page = Number(parameters.get('page'));

  for (const name of Object.keys(scalars)) {
    const value = parameters.get(name);
    if (value !== null && valid(name, value)) state[name] = value;
  }
  for (const name of facetNames) state[name] = [...new Set(parameters.getAll(name))];
  if (Number.isInteger(page) && page > 1 && page <= lastPage) state.page = page;

  state.document = parameters.get('document') ?? '';
  state.like = parameters.get('like') ?? '';
  if (state.document) state.view = 'document';
  else if (parameters.get('view') === 'unread') state.view = 'unread';
  else if (state.like) state.view = 'like';
  state.unit_anchor = url.hash.startsWith('#unit-') ? url.hash.slice(1) : '';
  return state;
}

/** The address of state. */
export function stateUrl(state) {
  const parameters = new URLSearchParams();

  for (const [name, fallback] of Object.entries(scalars))
    if (state[name] !== fallback) parameters.set(name, state[name]);
  for (const name of facetNames)
    for (const value of state[name]) parameters.append(name, value);
  if (state.page > 1) parameters.set('page', state.page);
  if (state.like) parameters.set('like', state.like);
  if (state.view === 'document') parameters.set('document', state.document);
  if (state.view === 'unread') parameters.set('view', 'unread');

  const query = parameters.toString();
  const hash = state.view === 'document' && state.unit_anchor ? `#${state.unit_anchor}` : '';
  return `/${query ? `?${query}` : ''}${hash}`;
}

/** Whether anything is asked: a question, a filter, a period, or what is like something. */
export function isAsked(state) {
  return state.like !== '' || state.q.trim() !== '' || state.from !== '' || state.to !== '' || filterCount(state) > 0;
}

export function filterCount(state) {
  return facetNames.reduce((count, name) => count + state[name].length, 0);
}

/** state as a search, on its first page, with changes. */
export function search(state, changes = {}) {
  return { ...state, view: 'search', like: '', document: '', unit_anchor: '', page: 1, ...changes };
}

/** The list of hits that state stands in, a search or what is like something: the same, with changes. */
export function listed(state, changes = {}) {
  return { ...search(state, changes), view: state.like ? 'like' : 'search', like: state.like };
}

/** What is like the document or the unit id. */
export function likeState(id) {
  return { ...emptyState(), view: 'like', like: id };
}

/** The document that id is of, at that unit where it is a unit's. */
export function unitState(state, id) {
  const [document, ordinal] = id.split('.');

  return { ...state, view: 'document', document, unit_anchor: ordinal ? `unit-${ordinal}` : '' };
}

/** The document of a hit, at the hit's own unit, or at the best one of a whole document. */
export function documentState(state, hit) {
  return { ...unitState(state, (hit.best_unit ?? hit).id), document: hit.document.id };
}

const operators = /(^|[\s(])(OG|ELLER|IKKE|NÆR|AND|OR|NOT|NEAR)([\s/)]|$)/;

/** The question with the period in it, as the question language says it. */
export function question(state) {
  const text = state.q.trim();

  if (!state.from && !state.to) return text;

  const period = `dato:${state.from}..${state.to}`;
  return text === '' ? period : `${operators.test(text) ? `(${text})` : text} ${period}`;
}
