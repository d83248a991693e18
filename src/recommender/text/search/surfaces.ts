import { withoutArabicPrefix } from '../words/light-stems.ts';
import { asHeard, bitCount, countSlips, letterMask, slipsAllowed } from '../words/spelling.ts';
import type { WordVectors } from './word-vectors.ts';

/** A word as it is written somewhere in the catalogue, near to one that was asked for. */
export interface NearWord {
  /** Terms that the word stands for. */
  terms: readonly number[];
  word: string;
  /** 0 to 1. */
  nearness: number;
}

const mostSlips = 4;
/** How likely the other word was meant. Of a short word, and with two slips, too unlikely to be an answer by itself. */
const oneSlip = 0.75;
const moreSlips = 0.55;
const shortWord = 5;
const mostPrefixed = 12;
const mostRelatives = 8;
/** Two words are relatives where they begin with so many same letters, and with this share of the longer. */
const commonBeginning = 5;
const commonShare = 0.6;
const shortestPrefix = 4;

/** Words of other meanings have cosines up to this. */
const leastCosine = 0.5;
const mostNeighbours = 6;
/** The vectors know what stands in similar texts: opposites too. */
const vectorTrust = 0.8;

/** All words as they are written, folded, Arabic ones without article and the like: for slips, beginnings of words, and words of the same root. */
export class Surfaces {
  /** In the order of the alphabet. */
  readonly #words: readonly string[];
  readonly #terms: readonly (readonly number[])[];
  readonly #heard: readonly string[];
  readonly #masks: Int32Array;
  readonly #counts: Int32Array;

  readonly #vectors: WordVectors | undefined;
  /** By word: its row in the vectors, −1 where they do not know it. */
  readonly #vectorRows: Int32Array;

  /**
   * @param words each with the terms that it stands for, and in how many places it stands
   * @param vectors that an institution brings
   */
  constructor(
    words: ReadonlyMap<string, { terms: ReadonlySet<number>; count: number }>,
    vectors?: WordVectors,
  ) {
    const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#words = sorted.map(([word]) => word);
    this.#terms = sorted.map(([, { terms }]) => [...terms]);
    this.#heard = this.#words.map(asHeard);
    this.#masks = Int32Array.from(this.#heard, letterMask);
    this.#counts = Int32Array.from(sorted, ([, { count }]) => count);
    this.#vectors = vectors;
    this.#vectorRows = Int32Array.from(this.#words, (word) => vectors?.row(word) ?? -1);
  }

  has(written: string): boolean {
    const word = withoutArabicPrefix(written);
    return this.#words[this.#firstFrom(word)] === word;
  }

  /** The words that were probably meant: those with the fewest slips, the most frequent first. */
  correct(written: string): NearWord[] {
    const word = asHeard(withoutArabicPrefix(written));
    const most = slipsAllowed(written.length);
    if (most === 0) return [];
    const mask = letterMask(word);
    let best = most;
    let found: number[] = [];
    for (let i = 0; i < this.#words.length; i++) {
      if (bitCount(this.#masks[i]! ^ mask) > 2 * best) continue;
      const other = this.#heard[i] as string;
      if (other.length < 3 || Math.abs(other.length - word.length) > best) continue;
      const slips = countSlips(word, other, best);
      if (slips > best) continue;
      // The first letter is rarely wrong, of a short word or beside another slip.
      if ((word.length < 6 || slips > 1) && other[0] !== word[0]) continue;
      if (slips < best) found = [];
      best = slips;
      found.push(i);
    }
    return found
      .sort((a, b) => this.#counts[b]! - this.#counts[a]!)
      .slice(0, mostSlips)
      .map((i) => this.#near(i, best <= 1 && word.length > shortWord ? oneSlip : moreSlips));
  }

  /** Words that begin with what was typed: econ, psych, calc. */
  completions(written: string): NearWord[] {
    const beginning = withoutArabicPrefix(written);
    if (beginning.length < shortestPrefix) return [];
    const found: number[] = [];
    for (let i = this.#firstFrom(beginning); this.#words[i]?.startsWith(beginning); i++) found.push(i);
    return found
      .sort((a, b) => this.#counts[b]! - this.#counts[a]!)
      .slice(0, mostPrefixed)
      .map((i) => this.#near(i, 0.7));
  }

  /** Words of the same root, in whatever language: translator and translation, Psychologie and psychology. */
  relatives(written: string): NearWord[] {
    const word = withoutArabicPrefix(written);
    if (word.length < commonBeginning) return [];
    const root = word.slice(0, commonBeginning);
    const found: NearWord[] = [];
    for (let i = this.#firstFrom(root); this.#words[i]?.startsWith(root); i++) {
      const other = this.#words[i] as string;
      if (other === word) continue;
      let common = commonBeginning;
      while (common < word.length && word[common] === other[common]) common++;
      const share = common / Math.max(word.length, other.length);
      if (share < commonShare || (common === commonBeginning && share < 0.8)) continue;
      found.push(this.#near(i, 0.25 + 0.45 * share));
    }
    return found.sort((a, b) => b.nearness - a.nearness).slice(0, mostRelatives);
  }

  /** Words of similar meaning, by the vectors; none where there are no vectors. */
  neighbours(word: string): NearWord[] {
    const own = this.#vectors?.row(word);
    if (own === undefined || !this.#vectors) return [];
    const found: NearWord[] = [];
    for (let i = 0; i < this.#words.length; i++) {
      const row = this.#vectorRows[i]!;
      if (row < 0 || row === own) continue;
      const cosine = this.#vectors.cosine(own, row);
      if (cosine >= leastCosine) found.push(this.#near(i, vectorTrust * cosine));
    }
    return found.sort((a, b) => b.nearness - a.nearness).slice(0, mostNeighbours);
  }

  #near(i: number, nearness: number): NearWord {
    return { terms: this.#terms[i] as readonly number[], word: this.#words[i] as string, nearness };
  }

  /** Place of the first word that does not stand before this one in the alphabet. */
  #firstFrom(word: string): number {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle] as string) < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
