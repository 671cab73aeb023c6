// SPDX-License-Identifier: GPL-3.0-or-later
// document.js: a document as it was understood: its cases and sections, decisions and outcomes.

import { fetchDocument } from './api.js';
import { el, paragraphs } from './dom.js';
import {
  decisionLabel, documentLine, likeLink, originalLink, outcomeBadge, unitTitle, votesLine,
} from './hits.js';
import { date, number, t } from './i18n.js';
import { problemAlert } from './problem.js';
import { isAsked, listed, stateUrl } from './state.js';

const contentsFrom = 3;

function anchor(unit, index) {
  return `unit-${unit.id?.split('.')[1] ?? index + 1}`;
}

/** The text without the lines at its top that only say again what the heading says. */
function textBelowTitle(unit) {
  const lines = (unit.text ?? '').split('\n');
  const said = [unit.title, unit.case].filter(Boolean);
  const repeats = (line) => said.some((part) => line.includes(part) && line.length <= part.length + 24);
  let first = 0;

  while (first < 2 && first < lines.length - 1 && repeats(lines[first].trim())) first += 1;
  return lines.slice(first).join('\n');
}

function backLink(state) {
  return el('p', { class: 'back' }, el('a', { class: 'ds-link', href: stateUrl(listed(state, { page: state.page })) },
    isAsked(state) ? t('backToHits') : t('backToSearch')));
}

function decisionBox(decision, language) {
  if (!decision) return null;

  return el('div', { class: 'decision', lang: language },
    el('h3', { class: 'ds-heading', 'data-size': '2xs' }, decisionLabel(decision, language), ' ',
      el('span', { lang: document.documentElement.lang }, outcomeBadge(decision.outcome))),
    paragraphs(decision.text ?? ''),
    votesLine(decision.votes));
}

function referenceItem(state, reference) {
  const text = reference.text ?? reference.case;

  if (!reference.document_id) return el('li', {}, text);
  const target = { ...state, document: reference.document_id, unit_anchor: '' };
  return el('li', {}, el('a', { class: 'ds-link', href: stateUrl(target) }, text));
}

function references(state, unit) {
  const list = unit.references ?? [];

  if (list.length === 0) return null;
  return el('div', { class: 'references' },
    el('h3', { class: 'ds-heading', 'data-size': '2xs' }, t('references')),
    el('ul', { class: 'ds-list' }, list.map((reference) => referenceItem(state, reference))));
}

function followUps(unit) {
  const list = unit.follow_ups ?? [];

  if (list.length === 0) return null;
  return el('div', { class: 'references' },
    el('h3', { class: 'ds-heading', 'data-size': '2xs' }, t('followUps')),
    el('ul', { class: 'ds-list' }, list.map(({ text, due }) =>
      el('li', {}, text, due ? ` (${t('due', date(due))})` : ''))));
}

function unitSection(state, doc, unit, index) {
  const language = unit.language ?? doc.language;
  const id = anchor(unit, index);
  const path = unit.heading_path ?? [];

  return el('section', { id, class: 'unit', 'aria-labelledby': `${id}-title` },
    path.length > 0 ? el('p', { class: 'heading-path', lang: language }, path.join(' › ')) : null,
    el('h2', { id: `${id}-title`, class: 'ds-heading', 'data-size': 'xs', tabindex: '-1', lang: language },
      unitTitle(unit)),
    el('p', { class: 'hit-links' },
      unit.page ? originalLink(doc, unit.page, `${id}-original`, unit.page_label) : null,
      unit.id ? likeLink(unit.id, unitTitle(unit), language, `${id}-like`) : null),
    decisionBox(unit.decision, language),
    el('div', { class: 'unit-text', lang: language }, paragraphs(textBelowTitle(unit))),
    references(state, unit),
    followUps(unit));
}

