import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { type Message, message } from '../../../messages/message.ts';
import type { Encoding } from '../../../values/encodings.ts';
import { printable } from '../../../values/printable.ts';
import { longestRow, messageOfReason } from '../../reason-messages.ts';
import type { CellWords, ColumnNames, SaidOfFile, Table } from '../file-source.ts';
import { decodeText } from './decode-text.ts';
import { findEncoding } from './find-encoding.ts';
import { ignoredColumns, missedColumns } from './known-columns.ts';
import { readBytes } from './read-bytes.ts';
import { readLines } from './read-lines.ts';
import { type BadRow, type CellRow, RowAssembler } from './row-assembler.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** Milliseconds that reading may take before other work is let through: rows with broken quotes are read more than once. */
const longestTurn = 20;
const linesBetweenLooks = 64;

export interface Row {
  /** Of the file, 1 = the header; where the row begins. */
  line: number;
  /** By column name, trimmed. A column that the file does not have is absent. */
  cells: Readonly<Record<string, string>>;
}

export interface ReadOptions {
  /** What somebody has said about files of this kind. */
  said?: SaidOfFile | undefined;
  onBadRow: (row: BadRow) => void;
  /** Bytes of the file (as it lies on the disk) read so far. */
  onBytes?: (bytes: number) => void;
  onIgnoredColumns?: (names: readonly string[]) => void;
  /** Important columns that none was understood as, and the columns of the file. */
  onMissedColumns?: (missed: readonly string[], found: readonly string[]) => void;
  /** The encoding that was found. */
  onEncoding?: ((encoding: Encoding) => void) | undefined;
  /** Ends the reading, also of a file in which no row is good. */
  signal?: AbortSignal;
}

/**
 * The rows of a CSV or TSV file, plain or gzip; the content tells which. The file is streamed, so memory does not grow with it.
 * @throws UnreadableFileError for a file of which no row can be used
 */
export function readRows(file: string, table: Table, options: ReadOptions): AsyncGenerator<Row> {
  const bytes = { look: () => readBytes(file), read: () => readBytes(file, options.onBytes) };
  return readRowsFrom(bytes, file, table, options);
}

/** The bytes of a text, which are read twice. */
export interface TextBytes {
  /** For a look at all of them, by which the encoding is told. */
  look(): AsyncIterable<Buffer>;
  read(): AsyncIterable<Buffer>;
}

/** The same for bytes from another place. @param file what messages call it */
export async function* readRowsFrom(
  bytes: TextBytes,
  file: string,
  table: Table,
  options: Omit<ReadOptions, 'onBytes'>,
): AsyncGenerator<Row> {
  let columns: readonly string[] | undefined;
  const onBadRow = (row: BadRow) => {
    if (columns !== undefined) return options.onBadRow(row);
    throw new UnreadableFileError(
      message('file.noHeader', { file, reason: messageOfReason(row.reason) ?? row.reason }),
      headerCure(table),
    );
  };
  const encoding = await findEncoding(
    whileWanted(bytes.look(), options.signal),
    file,
    options.said?.encoding,
  );
  options.onEncoding?.(encoding);
  const read = decodeText(whileWanted(bytes.read(), options.signal), encoding, file);
  const { columns: names = {}, words = {} } = options.said ?? {};
  const required = table.required.map((name) => (names[name] || name).toLowerCase());
  const assembler = new RowAssembler(longestRow, onBadRow, required);

  for await (const row of cellRows(read, assembler)) {
    if (columns === undefined) {
      columns = matchColumns(row.cells, file, table, names);
      const ignored = ignoredColumns(columns, table, names);
      if (ignored.length > 0) options.onIgnoredColumns?.(ignored);
      const missed = missedColumns(columns, table, names);
      if (missed.length > 0) options.onMissedColumns?.(missed, columns);
    } else if (row.cells.slice(columns.length).some((cell) => cell !== ''))
      onBadRow({
        line: row.line,
        reason: 'more cells than the header names: quote a cell that holds a delimiter',
      });
    else yield { line: row.line, cells: withOurWords(byName(columns, row.cells, names), words, table) };
  }
  if (columns === undefined)
    throw new UnreadableFileError(message('file.empty', { file }), headerCure(table));
}

async function* whileWanted(chunks: AsyncIterable<Buffer>, signal?: AbortSignal): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

