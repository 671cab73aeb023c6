// SPDX-License-Identifier: GPL-3.0-or-later
// main.js: the page: what the address says is what is shown.

import { documentView } from './document.js';
import { el } from './dom.js';
import { header } from './header.js';
import { language, setLanguage, t } from './i18n.js';
import { likeView } from './like-view.js';
import { searchView } from './search-view.js';
import { readState, stateUrl } from './state.js';
import { unreadView } from './unread.js';

const views = { search: searchView, like: likeView, document: documentView, unread: unreadView };
const main = document.getElementById('main');
const announcer = document.getElementById('announcer');

let shown = null; // { name, view }
let running = new AbortController();

const app = {
  state: readState(new URL(location.href)),

  /** Shows state as a new entry of the history. focus: 'heading', or null to leave it be. */
  navigate(state, { focus = null } = {}) {
    remember();
    history.pushState({}, '', stateUrl(state));
    show(state, { focus });
  },

  /** Asks again for what is shown. */
  retry() {
    show(app.state, { focus: 'heading' });
  },

  /** Says text to screen readers. */
  announce(text) {
    announcer.textContent = text;
  },

  /** Title of the page, the most special first. */
  setTitle(...parts) {
    document.title = [...parts.filter(Boolean), 'Gjenfinn'].join(' – ');
  },

  changeLanguage(code) {
    const focused = document.activeElement?.id;

    setLanguage(code);
    shown = null;
    show(app.state, { focus: null });
    if (focused) document.getElementById(focused)?.focus();
  },
};

/** Where one was, for when one comes back. */
function remember() {
  const place = { scroll: window.scrollY, focused: document.activeElement?.id ?? '' };

  history.replaceState(place, '', location.href);
}

function goBackTo(place) {
  const element = place.focused ? document.getElementById(place.focused) : null;

  element?.focus({ preventScroll: true });
  window.scrollTo(0, place.scroll ?? 0);
}

function setFocus(view, focus, place) {
  if (place) goBackTo(place);
  else if (focus === 'heading') view.focus();
}

async function show(state, { focus = null, place = null } = {}) {
  const isSame = shown?.name === state.view;

  running.abort();
  running = new AbortController();
  const { signal } = running;

  app.state = state;
  document.documentElement.lang = language();
  document.getElementById('skip').textContent = t('skip');
  document.getElementById('header').replaceChildren(...header(app));
  if (!isSame) {
    shown = { name: state.view, view: views[state.view](app) };
    main.replaceChildren(shown.view.root);
    window.scrollTo(0, 0);
  }

  const { view } = shown;
  await view.update(state, signal);
  if (!signal.aborted) setFocus(view, focus, place);
}

function isPlainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

// Links are links; those that stay on the page are followed without loading it again.
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');

  if (!link || event.defaultPrevented || !isPlainClick(event) || link.target) return;
  const url = new URL(link.href);
  const isOwn = url.origin === location.origin && url.pathname === '/';
  if (!isOwn || link.getAttribute('href').startsWith('#')) return;
  event.preventDefault();
  app.navigate(readState(url), { focus: 'heading' });
});

window.addEventListener('popstate', (event) => {
  show(readState(new URL(location.href)), { place: event.state ?? {} });
});

history.scrollRestoration = 'manual';
main.replaceChildren(el('p', {}, ''));
show(app.state);
