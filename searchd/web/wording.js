// SPDX-License-Identifier: GPL-3.0-or-later
// wording.js: a question with one of its words put otherwise; what the server calls a word is folded.

/** word as the server folds it: lower case, without accents but for å, which is a letter. */
export function fold(word) {
  return [...word.normalize('NFC').toLowerCase()]
    .map((letter) => (letter === 'å' ? letter : letter.normalize('NFD').replace(/\p{M}/gu, '')))
    .join('');
}

// Words in quotes, which stand as they are, or a word by itself: not a part of one with a hyphen, not
// the name of a field, and not =word or word*, which are exact or the beginning of one already.
const quote = '["“”„‟«»]';
const piece = new RegExp(
  `${quote}.*?(?:${quote}|$)|(^|[\\s(,;:])([\\p{L}\\p{M}\\p{N}]+)(?=$|[\\s),;.?!])`, 'gsu');
const operators = ['OG', 'ELLER', 'IKKE', 'IKKJE', 'NÆR', 'AND', 'OR', 'NOT', 'NEAR'];

/** question with replacement in the place of word wherever that stands by itself; null where it nowhere does. */
export function reworded(question, word, replacement) {
  let found = false;
  const text = question.replace(piece, (whole, before, written) => {
    if (written === undefined || operators.includes(written) || fold(written) !== word) return whole;
    found = true;
    return `${before}${replacement}`;
  });

  return found ? text : null;
}
