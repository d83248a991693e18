/** A word of a text, in lower case, with its place in the text. */
export interface Word {
  text: string;
  start: number;
  end: number;
  /** Punctuation stands between it and the word before. */
  afterBreak: boolean;
}

/** Letters and digits of every script; `C++` and `C#` stay whole, and what an apostrophe joins comes as one. */
const token = /[\p{L}\p{N}\p{M}]+(?:['’ʼ][\p{L}\p{N}\p{M}]+)*[+#]*/gu;
/** Scripts that are written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Longer tokens are no words. Stemming takes the square of a token's length. */
const longestWord = 60;
/** The segmenter takes the square of a text's length: a longer run is cut, and a word at the seam with it. */
const longestRun = 500;
/** Words that lose their vowel before another: French, Italian, Catalan (l'histoire, dell'arte). */
const elided =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|un|gl|dell|all|nell|sull|dall|coll|quest|quell|sant|bell)$/;

/** The words of a text in their order. The time is linear in its length. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const { 0: found, index } of text.matchAll(token)) {
    const afterBreak = hasBreak(text, last, index);
    last = index + found.length;
    if (found.length > longestWord && !unspaced.test(found)) continue;
    const lower = found.toLowerCase();
    // A few letters grow when they are made small; their places would be wrong.
    const word = lower.length === found.length ? lower : found;
    if (unspaced.test(word)) addSegments(word, index, afterBreak, words);
    else addWord(word, index, afterBreak, words);
  }
  return words;
}

/** Blanks, hyphens and slashes join words; every other sign parts them. */
function hasBreak(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (
      c === 10 ||
      !(c === 32 || c === 45 || c === 47 || c === 160 || c === 39 || c === 9 || c === 13 || c === 0x2010)
    )
      return to > from && from > 0;
  }
  return false;
}

function addWord(word: string, start: number, afterBreak: boolean, words: Word[]): void {
  const apostrophe = word.search(/['’ʼ]/);
  const end = start + word.length;
  if (apostrophe < 0) {
    words.push({ text: word, start, end, afterBreak });
    return;
  }
  const before = word.slice(0, apostrophe);
  const after = word.slice(apostrophe + 1);
  if (elided.test(before) && after.length > 1) {
    addWord(after, start + apostrophe + 1, afterBreak, words);
    return;
  }
  // The English genitive; O'Reilly and don't become one word.
  const text = after === 's' ? before : word.replace(/['’ʼ]/g, '');
  words.push({ text, start, end, afterBreak });
}

function addSegments(run: string, start: number, afterBreak: boolean, words: Word[]): void {
  for (let from = 0; from < run.length; from += longestRun) {
    for (const { segment, index, isWordLike } of segmenter.segment(run.slice(from, from + longestRun))) {
      if (isWordLike === false && !/[\p{L}\p{N}]/u.test(segment)) continue;
      const at = start + from + index;
      words.push({
        text: segment,
        start: at,
        end: at + segment.length,
        afterBreak: afterBreak && index + from === 0,
      });
    }
  }
}
