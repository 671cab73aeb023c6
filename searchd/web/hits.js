// SPDX-License-Identifier: GPL-3.0-or-later
// hits.js: the list of hits, and the ways through it.

import { fileUrl } from './api.js';
import { el, marked } from './dom.js';
import { beginning, excerptLength, saysAlready } from './excerpt.js';
import { date, language as pageLanguage, number, t, word } from './i18n.js';
import { documentState, likeState, pageSize, stateUrl, unitState } from './state.js';

const outcomeColours = {
  adopted: 'success',
  proposed: 'info',
  noted: 'neutral',
  postponed: 'warning',
  rejected: 'danger',
  withdrawn: 'neutral',
  unknown: 'neutral',
};

/** What became of a case, as a badge: always in words, the colour comes on top. */
export function outcomeBadge(outcome) {
  const colour = outcomeColours[outcome] ?? 'neutral';

  return el('span', { class: 'ds-tag', 'data-variant': 'outline', 'data-color': colour },
    word('outcome', outcome));
}

/** "Sak PS 59/13": the case of a hit or of a unit, as its own papers write it. */
export function caseLabel(unit) {
  return t('caseNumber', [unit.case_prefix, unit.case].filter(Boolean).join(' '));
}

/** "Sak PS 59/13: Skoleskyss": a case or a section. */
export function unitTitle(unit) {
  const name = unit.title ?? t('unnamed');

  return unit.case ? `${caseLabel(unit)}: ${name}` : name;
}

/** What a decision is called, by itself where it says so: language is the one it is written in. */
export function decisionLabel(decision, language) {
  const own = decision.label?.replace(/:$/, '');
  const ours = t(decision.outcome === 'proposed' ? 'proposal' : 'decision');

  return el('span', { class: 'decision-label', lang: own ? language : pageLanguage() }, own || ours);
}

/** "8 stemmer for, 3 mot"; null where nothing is said of the votes. */
export function votesLine(votes) {
  const shown = (count) => (count === undefined ? undefined : number(count));

  if (votes?.for === undefined && votes?.against === undefined) return null;
  return el('p', { class: 'votes', lang: pageLanguage() }, t('votes', shown(votes.for), shown(votes.against)));
}

/** "Regionrådet · 14. juni 2022 · Lindmark · Referat": what is known of a document. */
export function documentLine(document) {
  const parts = [
    document.body ? el('span', { lang: document.language }, document.body) : null,
    document.date ? el('time', { datetime: document.date }, date(document.date)) : null,
    document.region ? el('span', { lang: document.language }, document.region) : null,
    document.type ? el('span', {}, word('type', document.type)) : null,
  ].filter(Boolean);

  return el('ul', { class: 'document-line' }, parts.map((part) => el('li', {}, part)));
}

/** Whether a browser shows the original of document itself: the server says so for PDF alone. */
export function isShown(document) {
  return document.format ? document.format === 'application/pdf' : /\.pdf$/i.test(document.path ?? '');
}

/** The way to the original; at page, where it has pages; label is what the file itself calls that page. */
export function originalLink(document, page, id, label) {
  const shown = isShown(document);
  const text = shown ? t('openOriginal', page && label ? `${label} (${page})` : page) : t('downloadOriginal');

  return el('a', { class: 'ds-link original', id, href: fileUrl(document.id, shown ? page : 0) }, text,
    el('span', { class: 'visually-hidden', lang: document.language },
      ` ${t('ofDocument', document.title ?? document.path)}`));
}

/** The other versions of a document, newest first, each a link; null where there are none. */
export function versionList(state, document) {
  const versions = document.versions ?? [];
  const link = (version) => el('li', {},
    `${t('relation')[version.relation] ?? ''}: `,
    el('a', { class: 'ds-link', href: stateUrl(unitState(state, version.document_id)) },
      version.title ?? t('unnamed')),
    version.date ? [' · ', el('time', { datetime: version.date }, date(version.date))] : null,
    version.type ? ` · ${word('type', version.type)}` : null);

  if (versions.length === 0) return null;
  return el('details', { class: 'versions' },
    el('summary', {}, t('versions', versions.length, number(versions.length))),
    el('ul', { class: 'ds-list' }, versions.map(link)));
}

/** The way to what is like the document or unit named; id is the link's own. */
export function likeLink(named, title, language, id) {
  return el('a', { class: 'ds-link', id, href: stateUrl(likeState(named)) }, t('like'),
    el('span', { class: 'visually-hidden', lang: language }, `: ${title}`));
}

