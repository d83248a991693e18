import type { ColumnQuestion } from '../../../sync/sources/csv/column-questions.ts';
import { readHeader } from '../../../sync/sources/csv/read-rows.ts';
import { UnreadableFileError } from '../../../sync/sources/csv/unreadable-file-error.ts';
import type {
  ColumnNames,
  FileField,
  FileSource,
  SaidOfFiles,
  Table,
} from '../../../sync/sources/file-source.ts';
import type { Encoding } from '../../../values/encodings.ts';

/** What is asked about one of the files. */
export interface FileQuestion extends ColumnQuestion {
  field: FileField;
  encoding: Encoding;
}

type Ask = (rows: string[][], table: Table, said?: ColumnNames) => ColumnQuestion | undefined;

/**
 * Looks at the headers of files that are tables. One that cannot be read at all is not asked about: the run says what is wrong.
 * @param said of earlier files
 */
export async function readQuestions(
  { files }: FileSource,
  paths: Readonly<Record<string, string>>,
  said: SaidOfFiles,
  ask: Ask,
): Promise<FileQuestion[]> {
  const questions: FileQuestion[] = [];
  for (const field of files) {
    const path = paths[field.name];
    if (path === undefined || !field.table) continue;
    const header = await readHeader(path, field.table, said[field.name]).catch((error) => {
      if (error instanceof UnreadableFileError) return undefined;
      throw error;
    });
    if (!header || header.rows.length === 0) continue;
    const { rows, encoding } = header;
    const question = ask(rows, field.table, said[field.name]?.columns);
    if (question && question.found.length > 0) questions.push({ ...question, field, encoding });
  }
  return questions;
}

/** What a select box of the form is called. */
export function columnInput(file: string, column: string): string {
  return `${file}.${column}`;
}

/**
 * @returns what was said, by `FileField.name`; of what is not among the columns that the file has, that it has none. And the boxes in
 * which something has to be chosen
 */
export function readColumnsForm(
  body: Readonly<Record<string, unknown>>,
  questions: readonly FileQuestion[],
): { said: Record<string, Record<string, string>>; missing: string[] } {
  const said: Record<string, Record<string, string>> = {};
  const missing: string[] = [];
  for (const { field, columns, found } of questions) {
    const names: Record<string, string> = {};
    for (const { name, isRequired, isLikely, isMissed } of columns) {
      const input = columnInput(field.name, name);
      const chosen = found.find((one) => one.name === body[input])?.name;
      if (chosen !== undefined) names[name] = chosen;
      else if (isRequired) missing.push(input);
      // That a likely column is another one, and that there is none of those that are missed, has been said, too. Of the rest,
      // another file may well have one.
      else if (isLikely || isMissed) names[name] = '';
    }
    said[field.name] = names;
  }
  return { said, missing };
}

export function withChosen(question: FileQuestion, chosen: ColumnNames): FileQuestion {
  const columns = question.columns.map((column) => ({ ...column, chosen: chosen[column.name] ?? '' }));
  return { ...question, columns };
}
