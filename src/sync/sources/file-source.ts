import type { Message } from '../../messages/message.ts';
import type { Source } from '../source.ts';

/** Which columns a kind of file has. */
export interface Table {
  required: readonly string[];
  optional: readonly string[];
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
   * @param columnNames what they call the columns of a `table`, by `FileField.name`
   * @throws UnreadableFileError
   */
  open(
    paths: Readonly<Record<string, string>>,
    columnNames?: Readonly<Record<string, ColumnNames>>,
  ): Promise<Source>;
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
