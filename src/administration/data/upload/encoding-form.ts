import { type EncodingQuestion, encodingQuestion } from '../../../sync/sources/csv/encoding-question.ts';
import type { FileField, FileSource, SaidOfFiles } from '../../../sync/sources/file-source.ts';
import { type ByteEncoding, byteEncodingNamed } from '../../../values/encodings.ts';
import { columnInput } from './columns-form.ts';

/** What is asked about the encoding of one of the files. */
export interface FileEncodingQuestion extends EncodingQuestion {
  field: FileField;
}

/** Looks through files that are tables. */
export async function readEncodingQuestions(
  { files }: FileSource,
  paths: Readonly<Record<string, string>>,
  said: SaidOfFiles,
): Promise<FileEncodingQuestion[]> {
  const questions: FileEncodingQuestion[] = [];
  for (const field of files) {
    const path = paths[field.name];
    if (path === undefined || !field.table || said[field.name]?.encoding) continue;
    const question = await encodingQuestion(path);
    if (question) questions.push({ ...question, field });
  }
  return questions;
}

/** What the group of choices of a file is called. No column of a table is called so. */
export function encodingInput(file: string): string {
  return columnInput(file, '-encoding');
}

/** @returns what was said, by `FileField.name`, and the files of which nothing was */
export function readEncodingForm(
  body: Readonly<Record<string, unknown>>,
  questions: readonly FileEncodingQuestion[],
): { said: Record<string, ByteEncoding>; missing: string[] } {
  const said: Record<string, ByteEncoding> = {};
  const missing: string[] = [];
  for (const { field } of questions) {
    const encoding = byteEncodingNamed(body[encodingInput(field.name)]);
    if (encoding) said[field.name] = encoding;
    else missing.push(field.name);
  }
  return { said, missing };
}
