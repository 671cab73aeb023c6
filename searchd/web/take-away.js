// SPDX-License-Identifier: GPL-3.0-or-later
// take-away.js: a search for use elsewhere: as a feed to follow, as a table to work on.

import { feedUrl, tableRows, tableUrl } from './api.js';
import { el } from './dom.js';
import { number, t } from './i18n.js';

/** Feed readers look for the page's feed in its head. */
function announceFeed(state) {
  document.getElementById('feed')?.setAttribute('href', feedUrl(state));
}

/** The links, beneath a list of total hits; none where there is nothing. */
export function takeAway(state, total) {
  const table = total > tableRows ? t('firstAsTable', number(tableRows)) : t('asTable');
  const link = (id, href, text, type) => el('a', { class: 'ds-link', id, href, type }, text);

  announceFeed(state);
  if (total === 0) return null;
  return el('p', { class: 'take-away' },
    link('as-table', tableUrl(state), table, 'text/csv'),
    link('as-feed', feedUrl(state), t('asFeed'), 'application/atom+xml'));
}
