// SPDX-License-Identifier: GPL-3.0-or-later
// search-form.js: the question and how it is to be taken.

import { el } from './dom.js';
import { t } from './i18n.js';
import { search } from './state.js';
import { suggestions } from './suggestions.js';

function field(label, input) {
  return el('ds-field', { class: 'ds-field' },
    el('label', { class: 'ds-label', 'data-weight': 'medium', for: input.id }, label), input);
}

function select(id, label, words) {
  const options = Object.entries(words).map(([value, text]) => el('option', { value }, text));

  return field(label, el('select', { id, name: id, class: 'ds-input' }, options));
}

function day(id, label) {
  return field(label, el('input', {
    id, name: id, type: 'date', class: 'ds-input', min: '1800-01-01', max: '2200-12-31',
  }));
}

function period(message) {
  return el('fieldset', { class: 'ds-fieldset period' },
    el('legend', { class: 'ds-label', 'data-weight': 'medium' }, t('period')),
    el('div', { class: 'period-days' }, day('from', t('from')), day('to', t('to'))),
    message);
}

function help() {
  const rows = t('help').map(([example, meaning]) => [
    el('dt', {}, el('code', { lang: 'nb' }, example)), el('dd', {}, meaning)]);

  return el('details', { class: 'ds-details', 'data-size': 'sm', id: 'help' },
    el('summary', {}, t('helpTitle')), el('div', {}, el('dl', { class: 'help' }, rows)));
}

function questionInput() {
  return el('input', {
    id: 'q', name: 'q', type: 'search', class: 'ds-input', placeholder: ' ',
    autocomplete: 'off', spellcheck: 'false', maxlength: '1000', enterkeyhint: 'search',
  });
}

function searchField(questioned, offered) {
  return el('div', { class: 'search-field' },
    el('label', { class: 'ds-label', 'data-weight': 'medium', for: 'q' }, t('searchLabel')),
    el('div', { class: 'search-box' },
      el('div', { class: 'ds-search' },
        questioned,
        el('button', {
          type: 'reset', class: 'ds-button', 'data-variant': 'tertiary', 'aria-label': t('clear'),
        }),
        el('button', { type: 'submit', class: 'ds-button' }, t('searchButton'))),
      offered));
}

/** The form: { root, update (state) }. */
export function searchForm(app) {
  const message = el('p', { class: 'ds-validation-message', id: 'period-message', hidden: true },
    t('periodBackwards'));
  const questioned = questionInput();
  const offered = suggestions(app, questioned, (text) => {
    questioned.value = text;
    root.requestSubmit();
  });
  const root = el('form', { role: 'search', action: '/', class: 'search-form' },
    searchField(questioned, offered.root),
    el('details', { class: 'ds-details', 'data-size': 'sm', id: 'more' },
      el('summary', {}, t('more')),
      el('div', { class: 'choices' },
        select('match', t('matchLabel'), t('match')),
        select('unit', t('unitLabel'), t('unit')),
        period(message))),
    help());
  const input = (name) => root.querySelector(`#${name}`);

  function isBackwards() {
    const backwards = input('from').value !== '' && input('to').value !== ''
      && input('from').value > input('to').value;

    message.hidden = !backwards;
    for (const name of ['from', 'to']) {
      input(name).setAttribute('aria-invalid', String(backwards));
      if (backwards) input(name).setAttribute('aria-describedby', message.id);
      else input(name).removeAttribute('aria-describedby');
    }
    return backwards;
  }

  root.addEventListener('submit', (event) => {
    event.preventDefault();
    offered.settle();
    if (isBackwards()) {
      input('more').open = true;
      input('from').focus();
      return;
    }
    const asked = Object.fromEntries(
      ['q', 'match', 'unit', 'from', 'to'].map((name) => [name, input(name).value.trim()]));
    app.navigate(search(app.state, asked));
  });
  // Emptying the field is not emptying the choices.
  root.addEventListener('reset', (event) => {
    event.preventDefault();
    questioned.value = '';
    offered.settle();
    questioned.focus();
  });

  return {
    root,
    update(state) {
      for (const name of ['q', 'match', 'unit', 'from', 'to']) input(name).value = state[name];
      offered.settle();
      if (state.match !== 'all' || state.unit || state.from || state.to) input('more').open = true;
      isBackwards();
    },
  };
}