async function* cellRows(chunks: AsyncIterable<Buffer>, assembler: RowAssembler): AsyncGenerator<CellRow> {
  let pausedAt = performance.now();
  for await (const lines of readLines(chunks, longestRow))
    for (const [i, line] of lines.entries()) {
      yield* assembler.add(line);
      if (i % linesBetweenLooks !== 0 || performance.now() - pausedAt < longestTurn) continue;
      await yieldToOthers();
      pausedAt = performance.now();
    }
  yield* assembler.end();
}

function byName(
  columns: readonly string[],
  cells: readonly string[],
  names: ColumnNames,
): Record<string, string> {
  const theirs = Object.fromEntries(columns.map((name, i) => [name, asText(cells[i] ?? '')]));
  const ours = { ...theirs };
  for (const [name, other] of Object.entries(names)) {
    const cell = theirs[other.toLowerCase()];
    if (other === '') delete ours[name];
    else if (cell !== undefined) ours[name] = cell;
  }
  return ours;
}

/** The cells in our words, as far as somebody has said what theirs mean. */
function withOurWords(
  cells: Record<string, string>,
  words: CellWords,
  { words: columns = {} }: Table,
): Record<string, string> {
  for (const [column, said] of Object.entries(words)) {
    const cell = cells[column];
    if (!cell) continue;
    const { separator } = columns[column] ?? {};
    const parts = (separator ? cell.split(separator) : [cell]).map((part) => {
      const word = said.find(({ theirs }) => theirs.toLowerCase() === part.trim().toLowerCase());
      return word?.ours ?? part;
    });
    cells[column] = parts.filter((part) => part !== '').join(separator);
  }
  return cells;
}

/** The header of a file and its first row, as they stand in it. @throws UnreadableFileError */
export async function readHeader(
  file: string,
  table: Table,
  said: SaidOfFile = {},
): Promise<{ rows: string[][]; encoding: Encoding }> {
  const rows: string[][] = [];
  const assembler = new RowAssembler(longestRow, () => {}, table.required);
  const encoding = await findEncoding(readBytes(file), file, said.encoding);
  for await (const { cells } of cellRows(decodeText(readBytes(file), encoding, file), assembler)) {
    rows.push(cells);
    if (rows.length === 2 || cells.length > mostColumns) break;
  }
  return { rows, encoding };
}

/** How tables say to spreadsheets that 00123 is no number: ="00123", or '00123. */
const markedText = /^(?:="([^"]*)"|'(\d+))$/;

function asText(cell: string): string {
  const [, formula, digits] = markedText.exec(cell) ?? [];
  return formula?.trim() ?? digits ?? cell;
}

/** A spreadsheet's export has some empty ones behind its table; a table with thousands is none of ours. */
const mostColumns = 1_000;

/**
 * The columns that a header names, in lower case and in its order.
 * @throws UnreadableFileError when a required one is missing or one is there twice
 */
export function matchColumns(
  header: readonly string[],
  file: string,
  table: Table,
  names: ColumnNames = {},
): string[] {
  if (header.length > mostColumns)
    throw new UnreadableFileError(
      message('file.manyColumns', { file, count: header.length, most: mostColumns }),
      message('file.cure.fewerColumns'),
    );
  const columns = header.map((name) => name.toLowerCase());
  const missing = table.required.filter(
    (name) => !columns.includes(name) && !columns.includes((names[name] || name).toLowerCase()),
  );
  if (missing.length > 0)
    throw new UnreadableFileError(
      message('file.noColumn', { file, columns: missing.join(', '), found: found(header) }),
      headerCure(table),
    );
  const seen = new Set<string>();
  const twice = columns.find((name) => name !== '' && seen.size === seen.add(name).size);
  if (twice !== undefined)
    throw new UnreadableFileError(
      message('file.columnTwice', { file, column: found([twice]) }),
      message('file.cure.renameOne'),
    );
  return columns;
}

/** What the first line of a file has to be. */
export function headerCure({ required, optional }: Table): Message {
  return optional.length > 0
    ? message('file.cure.header', { required: required.join(', '), optional: optional.join(', ') })
    : message('file.cure.headerOnly', { required: required.join(', ') });
}

/** A first line that is no header may hold anything, and control characters must not reach a terminal. */
function found(header: readonly string[]): string {
  return header
    .slice(0, 12)
    .map((name) => printable(name.slice(0, 30)))
    .join(', ');
}
