import type { Institution } from '../../../models/institution.ts';
import type { Message } from '../../messages/message.ts';
import { type ByteEncoding, byteEncodingNamed } from '../../values/encodings.ts';
import type { Source } from '../source.ts';

/** Which columns a kind of file has. */
export interface Table {
  required: readonly string[];
  optional: readonly string[];
  /** Optional ones that much is lost without: where a file may have one under another name, somebody is asked. */
  important?: readonly string[];
  /** Columns whose cells hold words of ours, such as a state. */
  words?: Readonly<Record<string, WordColumn>>;
}

export interface WordColumn {
  /** Our words. */
  ours: readonly string[];
  /** Whether a cell, or each part of it, is one of them or usual for one. */
  isKnown(cell: string): boolean;
  /** What joins several words in one cell. */
  separator?: string;
  /** What becomes of a row whose word is not known: it is left out, or its course is offered to nobody. */
  unknown: 'row' | 'offer';
}

/** What a file's word means, as an administrator has said. */
export interface CellWord {
  /** As it stands in the file; compared in any case. */
  theirs: string;
  /** Our word; empty: as an empty cell; null: nothing that we have a word for. */
  ours: string | null;
}

/** By our name of the column. */
export type CellWords = Readonly<Record<string, readonly CellWord[]>>;

/** What an administrator has said about files of a kind. */
export interface SaidOfFile {
  /** Of one that is neither UTF-8 nor UTF-16. */
  encoding?: ByteEncoding | undefined;
  columns?: ColumnNames | undefined;
  words?: CellWords | undefined;
}

/** By `FileField.name`. */
export type SaidOfFiles = Readonly<Record<string, SaidOfFile>>;

export function saidOfFiles(
  { columnNames, cellWords, fileEncodings }: Pick<Institution, 'columnNames' | 'cellWords' | 'fileEncodings'>,
  source: string,
): SaidOfFiles {
  const [columns, words] = [columnNames?.[source] ?? {}, cellWords?.[source] ?? {}];
  const encodings = fileEncodings?.[source] ?? {};
  const files = new Set([columns, words, encodings].flatMap(Object.keys));
  return Object.fromEntries(
    Array.from(files, (file) => [
      file,
      { columns: columns[file], words: words[file], encoding: byteEncodingNamed(encodings[file]) },
    ]),
  );
}

/** What a file calls our columns, by our names, in any case; empty: the file has no such column, whatever its header says. */
export type ColumnNames = Readonly<Record<string, string>>;

/** A source that is given as files, which a form asks for. Add it to `all-file-sources.ts`. */
export interface FileSource {
  /** `Source.name` of what it opens. */
  readonly name: string;
  /** "CSV files" */
  readonly title: string | Message;
  /** What is in the files, in a sentence or two. */
  readonly introduction: Message;
  readonly files: readonly FileField[];
  /**
   * @param paths of the files that were given, at least one, by `FileField.name`; the caller removes them afterwards
   * @param said of the columns and words of files that are a `table`
   * @throws UnreadableFileError
   */
  open(paths: Readonly<Record<string, string>>, said?: SaidOfFiles): Promise<Source>;
}

export interface FileField {
  readonly name: string;
  readonly label: Message;
  readonly hint: Message;
  /** Of a table whose columns may be called otherwise: somebody is asked which is which. */
  readonly table?: Table;
  /** A file in views/assets that shows how one looks. */
  readonly example?: string;
}
