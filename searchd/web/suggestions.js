// SPDX-License-Identifier: GPL-3.0-or-later
// suggestions.js: questions offered while one is typed: an editable combobox with a listbox, as
// WAI-ARIA 1.2 has it. What is typed is never changed by it, and nothing waits for it.

import { fetchSuggestions } from './api.js';
import { el } from './dom.js';
import { t } from './i18n.js';

// As long as it takes to type the next letter.
const patienceMs = 150;
const fewestLetters = 2;

const attributes = {
  role: 'combobox',
  'aria-autocomplete': 'list',
  'aria-controls': 'suggestions',
  'aria-expanded': 'false',
};

/**
 * Offers suggestions for input, choose (text) being called with the one taken: { root, settle () }.
 * root holds the list, and stands beside input; settle takes what is in input as asked, and closes.
 */
export function suggestions(app, input, choose) {
  const root = el('ul', { id: 'suggestions', class: 'suggestions', role: 'listbox', 'aria-label': t('suggestions'), hidden: true });
  let asked = ''; // for which the options are, or are on their way
  let active = -1;
  let timer = 0;
  let running = new AbortController();

  const options = () => [...root.children];
  const isOpen = () => !root.hidden;

  function activate(index) {
    active = index;
    for (const [at, option] of options().entries()) option.setAttribute('aria-selected', String(at === index));
    if (index < 0) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    input.setAttribute('aria-activedescendant', options()[index].id);
    options()[index].scrollIntoView({ block: 'nearest' });
  }

  function setOpen(open) {
    root.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    activate(-1);
  }

  function option(text, index) {
    return el('li', {
      id: `suggestion-${index}`,
      role: 'option',
      lang: 'no',
      'aria-selected': 'false',
      // The focus stays where one types.
      onmousedown: (event) => event.preventDefault(),
      onclick: () => choose(text),
    }, text);
  }

  function show(texts) {
    root.replaceChildren(...texts.map(option));
    setOpen(texts.length > 0 && document.activeElement === input);
    if (isOpen()) app.announce(t('suggestionCount', texts.length));
  }

  async function ask(text) {
    running = new AbortController();
    const { signal } = running;

    try {
      const texts = await fetchSuggestions(text, signal);

      if (!signal.aborted) show(texts);
    } catch (error) {
      // A search works as well without.
      if (error.name === 'Problem') show([]);
      else if (error.name !== 'AbortError') throw error;
    }
  }

  function stop() {
    clearTimeout(timer);
    running.abort();
  }

  function typed(event) {
    // Blanks at the end count: after one, a word is whole.
    const text = input.value.trimStart();

    if (event.isComposing || text === asked) return;
    stop();
    asked = text;
    if (text.trim().length >= fewestLetters) timer = setTimeout(ask, patienceMs, text);
    else show([]);
  }

  function settle() {
    stop();
    asked = input.value.trimStart();
    root.replaceChildren();
    setOpen(false);
  }

  /** One option on or back; past either end stands what was typed. */
  function step(by) {
    const places = options().length + 1;

    if (!isOpen()) setOpen(places > 1);
    if (isOpen()) activate((active + 1 + by + places) % places - 1);
  }

  const keys = {
    ArrowDown: (event) => (event.altKey ? setOpen(options().length > 0) : step(1)),
    ArrowUp: (event) => (event.altKey ? setOpen(false) : step(-1)),
    Enter: () => choose(options()[active].textContent),
    Escape: () => setOpen(false),
  };

  function isOurs(event) {
    if (event.key === 'Enter') return isOpen() && active >= 0;
    return event.key === 'Escape' ? isOpen() : options().length > 0;
  }

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (Object.hasOwn(keys, event.key) && isOurs(event)) {
      event.preventDefault();
      keys[event.key](event);
    } else if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) {
      activate(-1);
    }
  });
  input.addEventListener('input', typed);
  input.addEventListener('compositionend', typed);
  input.addEventListener('blur', settle);
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  return { root, settle };
}
