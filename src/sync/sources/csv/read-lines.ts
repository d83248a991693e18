import { isUtf8 } from 'node:buffer';

export interface Line {
  /** 1 = the first line of the file. */
  number: number;
  text: string;
  /** Why the row that this line belongs to cannot be used. */
  fault?: string;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/**
 * Cuts bytes into lines, those of a chunk at a time. Line ends: LF, CRLF, or CR where there is no LF.
 * A line of more than `limit` bytes is not held. It comes with a fault and no text, except a quote where it had an odd number of
 * quotes, so that a quoted cell around it still ends in the right place.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Line[]> {
  let end: number | undefined;
  const current = new OpenLine(limit);
  for await (const chunk of chunks) {
    end ??= findLineEnd(chunk);
    const lines: Line[] = [];
    let from = 0;
    while (end !== undefined) {
      const to = chunk.indexOf(end, from);
      if (to === -1) break;
      current.add(chunk.subarray(from, to));
      lines.push(current.take());
      from = to + 1;
    }
    current.add(chunk.subarray(from));
    yield lines;
  }
  if (current.length > 0) yield [current.take()];
}

/** Undefined where a chunk has no line end, or one that is cut in two. */
function findLineEnd(chunk: Buffer): number | undefined {
  if (chunk.includes(newline)) return newline;
  return chunk.subarray(0, -1).includes(carriageReturn) ? carriageReturn : undefined;
}

/** The line that is being read; its pieces lie in different chunks. */
class OpenLine {
  length = 0;
  readonly #limit: number;
  #number = 0;
  #pieces: Buffer[] = [];
  #quotes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(piece: Buffer): void {
    this.length += piece.length;
    this.#pieces.push(piece);
    if (this.length <= this.#limit) return;
    for (const dropped of this.#pieces) this.#quotes += count(dropped, quote);
    this.#pieces = [];
  }

  take(): Line {
    this.#number++;
    const line = this.length > this.#limit ? this.#longLine() : this.#line();
    this.length = 0;
    this.#pieces = [];
    this.#quotes = 0;
    return line;
  }

  #longLine(): Line {
    const text = this.#quotes % 2 === 1 ? '"' : '';
    return { number: this.#number, text, fault: `longer than ${this.#limit / 1024} KiB` };
  }

  #line(): Line {
    const bytes = this.#pieces.length === 1 ? (this.#pieces[0] as Buffer) : Buffer.concat(this.#pieces);
    const raw = bytes.toString('utf8', 0, bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length);
    const text = this.#number === 1 ? raw.replace(/^\uFEFF{1,2}/, '') : raw;
    return isUtf8(bytes)
      ? { number: this.#number, text }
      : { number: this.#number, text, fault: 'not UTF-8: save the file as UTF-8' };
  }
}

function count(bytes: Buffer, value: number): number {
  let found = 0;
  for (let at = bytes.indexOf(value); at !== -1; at = bytes.indexOf(value, at + 1)) found++;
  return found;
}
