import { guessDelimiter, statedDelimiter } from './delimiter.ts';
import type { Line } from './read-lines.ts';
import { splitCells } from './split-cells.ts';

/** A quote that is still open after so many lines was never closed. */
const maximumLines = 1_000;

export interface BadRow {
  line: number;
  reason: string;
  /** The part of the row that is wrong; safe to print. */
  detail?: string | undefined;
}

/** The cells of one row, and the number of its first line. */
export interface CellRow {
  line: number;
  cells: string[];
}

/**
 * Puts rows together from lines, because a quoted cell may hold line breaks. A broken quote costs only its own line; reading goes
 * on with the next one. (Measured: csv-parse 7.0.3 with `skip_records_with_error` loses the good rows after it, and counts CRLF
 * inside quotes as two lines.)
 */
export class RowAssembler {
  readonly #limit: number;
  readonly #onBadRow: (row: BadRow) => void;
  readonly #required: readonly string[];
  /** Known once the header is read, or stated before it. */
  #delimiter: string | undefined;
  #open: Line[] = [];
  #openLength = 0;

  /**
   * @param limit characters of a row
   * @param required columns of the header, by which its delimiter is known
   */
  constructor(limit: number, onBadRow: (row: BadRow) => void, required: readonly string[] = []) {
    this.#limit = limit;
    this.#onBadRow = onBadRow;
    this.#required = required;
  }

  /** The rows that end with this line: none or one, or several where a broken quote had held them up. */
  *add(line: Line): Generator<CellRow> {
    if (this.#delimiter === undefined && this.#open.length === 0) {
      this.#delimiter = statedDelimiter(line.text);
      if (this.#delimiter !== undefined) return;
    }
    // Only a line with an odd number of quotes can close a quoted cell. Otherwise the row need not be split again.
    const mayClose = this.#open.length === 0 || quotesIn(line.text) % 2 === 1;
    this.#open.push(line);
    this.#openLength += lengthOf(line);
    const cells = mayClose ? this.#split() : 'open';
    if (cells === 'misplaced')
      yield* this.#giveUp('a quote is out of place: inside a quoted cell it is written twice');
    else if (cells !== 'open') yield* this.#close(cells);
    else if (this.#openLength > this.#limit || this.#open.length > maximumLines)
      yield* this.#giveUp('a quote is opened and never closed');
  }

  /** What is left when the file ends. */
  *end(): Generator<CellRow> {
    while (this.#open.length > 0) yield* this.#giveUp('a quote is opened and never closed');
  }

  #split(): ReturnType<typeof splitCells> {
    const text = this.#open.map((line) => line.text).join('\n');
    if (this.#delimiter !== undefined) return splitCells(text, this.#delimiter);
    const delimiter = guessDelimiter(text, this.#required);
    const cells = splitCells(text, delimiter);
    // A header that is not read to its end may look different with its next line.
    if (typeof cells !== 'string' && cells.some((cell) => cell !== '')) this.#delimiter = delimiter;
    return cells;
  }

  *#close(cells: string[]): Generator<CellRow> {
    const lines = this.#takeOpen();
    const faulty = lines.find((line) => line.fault !== undefined);
    if (faulty) this.#onBadRow({ line: faulty.number, reason: faulty.fault as string });
    else if (cells.some((cell) => cell !== '')) yield { line: (lines[0] as Line).number, cells };
  }

  *#giveUp(reason: string): Generator<CellRow> {
    let length = this.#openLength;
    const lines = this.#takeOpen();
    const [broken, last] = [lines[0] as Line, lines.at(-1) as Line];
    this.#onBadRow({ line: broken.number, reason: broken.fault ?? reason });
    // All but the last have an even number of quotes, or they would have closed the cell. So where one of them opens a cell, those
    // after it belong to it unseen: read one by one, a thousand lines would be read a thousand times.
    for (let i = 1; i < lines.length; i++) {
      const line = lines[i] as Line;
      length -= lengthOf(lines[i - 1] as Line);
      yield* this.add(line);
      if (this.#open.length !== 1 || line === last) continue;
      this.#open = lines.slice(i, -1);
      this.#openLength = length - lengthOf(last);
      yield* this.add(last);
      return;
    }
  }

  #takeOpen(): Line[] {
    const lines = this.#open;
    this.#open = [];
    this.#openLength = 0;
    return lines;
  }
}

/** With its line end. */
function lengthOf({ text }: Line): number {
  return text.length + 1;
}

function quotesIn(text: string): number {
  let found = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) found++;
  return found;
}
