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
 * Reads a whole file and looks for words that nobody has said the meaning of.
 * @throws UnreadableFileError
 */
export async function wordQuestions(
  file: string,
  table: Table,
  said: SaidOfFile = {},
): Promise<WordQuestion[]> {
  const columns = Object.entries(table.words ?? {}).map(([column, words]) => ({
    ...{ ...words, column, found: new Map<string, AskedWord>() },
    answered: new Set(said.words?.[column]?.map(({ theirs }) => theirs.toLowerCase())),
  }));
  if (columns.length === 0) return [];
  for await (const { cells } of readRows(file, table, { said, onBadRow: () => {} }))
    for (const { column, isKnown, separator, found, answered } of columns) {
      const cell = cells[column];
      if (!cell || isKnown(cell)) continue;
      for (const part of separator ? cell.split(separator) : [cell]) {
        const word = part.trim();
        if (word !== '' && !isKnown(word) && !answered.has(word.toLowerCase())) count(found, word);
      }
    }
  return columns.flatMap(({ column, found, ours, unknown }) => {
    if (found.size === 0) return [];
    const words = [...found.values()]
      .filter(({ theirs }) => theirs.length <= longestWord)
      .sort((a, b) => b.rows - a.rows || (a.theirs < b.theirs ? -1 : 1))
      .slice(0, mostAsked);
    return [{ column, ours, unknown, words, hasFurther: found.size > words.length }];
  });
}

function count(found: Map<string, AskedWord>, word: string): void {
  const key = word.slice(0, longestWord + 1).toLowerCase();
  const known = found.get(key);
  if (known) known.rows++;
  else if (found.size < mostCounted) found.set(key, { theirs: word.slice(0, longestWord + 1), rows: 1 });
}