function title(hit) {
  return hit.title ?? (hit.unit === 'document' ? hit.document.title : null) ?? t('unnamed');
}

function caseLine(hit) {
  const parts = [
    hit.case ? el('span', { class: 'case-number' }, caseLabel(hit)) : null,
    hit.unit === 'document' ? el('span', { class: 'case-number' }, t('wholeDocument')) : null,
    hit.decision ? outcomeBadge(hit.decision.outcome) : null,
  ].filter(Boolean);

  return parts.length > 0 ? el('p', { class: 'case-line' }, parts) : null;
}

/** The page to open: where the snippet stands, else where the unit begins. */
function pageOf(hit) {
  return hit.snippet_page ?? hit.page ?? hit.best_unit?.page;
}

/** What the file calls that page, where it is the one that the unit begins on. */
function pageLabelOf(hit) {
  const unit = hit.page ? hit : hit.best_unit;

  return pageOf(hit) === unit?.page ? unit?.page_label : undefined;
}

function headingPath(hit, language) {
  const path = hit.heading_path ?? [];

  return path.length > 0 ? el('p', { class: 'heading-path', lang: language }, path.join(' › ')) : null;
}

/** What was decided, where the snippet does not say it already, and by which votes. */
function hitDecision(hit, language) {
  const { decision, snippet } = hit;

  if (!decision) return null;
  const isNews = decision.text && !saysAlready(snippet, decision.text);
  return [
    isNews ? el('p', { class: 'hit-decision', lang: language },
      decisionLabel(decision, language), ': ', beginning(decision.text, excerptLength)) : null,
    votesLine(decision.votes),
  ];
}

function hitArticle(state, hit, index) {
  const language = hit.language ?? hit.document.language;
  const id = `hit-${index}`;

  return el('li', {}, el('article', { class: 'hit', 'aria-labelledby': id },
    caseLine(hit),
    el('h3', { class: 'ds-heading', 'data-size': '2xs', lang: language },
      el('a', { id, class: 'ds-link', href: stateUrl(documentState(state, hit)) }, title(hit))),
    documentLine(hit.document),
    el('p', { class: 'document-path' }, hit.document.path),
    headingPath(hit, language),
    hit.snippet ? el('p', { class: 'snippet', lang: language }, marked(hit.snippet)) : null,
    hitDecision(hit, language),
    versionList(state, hit.document),
    el('p', { class: 'hit-links' },
      originalLink(hit.document, pageOf(hit), `${id}-original`, pageLabelOf(hit)),
      likeLink(hit.id, title(hit), language, `${id}-like`))));
}

/** The hits of an answer as an ordered list that counts from the first hit's place. */
export function hitList(state, answer) {
  const first = (answer.offset ?? 0) + 1;

  return el('ol', { class: 'hits', start: first },
    answer.hits.map((hit, index) => hitArticle(state, hit, first + index)));
}

function pageLink(state, page, text, attributes = {}) {
  return el('li', {}, el('a', {
    class: 'ds-button', 'data-variant': 'tertiary', href: stateUrl({ ...state, page }), ...attributes,
  }, text));
}

/** Pages near the current one, the first and the last; 0 where some are left out. */
export function pageNumbers(current, last) {
  const near = [1, current - 1, current, current + 1, last];
  const pages = [...new Set(near)].filter((page) => page >= 1 && page <= last).sort((a, b) => a - b);

  return pages.flatMap((page, index) => (index > 0 && page - pages[index - 1] > 1 ? [0, page] : [page]));
}

function numbered(state, page, last) {
  if (page === 0) return el('li', { 'aria-hidden': 'true' }, '…');
  return pageLink(state, page, String(page), {
    'aria-label': t('pageOf', page, last),
    'aria-current': page === state.page ? 'page' : null,
    'data-variant': page === state.page ? 'primary' : 'tertiary',
  });
}

/** The pages of an answer; null where there is one alone. */
export function pagination(state, total) {
  const last = Math.ceil(total / pageSize);

  if (last <= 1) return null;
  return el('nav', { class: 'pages', 'aria-label': t('pagination') }, el('ol', {},
    state.page > 1 ? pageLink(state, state.page - 1, t('previous'), { rel: 'prev' }) : null,
    pageNumbers(state.page, last).map((page) => numbered(state, page, last)),
    state.page < last ? pageLink(state, state.page + 1, t('next'), { rel: 'next' }) : null));
}
