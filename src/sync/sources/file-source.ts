import type { Message } from '../../messages/message.ts';
import type { Source } from '../source.ts';

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
   * @throws UnreadableFileError
   */
  open(paths: Readonly<Record<string, string>>): Promise<Source>;
}

export interface FileField {
  readonly name: string;
  readonly label: Message;
  readonly hint: Message;
  /** A file in views/assets that shows how one looks. */
  readonly example?: string;
}