function contents(state, doc, units) {
  if (units.length < contentsFrom) return null;

  const items = units.map((unit, index) => el('li', {},
    el('a', {
      class: 'ds-link',
      lang: unit.language ?? doc.language,
      href: stateUrl({ ...state, unit_anchor: anchor(unit, index) }),
    }, unitTitle(unit)),
    unit.decision ? [' ', outcomeBadge(unit.decision.outcome)] : null));
  return el('details', { class: 'ds-details contents', id: 'contents', open: units.length <= 15 },
    el('summary', {}, t('contents', number(units.length))),
    el('div', {}, el('ul', { class: 'ds-list' }, items)));
}

function setAside(doc, blocks) {
  if (blocks.length === 0) return null;
  return el('details', { class: 'ds-details', id: 'set-aside' },
    el('summary', {}, t('setAside', number(blocks.length))),
    el('div', {},
      el('p', { class: 'ds-paragraph' }, t('setAsideWhy')),
      el('ul', { class: 'ds-list', lang: doc.language }, blocks.map(({ text, page }) =>
        el('li', {}, text, page
          ? el('span', { class: 'count', lang: document.documentElement.lang }, ` (${t('page', number(page))})`)
          : null)))));
}

function documentArticle(state, { document: doc, units = [], set_aside: aside = [] }) {
  return [
    backLink(state),
    el('h1', { class: 'ds-heading', 'data-size': 'md', tabindex: '-1', lang: doc.language },
      doc.title ?? doc.path),
    documentLine(doc),
    el('p', { class: 'document-path' }, doc.path, doc.pages ? ` (${t('pages', doc.pages)})` : ''),
    el('p', { class: 'hit-links' },
      originalLink(doc, 0, 'original'),
      likeLink(doc.id, doc.title ?? doc.path, doc.language, 'like')),
    contents(state, doc, units),
    units.length === 0 ? el('p', { class: 'ds-paragraph' }, t('noUnits')) : null,
    units.map((unit, index) => unitSection(state, doc, unit, index)),
    setAside(doc, aside),
  ].flat().filter(Boolean);
}

/** The view: { root, update (state, signal), focus () }. */
export function documentView(app) {
  const root = el('article', { class: 'document-view' });
  let loaded = null;

  function current() {
    return app.state.unit_anchor ? document.getElementById(app.state.unit_anchor) : null;
  }

  function highlight() {
    for (const unit of root.querySelectorAll('.unit')) unit.classList.toggle('current', unit === current());
  }

  async function load(state, signal) {
    root.setAttribute('aria-busy', 'true');
    root.replaceChildren(backLink(state), el('p', { class: 'loading' }, t('loadingDocument')));
    const answer = await fetchDocument(state.document, signal);

    if (signal.aborted) return;
    loaded = { id: state.document, title: answer.document.title ?? answer.document.path };
    root.replaceChildren(...documentArticle(state, answer));
  }

  function showProblem(problem, state) {
    loaded = null;
    root.replaceChildren(backLink(state), problemAlert(t('documentErrorTitle'), problem, { level: 'h1', retry: () => app.retry() }));
    app.announce(t('documentErrorTitle'));
    app.setTitle(t('documentErrorTitle'));
  }

  async function update(state, signal) {
    const isNew = loaded?.id !== state.document;

    try {
      if (isNew) await load(state, signal);
      if (signal.aborted) return;
      highlight();
      app.setTitle(loaded.title);
      // A link straight to a unit must land there, whatever had the focus before.
      if (isNew && state.unit_anchor) focus();
    } catch (error) {
      if (error.name === 'Problem') showProblem(error, state);
      else if (error.name !== 'AbortError') throw error;
    } finally {
      if (!signal.aborted) root.removeAttribute('aria-busy');
    }
  }

  function focus() {
    const unit = current();
    const target = unit?.querySelector('h2') ?? root.querySelector('h1');

    target?.focus({ preventScroll: true });
    (unit ?? target)?.scrollIntoView({ block: 'start' });
  }

  return { root, update, focus };
}
