import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type CsvError, parse } from 'csv-parse';
import { dropLongLines } from './drop-long-lines.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A row longer than this is refused: a forgotten quote must not read a whole file into memory. */
const maximumRowBytes = 1024 * 1024;

export interface Row {
  /** Of the file, 1 = the header. */
  line: number;
  /** By column name, lower case. Missing cells are empty. */
  cells: Readonly<Record<string, string>>;
}

export interface BadRow {
  line: number;
  reason: string;
}

export interface ReadOptions {
  required: readonly string[];
  optional: readonly string[];
  onBadRow: (row: BadRow) => void;
  /** Bytes of the file (as it lies on the disk) read so far. */
  onBytes?: (bytes: number) => void;
}

/**
 * Rows of a CSV or TSV file, plain or gzip, both told by content. Streams: memory does not grow with the file.
 * @throws UnreadableFileError for a file of which no row can be used
 */
export async function* readRows(file: string, options: ReadOptions): AsyncGenerator<Row> {
  await assertFile(file);
  const { head, rest } = await peek(bytesOf(file, options.onBytes), file);
  const bad = (line: number, reason: string) => options.onBadRow({ line, reason });
  const lines = dropLongLines(rest, maximumRowBytes, (line) => bad(line, 'row longer than 1 MiB'));
  let broken = false;
  const parser = parse({
    delimiter: delimiterOf(head),
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: maximumRowBytes,
    skip_records_with_error: true,
    on_skip: (error) => {
      // After a quote that is never closed the parser finds no more rows, and says so for each piece it reads.
      if (error && !broken) bad(Number(error['lines'] ?? 0), reasonOf(error));
      broken ||= error?.code === 'CSV_MAX_RECORD_SIZE';
    },
  });
  // The loop below throws what either stream throws.
  pipeline(Readable.from(lines, { objectMode: false }), parser, () => {});
  let columns: string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>) {
    if (columns === undefined) columns = columnsOf(record, file, options);
    else if (record.some((cell) => cell.includes('\uFFFD')))
      bad(info.lines, 'not UTF-8: save the file as UTF-8');
    else
      yield {
        line: info.lines,
        cells: Object.fromEntries(columns.map((name, i) => [name, record[i] ?? ''])),
      };
  }
  if (columns === undefined) throw new UnreadableFileError(file, 'is empty', headerCure(options));
}

async function assertFile(file: string): Promise<void> {
  let facts: Stats;
  try {
    facts = await stat(file);
  } catch (error) {
    const cause = (error as NodeJS.ErrnoException).code;
    throw new UnreadableFileError(file, `cannot be read (${cause})`, 'Check the path and its permissions.');
  }
  if (!facts.isFile()) throw new UnreadableFileError(file, 'is not a file', 'Name a CSV or TSV file.');
}

async function* bytesOf(file: string, onBytes: ReadOptions['onBytes']): AsyncGenerator<Buffer> {
  const { head, rest } = await peek(rawBytesOf(file, onBytes), file);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* rest;
  try {
    const gunzip = createGunzip();
    pipeline(Readable.from(rest, { objectMode: false }), gunzip, () => {});
    yield* gunzip;
  } catch (error) {
    const problem = `is a damaged gzip file (${(error as Error).message})`;
    throw new UnreadableFileError(file, problem, 'Make or download it again.');
  }
}

async function* rawBytesOf(file: string, onBytes: ReadOptions['onBytes']): AsyncGenerator<Buffer> {
  const stream = createReadStream(file);
  for await (const chunk of stream) {
    onBytes?.(stream.bytesRead);
    yield chunk as Buffer;
  }
}

/** The first chunk, and all chunks. */
async function peek(
  chunks: AsyncIterable<Buffer>,
  file: string,
): Promise<{ head: Buffer; rest: AsyncGenerator<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let first: IteratorResult<Buffer>;
  try {
    first = await iterator.next();
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError(
      file,
      `cannot be read (${(error as Error).message})`,
      'Check its permissions.',
    );
  }
  const head = first.done ? Buffer.alloc(0) : first.value;
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    throw new UnreadableFileError(file, 'is UTF-16', 'Save it as UTF-8.');
  async function* rest() {
    if (first.done) return;
    yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { head, rest: rest() };
}

function delimiterOf(head: Buffer): string {
  const [line = ''] = head.toString('utf8').split(/\r?\n/, 1);
  return line.split('\t').length > line.split(',').length ? '\t' : ',';
}

function columnsOf(header: readonly string[], file: string, options: ReadOptions): string[] {
  const columns = header.map((name) => name.toLowerCase());
  const missing = options.required.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    const found = header
      .map((name) => name.slice(0, 30))
      .slice(0, 12)
      .join(', ');
    throw new UnreadableFileError(
      file,
      `has no column ${missing.join(' and no column ')} (found: ${found})`,
      headerCure(options),
    );
  }
  return columns;
}

function headerCure({ required, optional }: ReadOptions): string {
  return `The first line names the columns: ${required.join(', ')}; and, if known, ${optional.join(', ')}.`;
}

function reasonOf(error: CsvError): string {
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return 'a quote that opens here is not closed: nothing after it could be read';
  if (/QUOTE/.test(error.code))
    return 'a quote is out of place: double quotes inside a quoted cell are written twice';
  return `not a row of a CSV file (${error.code})`;
}
