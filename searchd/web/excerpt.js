// SPDX-License-Identifier: GPL-3.0-or-later
// excerpt.js: the beginning of a text, and whether a snippet holds it already.

import { unescape } from './dom.js';

// Like the command's: enough to see what was decided, short enough to look over ten of them.
export const excerptLength = 200;

function oneLine(text) {
  return text.trim().replace(/\s+/g, ' ');
}

function cut(text, most) {
  const characters = [...text];

  return characters.length <= most ? { all: true, text } : { all: false, text: characters.slice(0, most).join('') };
}

/** The first characters of text, most of them at most, on one line; "…" where there is more. */
export function beginning(text, most) {
  const { all, text: start } = cut(oneLine(text), most);

  if (all) return start;
  const space = start.lastIndexOf(' ');
  return space > start.length / 2 ? `${start.slice(0, space)} …` : `${start}…`;
}

/** Whether snippet, as the server sends it, says what text begins with. */
export function saysAlready(snippet, text) {
  const said = oneLine(unescape((snippet ?? '').replace(/<\/?mark>/g, '')));

  return said.includes(cut(oneLine(text), excerptLength).text);
}
