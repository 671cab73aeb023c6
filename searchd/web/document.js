// SPDX-License-Identifier: GPL-3.0-or-later
// document.js: a document as it was understood: its cases and sections, decisions and outcomes.

import { fetchDocument } from './api.js';
import { documentFacts, documentPeople } from './document-facts.js';
import { el, paragraphs } from './dom.js';
import {
  decisionLabel, documentLine, likeLink, originalLink, outcomeBadge, unitTitle, versionList, votesLine,
} from './hits.js';
import { number, t, word } from './i18n.js';
import { problemAlert } from './problem.js';
import { isAsked, listed, stateUrl } from './state.js';
import { followUps, references, referredBy } from './unit-links.js';

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

/** The sentence that shows the outcome, where the decision says more than that. */
function evidence({ evidence: words, text }, language) {
  const plain = (string) => (string ?? '').replace(/\W+/g, ' ').trim();

  if (!words || plain(words) === plain(text)) return null;
  return el('p', { class: 'evidence', lang: document.documentElement.lang },
    `${t('evidence')} `, el('q', { lang: language }, words));
}

function decisionBox(decision, language) {
  if (!decision) return null;

  return el('div', { class: 'decision', lang: language },
    el('h3', { class: 'ds-heading', 'data-size': '2xs' }, decisionLabel(decision, language), ' ',
      el('span', { lang: document.documentElement.lang }, outcomeBadge(decision.outcome))),
    paragraphs(decision.text ?? ''),
    evidence(decision, language),
    votesLine(decision.votes));
}

/** The lines between two parts, without the label of the one that follows, which its own heading says. */
function textBetween(text, label) {
  const lines = text.split('\n');
  const bare = (line) => line.replace(/[*:.\s]+/g, ' ').trim();

  while (lines.length > 0 && lines.at(-1).trim() === '') lines.pop();
  if (label && lines.length > 0 && bare(lines.at(-1)) === bare(label)) lines.pop();
  return paragraphs(lines.join('\n'));
}

function partSection(part, language) {
  const kind = word('part', part.kind);
  const label = part.label?.replace(/:$/, '');

  return el('div', { class: 'case-part', 'data-part': part.kind },
    el('p', { class: 'part-head' },
      el('span', { class: 'part-kind', lang: document.documentElement.lang }, kind),
      label && label !== kind ? [' ', el('span', { lang: language }, `«${label}»`)] : null),
    el('div', { lang: language }, paragraphs(part.text)));
}

/** The text of a unit, each part of a case set off: parts are word for word of the text, in its order. */
function unitText(unit, language) {
  const nodes = [];
  let rest = textBelowTitle(unit);

  for (const part of unit.parts ?? []) {
    const at = rest.indexOf(part.text);

    if (at < 0) continue;
    nodes.push(...textBetween(rest.slice(0, at), part.label), partSection(part, language));
    rest = rest.slice(at + part.text.length);
  }
  return el('div', { class: 'unit-text', lang: language }, nodes, paragraphs(rest));
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
    unitText(unit, language),
    unit.archive ? el('p', { class: 'archive' }, t('archiveCase', unit.archive)) : null,
    references(state, unit, language),
    referredBy(state, unit),
    followUps(unit, language));
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

function percent(share) {
  return number(Math.round(share * 1000) / 10);
}

function setAside(doc, blocks) {
  if (blocks.length === 0) return null;
  return el('details', { class: 'ds-details', id: 'set-aside' },
    el('summary', {}, t('setAside', number(blocks.length))),
    el('div', {},
      el('p', { class: 'ds-paragraph' }, t('setAsideWhy'),
        doc.set_aside_share ? ` ${t('setAsideShare', percent(doc.set_aside_share))}` : null),
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
    documentFacts(doc),
    documentPeople(doc),
    versionList(state, doc),
    referredBy(state, doc, 'h2'),
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
