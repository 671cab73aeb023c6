// SPDX-License-Identifier: GPL-3.0-or-later
// unread.js: the files that were not read, each with its reason.

import { fetchUnread } from './api.js';
import { el } from './dom.js';
import { date, t, word } from './i18n.js';
import { problemAlert } from './problem.js';
import { isAsked, listed, stateUrl } from './state.js';

function fileItem(file) {
  const since = typeof file.since === 'string' ? file.since.slice(0, 10) : null;

  return el('li', { class: 'unread-file' },
    el('p', { class: 'unread-path' }, file.path),
    el('p', {},
      el('span', { class: 'ds-tag', 'data-color': file.status === 'unread' ? 'danger' : 'warning' },
        word('readStatus', file.status)),
      ' ', word('reason', file.reason),
      since ? [' · ', t('unreadSince').toLowerCase(), ' ', el('time', { datetime: since }, date(since))] : null),
    file.detail ? el('p', { class: 'count', lang: 'en' }, file.detail) : null);
}

function page(answer) {
  const files = answer.files ?? [];

  return [
    el('p', { class: 'ds-paragraph' }, t(files.length > 0 ? 'unreadIntro' : 'unreadNone')),
    el('ul', { class: 'unread-list' }, files.map(fileItem)),
  ];
}

/** The view: { root, update (state, signal), focus () }. */
export function unreadView(app) {
  const title = el('h1', { class: 'ds-heading', 'data-size': 'md', tabindex: '-1' }, t('unreadTitle'));
  const body = el('div', {});
  const back = el('p', { class: 'back' });
  const root = el('div', { class: 'unread-view' }, back, title, body);

  async function update(state, signal) {
    back.replaceChildren(el('a', { class: 'ds-link', href: stateUrl(listed(state, { page: state.page })) },
      t(isAsked(state) ? 'backToHits' : 'backToSearch')));
    app.setTitle(t('unreadTitle'));
    try {
      const answer = await fetchUnread(signal);

      if (!signal.aborted) body.replaceChildren(...page(answer));
    } catch (error) {
      if (error.name !== 'Problem') {
        if (error.name !== 'AbortError') throw error;
        return;
      }
      body.replaceChildren(
        problemAlert(t('errorTitle'), error, { retry: () => app.retry() }));
    }
  }

  return { root, update, focus: () => title.focus() };
}
