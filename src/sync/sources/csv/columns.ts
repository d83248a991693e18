import { UnreadableFileError } from './unreadable-file-error.ts';

/** Which columns a kind of file has. */
export interface Table {
  required: readonly string[];
  optional: readonly string[];
}

/**
 * The columns that a header names, in lower case and in its order.
 * @throws UnreadableFileError when a required one is missing or one is there twice
 */
export function columnsOf(header: readonly string[], file: string, table: Table): string[] {
  const columns = header.map((name) => name.toLowerCase());
  const missing = table.required.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    throw new UnreadableFileError(
      file,
      `has no column ${missing.join(' and no column ')} (found: ${found(header)})`,
      headerCure(table),
    );
  const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) !== i);
  if (twice !== undefined)
    throw new UnreadableFileError(file, `has the column ${found([twice])} twice`, 'Rename one of them.');
  return columns;
}

/** Columns that say nothing to us. */
export function ignoredOf(columns: readonly string[], { required, optional }: Table): string[] {
  return columns.filter((name) => name !== '' && !required.includes(name) && !optional.includes(name));
}

/** What the first line of a file has to be. */
export function headerCure({ required, optional }: Table): string {
  return `The first line names the columns: ${required.join(', ')}; and, if known, ${optional.join(', ')}.`;
}

/** A header that is none can be anything: control characters must not reach a terminal. */
function found(header: readonly string[]): string {
  return header
    .slice(0, 12)
    .map((name) => name.slice(0, 30).replace(/\p{Cc}/gu, '?'))
    .join(', ');
}
