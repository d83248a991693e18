import { columnsOf, headerCure, ignoredOf, type Table } from './columns.ts';
import { readBytes } from './read-bytes.ts';
import { readLines } from './read-lines.ts';
import { type BadRow, type CellRow, RowAssembler } from './row-assembler.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A longer row is refused: neither a huge line nor a forgotten quote may fill the memory. */
const maximumRowBytes = 1024 * 1024;

export interface Row {
  /** Of the file, 1 = the header; where the row begins. */
  line: number;
  /** By column name, trimmed. A column that the file does not have is absent. */
  cells: Readonly<Record<string, string>>;
}

export interface ReadOptions {
  onBadRow: (row: BadRow) => void;
  /** Bytes of the file (as it lies on the disk) read so far. */
  onBytes?: (bytes: number) => void;
  onIgnoredColumns?: (names: readonly string[]) => void;
}

/**
 * Rows of a CSV or TSV file, plain or gzip, both told by content. Streams: memory does not grow with the file.
 * @throws UnreadableFileError for a file of which no row can be used
 */
export function readRows(file: string, table: Table, options: ReadOptions): AsyncGenerator<Row> {
  return readRowsOf(readBytes(file, options.onBytes), file, table, options);
}

/** The same of bytes that come from somewhere else. @param file what messages call it */
export async function* readRowsOf(
  chunks: AsyncIterable<Buffer>,
  file: string,
  table: Table,
  options: Omit<ReadOptions, 'onBytes'>,
): AsyncGenerator<Row> {
  let columns: readonly string[] | undefined;
  const onBadRow = (row: BadRow) => {
    if (columns !== undefined) return options.onBadRow(row);
    throw new UnreadableFileError(
      file,
      `has a first line that is no header (${row.reason})`,
      headerCure(table),
    );
  };
  const assembler = new RowAssembler(maximumRowBytes, onBadRow);

  for await (const row of cellRows(chunks, assembler)) {
    if (columns === undefined) {
      columns = columnsOf(row.cells, file, table);
      const ignored = ignoredOf(columns, table);
      if (ignored.length > 0) options.onIgnoredColumns?.(ignored);
    } else if (row.cells.slice(columns.length).some((cell) => cell !== ''))
      onBadRow({
        line: row.line,
        reason: 'more cells than the header names: quote a cell that holds a delimiter',
      });
    else yield { line: row.line, cells: byName(columns, row.cells) };
  }
  if (columns === undefined) throw new UnreadableFileError(file, 'is empty', headerCure(table));
}

async function* cellRows(chunks: AsyncIterable<Buffer>, assembler: RowAssembler): AsyncGenerator<CellRow> {
  for await (const lines of readLines(chunks, maximumRowBytes))
    for (const line of lines) yield* assembler.add(line);
  yield* assembler.end();
}

function byName(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']));
}
