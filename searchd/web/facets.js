// SPDX-License-Identifier: GPL-3.0-or-later
// facets.js: what the hits are made of, as checkboxes that narrow the search.

import { el } from './dom.js';
import { number, t, word } from './i18n.js';
import { facetNames, filterCount, listed } from './state.js';

const shownAtFirst = 6;
const worded = ['type', 'outcome'];
const expanded = new Set();

function label(name, value) {
  return worded.includes(name) ? word(name, value) : value;
}

/** The facet's values: chosen ones always, even those that now give nothing. */
function rows(name, counted, chosen) {
  const missing = chosen.filter((value) => !counted.some(([other]) => other === value));
  const all = [...counted, ...missing.map((value) => [value, 0])];

  if (name === 'year') return all.sort(([a], [b]) => b.localeCompare(a));
  return all.sort(([a, n], [b, m]) => m - n || label(name, a).localeCompare(label(name, b), 'nb'));
}

function toggled(values, value) {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

function checkbox(app, name, value, count) {
  const id = `facet-${name}-${encodeURIComponent(value)}`;
  const input = el('input', {
    id,
    type: 'checkbox',
    class: 'ds-input',
    checked: app.state[name].includes(value),
    onchange: () => app.navigate(listed(app.state, { [name]: toggled(app.state[name], value) })),
  });

  return el('ds-field', { class: 'ds-field', 'data-size': 'sm' }, input,
    el('label', { class: 'ds-label', for: id }, label(name, value),
      ' ', el('span', { class: 'count' }, `(${number(count)})`)));
}

function expander(name, total, redraw) {
  return el('button', {
    type: 'button',
    id: `expand-${name}`,
    class: 'ds-button',
    'data-variant': 'tertiary',
    'data-size': 'sm',
    'aria-expanded': String(expanded.has(name)),
    onclick: () => {
      if (!expanded.delete(name)) expanded.add(name);
      redraw();
    },
  }, expanded.has(name) ? t('showFewer') : t('showAll', number(total)));
}

function facet(app, name, counted, redraw) {
  const all = rows(name, counted, app.state[name]);
  const cut = expanded.has(name) ? all : all.filter(
    ([value], index) => index < shownAtFirst || app.state[name].includes(value));

  if (all.length === 0) return null;
  return el('fieldset', { class: 'ds-fieldset facet' },
    el('legend', { class: 'ds-label', 'data-weight': 'semibold' }, t('facet')[name]),
    cut.map(([value, count]) => checkbox(app, name, value, count)),
    all.length > shownAtFirst ? expander(name, all.length, redraw) : null);
}

function clearButton(app) {
  const none = Object.fromEntries(facetNames.map((name) => [name, []]));

  return el('button', {
    type: 'button',
    id: 'clear-filters',
    class: 'ds-button',
    'data-variant': 'secondary',
    'data-size': 'sm',
    onclick: () => app.navigate(listed(app.state, none), { focus: 'heading' }),
  }, t('clearFilters'));
}

/** The facets: { root, update (facets) }. On a narrow page they fold away behind a button. */
export function facetPanel(app) {
  const list = el('div', { class: 'facet-list', id: 'facet-list' });
  const toggle = el('button', {
    type: 'button',
    id: 'toggle-facets',
    class: 'ds-button facet-toggle',
    'data-variant': 'secondary',
    'aria-expanded': 'false',
    'aria-controls': 'facet-list',
  });
  const root = el('aside', { class: 'facets', 'aria-labelledby': 'facets-title', hidden: true },
    el('h2', { id: 'facets-title', class: 'ds-heading', 'data-size': '2xs' }, t('filters')),
    toggle, list);
  let open = false;

  function labelToggle() {
    const count = filterCount(app.state);

    toggle.setAttribute('aria-expanded', String(open));
    toggle.textContent = open
      ? t('hideFilters') : count > 0 ? t('filtersUsed', count) : t('showFilters');
    list.classList.toggle('open', open);
  }

  toggle.addEventListener('click', () => {
    open = !open;
    labelToggle();
  });

  function update(facets) {
    const focused = document.activeElement?.id;
    const groups = facetNames.map((name) => facet(app, name, facets[name] ?? [], () => update(facets)));
    const used = filterCount(app.state) > 0;

    root.hidden = groups.every((group) => group === null);
    list.replaceChildren(...groups.filter(Boolean), ...(used ? [clearButton(app)] : []));
    labelToggle();
    if (focused && list.querySelector(`#${CSS.escape(focused)}`))
      document.getElementById(focused).focus({ preventScroll: true });
  }

  return { root, update };
}
