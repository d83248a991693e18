import { TextDecoder } from 'node:util';
import { UnreadableFileError } from './unreadable-file-error.ts';

/**
 * The bytes of a text as UTF-8. Spreadsheets also save UTF-16 ("Unicode text"), with a byte order mark or without. Whether UTF-8 is
 * UTF-8 is told line by line (`read-lines.ts`), so that a wrong character costs its row.
 * @param file what messages call it
 * @throws UnreadableFileError for what is no text
 */
export async function* decodeText(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst) decoder = decoderOf(chunk, file);
    isFirst = false;
    yield decoder ? decoded(decoder, chunk, file) : chunk;
  }
  if (decoder) yield decoded(decoder, undefined, file);
}

function decoderOf(head: Buffer, file: string): TextDecoder | undefined {
  const mark = head.subarray(0, 2).toString('hex');
  // Without a byte order mark the zero bytes between the letters of its header give it away.
  const isLittle = mark === 'fffe' || (head[0] !== 0 && head[1] === 0 && head[3] === 0);
  const isBig = mark === 'feff' || (head[0] === 0 && head[1] !== 0 && head[2] === 0);
  if ((isLittle && head[2] === 0 && head[3] === 0) || (head[0] === 0 && head[1] === 0))
    throw new UnreadableFileError(file, 'is UTF-32', 'Save it as UTF-8.');
  if (isLittle || isBig) return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be', { fatal: true });
  if (head.includes(0) || head.subarray(0, 4).toString('latin1') === 'PK\x03\x04')
    throw new UnreadableFileError(file, 'is no text file', 'Save the table as CSV (UTF-8).');
  return undefined;
}

function decoded(decoder: TextDecoder, chunk: Buffer | undefined, file: string): Buffer {
  try {
    return Buffer.from(decoder.decode(chunk, { stream: chunk !== undefined }), 'utf8');
  } catch {
    throw new UnreadableFileError(file, 'is UTF-16 with characters that are none', 'Save it as UTF-8.');
  }
}
