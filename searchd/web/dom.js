// SPDX-License-Identifier: GPL-3.0-or-later
// dom.js: elements made from data. Nothing here, or anywhere on the page, reads text as HTML.

/**
 * An element with its attributes and children.
 * attributes: a value of null, undefined or false leaves the attribute out; true sets it empty;
 * "on…" with a function listens. children: strings, nodes, and lists of them; null is nothing.
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);

  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** HTML text as plain text: what the server's snippets have escaped. */
export function unescape(text) {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity]);
}

/**
 * A snippet as nodes: text, and <mark> elements. The server sends HTML text in which only <mark>
 * is an element; whatever else looks like one stays text.
 */
export function marked(snippet) {
  const nodes = [];

  for (const [index, part] of snippet.split('<mark>').entries()) {
    const end = index === 0 ? -1 : part.indexOf('</mark>');

    if (end >= 0) nodes.push(el('mark', {}, unescape(part.slice(0, end))));
    nodes.push(unescape(end >= 0 ? part.slice(end + '</mark>'.length) : part));
  }
  return nodes;
}

/** Text as paragraphs: lines become paragraphs, runs of lines with tabs become tables. */
export function paragraphs(text) {
  const nodes = [];
  let rows = [];

  const flush = () => {
    if (rows.length > 1) nodes.push(table(rows));
    else if (rows.length === 1) nodes.push(el('p', {}, rows[0].join(' ')));
    rows = [];
  };

  for (const line of text.split('\n')) {
    if (line.includes('\t')) {
      rows.push(line.split('\t'));
      continue;
    }
    flush();
    if (line.trim() !== '') nodes.push(el('p', {}, line));
  }
  flush();
  return nodes;
}

function table(rows) {
  const body = rows.map((cells) => el('tr', {}, cells.map((cell) => el('td', {}, cell))));

  return el('div', { class: 'table-frame', tabindex: '0' },
    el('table', { class: 'ds-table' }, el('tbody', {}, body)));
}
