import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { message } from '../../../messages/message.ts';
import type { ByteEncoding, Encoding } from '../../../values/encodings.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** What a browser saves that was sent to a page for signing in, or to one about an error. */
const webPage = /^(?:\xEF\xBB\xBF)?\s*<(?:!doctype html|html|head|body)\b/i;

/**
 * The encoding of a text, told by the whole of it: UTF-8 and UTF-16 with a byte order mark or without, or Windows-1252, which
 * spreadsheets of western Europe and America save as "CSV". A text that is UTF-8 but for a few places is UTF-8, and its rows with
 * these places are left out (`read-lines.ts`).
 * @param file what messages call it
 * @param said what somebody has said of files like it; counts where it is not seen that it is UTF-8 or UTF-16
 * @throws UnreadableFileError for what is no text, or a text in another encoding: its letters would become others
 */
export async function findEncoding(
  chunks: AsyncIterable<Buffer>,
  file: string,
  said?: ByteEncoding,
): Promise<Encoding> {
  const { encoding, isCertain } = await lookForEncoding(chunks, file);
  const found = isCertain ? encoding : (said ?? encoding);
  if (found) return found;
  throw new UnreadableFileError(message('file.encoding', { file }), message('file.cure.utf8'));
}

/** What a look at all bytes of a text says of its encoding. */
export interface FoundEncoding {
  /** Undefined: it is one of those that cannot be told apart. */
  encoding: Encoding | undefined;
  isCertain: boolean;
}

/** @throws UnreadableFileError for what is no text */
export async function lookForEncoding(chunks: AsyncIterable<Buffer>, file: string): Promise<FoundEncoding> {
  let isFirst = true;
  const letters = new LetterCounts();
  for await (const chunk of chunks) {
    const known = isFirst ? encodingOfHead(chunk, file) : undefined;
    if (known) return { encoding: known, isCertain: true };
    isFirst = false;
    letters.add(chunk);
  }
  letters.end();
  if (letters.isUtf8) return { encoding: 'UTF-8', isCertain: true };
  return { encoding: letters.isWindows1252 ? 'Windows-1252' : undefined, isCertain: false };
}

/** What the first bytes say; undefined: it is UTF-8 or an encoding of one byte a letter. */
function encodingOfHead(head: Buffer, file: string): Encoding | undefined {
  const mark = head.subarray(0, 2).toString('hex');
  // Without a byte order mark the zero bytes between the letters of its header give it away.
  const isLittle = mark === 'fffe' || (head[0] !== 0 && head[1] === 0 && head[3] === 0);
  const isBig = mark === 'feff' || (head[0] === 0 && head[1] !== 0 && head[2] === 0);
  if ((isLittle && head[2] === 0 && head[3] === 0) || (head[0] === 0 && head[1] === 0))
    throw new UnreadableFileError(message('file.utf32', { file }), message('file.cure.utf8'));
  if (isLittle || isBig) return isLittle ? 'UTF-16 LE' : 'UTF-16 BE';
  const start = head.subarray(0, 200).toString('latin1');
  if (start.startsWith('PK\x03\x04'))
    throw new UnreadableFileError(message('file.workbook', { file }), message('file.cure.saveCsv'));
  if (start.startsWith('%PDF-'))
    throw new UnreadableFileError(message('file.pdf', { file }), message('file.cure.saveCsv'));
  if (head.includes(0))
    throw new UnreadableFileError(message('file.noText', { file }), message('file.cure.saveCsv'));
  if (webPage.test(start))
    throw new UnreadableFileError(message('file.webPage', { file }), message('file.cure.webPage'));
  return undefined;
}

/** What is neither ASCII nor the sign for a character that could not be read. */
const letterBeyondAscii = /[^\p{ASCII}\uFFFD]/gu;
const broken = /\uFFFD/g;
/** Bytes that are nothing in Windows-1252. */
const unused = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
/** Signs of Windows-1252 that may stand within a word: apostrophe, dashes, œ. */
const withinWords = [0x92, 0x96, 0x97, 0x8c, 0x9c];

/** Counts what tells encodings of bytes apart. */
class LetterCounts {
  readonly #strict = new TextDecoder('utf-8', { fatal: true });
  readonly #lenient = new TextDecoder('utf-8');
  #isValid = true;
  /** Characters beyond ASCII that UTF-8 has there, and places where it has none. */
  #read = 0;
  #broken = 0;
  /** Bytes from 0x80 on, one after another: how often, and how often more than two. */
  #runs = 0;
  #longRuns = 0;
  #run = 0;
  /** Bytes that are letters in Windows-1252, and bytes that are signs there, or nothing, and stand within a word. */
  #letters = 0;
  #strange = 0;
  #before = 0;

  add(chunk: Buffer): void {
    this.#isValid &&= this.#decodes(chunk);
    const text = this.#lenient.decode(chunk, { stream: true });
    if (this.#isValid && isAscii(chunk)) return;
    this.#read += text.match(letterBeyondAscii)?.length ?? 0;
    this.#broken += text.match(broken)?.length ?? 0;
    if (!this.#isValid) for (const byte of chunk) this.#look(byte);
  }

  /** To be called after the last chunk, which may break off within a character. */
  end(): void {
    this.#isValid &&= this.#decodes();
  }

  #decodes(chunk?: Buffer): boolean {
    try {
      this.#strict.decode(chunk, { stream: chunk !== undefined });
      return true;
    } catch {
      return false;
    }
  }

  #look(byte: number): void {
    if (byte < 0x80) this.#run = 0;
    else {
      this.#run++;
      if (this.#run === 1) this.#runs++;
      if (this.#run === 3) this.#longRuns++;
      if (byte >= 0xc0) this.#letters++;
      else if (unused.includes(byte)) this.#strange++;
      else if (byte < 0xa0 && isAsciiLetter(this.#before) && !withinWords.includes(byte)) this.#strange++;
    }
    this.#before = byte;
  }

  get isUtf8(): boolean {
    return this.#isValid || this.#read > this.#broken;
  }

  /**
   * In languages of western Europe, letters beyond ASCII stand alone or in pairs between others. Words of Arabic, Cyrillic or
   * Chinese letters are runs of them, and DOS and old Macs have letters where Windows-1252 has signs.
   */
  get isWindows1252(): boolean {
    return this.#longRuns * 20 <= this.#runs && this.#strange * 4 <= this.#letters;
  }
}

function isAsciiLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
