import { message } from '../../../../messages/message.ts';
import { UnreadableFileError } from '../../csv/unreadable-file-error.ts';

/** A OneRoster CSV bundle, packed or unpacked. */
export interface Bundle {
  /** By name in lower case, such as `academicsessions.csv`: exporters differ in it. */
  files: ReadonlyMap<string, BundleFile>;
  modifiedAt: Date;
  close(): void;
}

export interface BundleFile {
  /** What messages call it: "roster.zip, classes.csv". */
  name: string;
  /** Bytes, unpacked. */
  size: number;
  /** @throws UnreadableFileError */
  read(): AsyncIterable<Buffer>;
}

/** @throws UnreadableFileError for a second file of that name: which of the two is meant cannot be told */
export function addFile(files: Map<string, BundleFile>, name: string, file: BundleFile): void {
  const key = name.toLowerCase();
  if (files.has(key))
    throw new UnreadableFileError(message('file.twice', { file: file.name }), message('file.cure.keepOne'));
  files.set(key, file);
}
