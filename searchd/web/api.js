// SPDX-License-Identifier: GPL-3.0-or-later
// api.js: the server's answers as objects, its problem documents as errors.

import { facetNames, pageSize, question } from './state.js';

/** What the server, or the way to it, said no to. status is 0 where no answer came. */
export class Problem extends Error {
  constructor(status, detail, parameter) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.parameter = parameter;
  }
}

async function problemOf(response) {
  const body = await response.json().catch(() => null);

  return new Problem(response.status, body?.detail ?? '', body?.parameter);
}

/** What promise gives; whatever goes wrong on the way is a Problem, but for giving up ourselves. */
async function arrived(promise) {
  try {
    return await promise;
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Problem(0, '');
  }
}

async function get(path, signal) {
  const response = await arrived(fetch(path, { signal, headers: { Accept: 'application/json' } }));

  if (!response.ok) throw await problemOf(response);
  return arrived(response.json());
}

function searchPath(state, { without, limit }) {
  const parameters = new URLSearchParams({
    q: question(state),
    match: state.match,
    sort: state.sort,
    facets: 'true',
    limit,
    offset: limit === 0 ? 0 : (state.page - 1) * pageSize,
  });

  if (state.unit) parameters.set('unit', state.unit);
  for (const name of facetNames.filter((other) => other !== without))
    for (const value of state[name]) parameters.append(name, value);
  return `/api/v1/search?${parameters}`;
}

/**
 * The search of state. A facet in use shows what its other values would give, so it is counted
 * again without itself: one more question for each such facet.
 */
export async function fetchSearch(state, signal) {
  const used = facetNames.filter((name) => state[name].length > 0);
  const [answer, ...others] = await Promise.all([
    get(searchPath(state, { limit: pageSize }), signal),
    ...used.map((name) => get(searchPath(state, { without: name, limit: 0 }), signal)),
  ]);
  const facets = { ...answer.facets };

  used.forEach((name, index) => {
    facets[name] = others[index].facets?.[name] ?? [];
  });
  return { ...answer, facets };
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
