// SPDX-License-Identifier: GPL-3.0-or-later
// api.js: the server's answers as objects, its problem documents as errors.

import { facetNames, pageSize, question } from './state.js';

/**
 * What the server, or the way to it, said no to. status is 0 where no answer came; body is its
 * problem document. character is that of the question, from 1, norwegian a sentence in bokmål.
 */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? '');
    this.name = 'Problem';
    this.status = status;
    this.parameter = body?.parameter;
    this.character = body?.character ?? 0;
    this.norwegian = body?.detail_nb ?? '';
  }
}

async function problemOf(response) {
  return new Problem(response.status, await response.json().catch(() => null));
}

/** What promise gives; whatever goes wrong on the way is a Problem, but for giving up ourselves. */
async function arrived(promise) {
  try {
    return await promise;
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Problem(0);
  }
}

async function get(path, signal) {
  const response = await arrived(fetch(path, { signal, headers: { Accept: 'application/json' } }));

  if (!response.ok) throw await problemOf(response);
  return arrived(response.json());
}

/** What narrows a list of hits; the facet without narrows nothing. */
function narrowing(state, without) {
  const parameters = new URLSearchParams();

  if (state.unit) parameters.set('unit', state.unit);
  if (state.names === 'false') parameters.set('names', 'false');
  if (state.versions === 'all') parameters.set('versions', 'all');
  for (const name of facetNames.filter((other) => other !== without))
    for (const value of state[name]) parameters.append(name, value);
  return parameters;
}

/** That, and which of the hits are wanted. */
function listParameters(state, { without, limit }) {
  const parameters = narrowing(state, without);

  parameters.set('facets', 'true');
  parameters.set('limit', limit);
  parameters.set('offset', limit === 0 ? 0 : (state.page - 1) * pageSize);
  return parameters;
}

function searchPath(state, part) {
  const parameters = listParameters(state, part);

  parameters.set('q', question(state));
  parameters.set('match', state.match);
  parameters.set('sort', state.sort);
  return `/api/v1/search?${parameters}`;
}

function likePath(state, part) {
  const parameters = listParameters(state, part);

  parameters.set('id', state.like);
  return `/api/v1/like?${parameters}`;
}

/**
 * The list of hits that path gives for state. A facet in use shows what its other values would
 * give, so it is counted again without itself: one more question for each such facet.
 */
async function fetchList(path, state, signal) {
  const used = facetNames.filter((name) => state[name].length > 0);
  const [answer, ...others] = await Promise.all([
    get(path(state, { limit: pageSize }), signal),
    ...used.map((name) => get(path(state, { without: name, limit: 0 }), signal)),
  ]);
  const facets = { ...answer.facets };

  used.forEach((name, index) => {
    facets[name] = others[index].facets?.[name] ?? [];
  });
  return { ...answer, facets };
}

/** The search of state. */
export function fetchSearch(state, signal) {
  return fetchList(searchPath, state, signal);
}

/** What is like the document or unit of state. */
export function fetchLike(state, signal) {
  return fetchList(likePath, state, signal);
}

/** Questions that begin as text does. */
export async function fetchSuggestions(text, signal) {
  const { suggestions } = await get(`/api/v1/suggest?${new URLSearchParams({ q: text })}`, signal);

  return Array.isArray(suggestions) ? suggestions.filter((one) => typeof one === 'string') : [];
}

export function fetchDocument(id, signal) {
  return get(`/api/v1/documents/${encodeURIComponent(id)}`, signal);
}

export function fetchStatus(signal) {
  return get('/api/v1/status', signal);
}

export function fetchUnread(signal) {
  return get('/api/v1/unread', signal);
}

/** Where the original lies; at page, which PDF viewers understand, where it has pages. */
export function fileUrl(id, page) {
  return `/api/v1/documents/${encodeURIComponent(id)}/file${page ? `#page=${page}` : ''}`;
}

/** The search of state as a feed, the newest first. */
export function feedUrl(state) {
  const parameters = narrowing(state);

  parameters.set('q', question(state));
  if (state.match !== 'all') parameters.set('match', state.match);
  return `/feed.atom?${parameters}`;
}

/** No table has more rows; the API's own bound. */
export const tableRows = 1000;

/** The search of state as a table, all of it as far as one goes. */
export function tableUrl(state) {
  const parameters = narrowing(state);

  parameters.set('q', question(state));
  parameters.set('match', state.match);
  parameters.set('sort', state.sort);
  parameters.set('limit', tableRows);
  parameters.set('format', 'csv');
  return `/api/v1/search?${parameters}`;
}
