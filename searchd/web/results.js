// SPDX-License-Identifier: GPL-3.0-or-later
// results.js: where a list of hits is shown, beside the facets that narrow it; what is shown while
// it is waited for, and when it does not come.

import { el } from './dom.js';
import { facetPanel } from './facets.js';
import { t } from './i18n.js';
import { problemAlert } from './problem.js';

// A quick answer needs no sign that it is on its way; a sign that flickers disturbs.
const patienceMs = 250;

/** { root, show (nodes, facets), run (work, state, signal), heading () }. */
export function resultsPane(app) {
  const facets = facetPanel(app);
  const results = el('section', { class: 'results' });
  const root = el('div', { class: 'columns' }, facets.root, results);

  /** nodes may hold null, for what there is nothing to say of. */
  function show(nodes, counts = {}) {
    facets.update(counts);
    results.replaceChildren(...nodes.flat().filter(Boolean));
  }

  function showWaiting() {
    results.setAttribute('aria-busy', 'true');
    app.announce(t('loading'));
    if (results.childElementCount === 0)
      results.replaceChildren(el('p', { class: 'loading' }, t('loading')));
  }

  function showProblem(problem, state) {
    show([problemAlert(t('errorTitle'), problem, { state, retry: () => app.retry() })]);
    app.announce(t('errorTitle'));
    app.setTitle(t('errorTitle'));
  }

  /** Waits for work (state, signal), which shows what it finds. */
  async function run(work, state, signal) {
    const waiting = setTimeout(showWaiting, patienceMs);

    // What is shown is of the question before until this goes.
    results.dataset.asking = '';
    try {
      await work(state, signal);
    } catch (error) {
      if (error.name === 'Problem' && !signal.aborted) showProblem(error, state);
      else if (error.name !== 'AbortError') throw error;
    } finally {
      clearTimeout(waiting);
      if (!signal.aborted) {
        results.removeAttribute('aria-busy');
        delete results.dataset.asking;
      }
    }
  }

  return { root, show, run, heading: () => results.querySelector('[tabindex="-1"]') };
}
