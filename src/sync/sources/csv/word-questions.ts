import type { SaidOfFile, Table, WordColumn } from '../file-source.ts';
import { readRows } from './read-rows.ts';

/** What somebody has to say about the words in a column before the file is read. */
export interface WordQuestion extends Pick<WordColumn, 'ours' | 'unknown'> {
  /** Our name of the column. */
  column: string;
  /** Words that are none of ours nor usual for one: those in most rows first. */
  words: AskedWord[];
  /** There are further words, which nobody is asked about: how many is not counted to the end. */
  hasFurther: boolean;
}

export interface AskedWord {
  theirs: string;
  rows: number;
}

/** Who has more of them has probably said that another column is this one. */
const mostAsked = 30;
/** Longer texts are no words, and nobody is asked about them. */
const longestWord = 60;
/** Different words that are counted; the memory does not grow with the file. */
const mostCounted = 1_000;

/**
 * Reads a whole file and looks for words that nobody has said the meaning of: of many, those that stand in most rows, wherever in the
 * file they begin. A file with more different words than are counted is read twice.
 * @throws UnreadableFileError
 */
export async function wordQuestions(
  file: string,
  table: Table,
  said: SaidOfFile = {},
): Promise<WordQuestion[]> {
  const columns = Object.entries(table.words ?? {}).map(([column, words]) => ({
    ...{ ...words, column, counts: new WordCounts() },
    answered: new Set(said.words?.[column]?.map(({ theirs }) => theirs.toLowerCase())),
  }));
  if (columns.length === 0) return [];

  async function look(): Promise<void> {
    for await (const { cells } of readRows(file, table, { said, onBadRow: () => {} }))
      for (const { column, isKnown, separator, counts, answered } of columns) {
        const cell = cells[column];
        if (!cell || isKnown(cell)) continue;
        for (const part of separator ? cell.split(separator) : [cell]) {
          const word = part.trim();
          if (word !== '' && !isKnown(word) && !answered.has(word.toLowerCase())) counts.add(word);
        }
      }
  }

  await look();
  if (columns.some(({ counts }) => counts.isCrowded)) {
    for (const { counts } of columns) counts.countAnew();
    await look();
  }
  return columns.flatMap(({ column, counts, ours, unknown }) => {
    const found = counts.words;
    if (found.length === 0 && !counts.isCrowded) return [];
    const words = found
      .filter(({ theirs }) => theirs.length <= longestWord)
      .sort((a, b) => b.rows - a.rows || (a.theirs < b.theirs ? -1 : 1))
      .slice(0, mostAsked);
    return [{ column, ours, unknown, words, hasFurther: counts.isCrowded || found.length > words.length }];
  });
}

/**
 * Counts words by the algorithm of Misra and Gries (1982): whatever is more than one in a thousand of all is among those that are kept,
 * in whatever order they come. How often is known from a second look alone, where there were more.
 */
class WordCounts {
  readonly #kept = new Map<string, AskedWord>();
  #isSecond = false;
  /** There were more different words than are counted. */
  isCrowded = false;

  get words(): AskedWord[] {
    return [...this.#kept.values()];
  }

  add(word: string): void {
    const key = word.slice(0, longestWord + 1).toLowerCase();
    const known = this.#kept.get(key);
    if (known) known.rows++;
    else if (this.#isSecond) return;
    else if (this.#kept.size < mostCounted)
      this.#kept.set(key, { theirs: word.slice(0, longestWord + 1), rows: 1 });
    else this.#makeRoom();
  }

  /** One of each is as good as none: with the new one they are a thousand and one different words. */
  #makeRoom(): void {
    this.isCrowded = true;
    for (const [key, one] of this.#kept) {
      one.rows--;
      if (one.rows === 0) this.#kept.delete(key);
    }
  }

  countAnew(): void {
    for (const one of this.#kept.values()) one.rows = 0;
    this.#isSecond = true;
  }
}
