import { UnreadableFileError } from '../../../sync/sources/csv/unreadable-file-error.ts';
import { type WordQuestion, wordQuestions } from '../../../sync/sources/csv/word-questions.ts';
import type { CellWord, FileField, FileSource, SaidOfFiles } from '../../../sync/sources/file-source.ts';
import { columnInput } from './columns-form.ts';

/** What is asked about the words in one column of one of the files. */
export interface FileWordQuestion extends WordQuestion {
  field: FileField;
}

/** What the form says for an empty cell, and for what we have no word for. No word of ours is written so. */
export const emptyCell = '-empty';
export const noWord = '-none';

/** Looks through files that are tables. One that cannot be read is not asked about: the run says what is wrong. */
export async function readWordQuestions(
  { files }: FileSource,
  paths: Readonly<Record<string, string>>,
  said: SaidOfFiles,
): Promise<FileWordQuestion[]> {
  const questions: FileWordQuestion[] = [];
  for (const field of files) {
    const path = paths[field.name];
    if (path === undefined || !field.table) continue;
    const found = await wordQuestions(path, field.table, said[field.name]).catch((error) => {
      if (error instanceof UnreadableFileError) return [];
      throw error;
    });
    questions.push(...found.flatMap((one) => (one.words.length > 0 ? { ...one, field } : [])));
  }
  return questions;
}

/** What the box of a word is called: by its place, because a word may hold anything. */
export function wordInput(file: string, column: string, place: number): string {
  return `${columnInput(file, column)}.${place}`;
}

/** By `FileField.name` and our name of the column. */
export type SaidWords = Record<string, Record<string, CellWord[]>>;

/** @returns what was said, and the boxes in which something has to be chosen */
export function readWordsForm(
  body: Readonly<Record<string, unknown>>,
  questions: readonly FileWordQuestion[],
): { said: SaidWords; missing: string[] } {
  const said: SaidWords = {};
  const missing: string[] = [];
  for (const { field, column, words, ours } of questions) {
    const means = (chosen: unknown) =>
      chosen === noWord ? null : chosen === emptyCell ? '' : ours.find((word) => word === chosen);
    const answers = words.flatMap(({ theirs }, place): CellWord[] => {
      const input = wordInput(field.name, column, place);
      const meaning = means(body[input]);
      if (meaning !== undefined) return [{ theirs, ours: meaning }];
      missing.push(input);
      return [];
    });
    said[field.name] = { ...said[field.name], [column]: answers };
  }
  return { said, missing };
}
