import { TextDecoder } from 'node:util';
import { message } from '../../../messages/message.ts';
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

/** What a browser saves that was sent to a page for signing in, or to one about an error. */
const webPage = /^(?:\xEF\xBB\xBF)?\s*<(?:!doctype html|html|head|body)\b/i;

function decoderOf(head: Buffer, file: string): TextDecoder | undefined {
  const mark = head.subarray(0, 2).toString('hex');
  // Without a byte order mark the zero bytes between the letters of its header give it away.
  const isLittle = mark === 'fffe' || (head[0] !== 0 && head[1] === 0 && head[3] === 0);
  const isBig = mark === 'feff' || (head[0] === 0 && head[1] !== 0 && head[2] === 0);
  if ((isLittle && head[2] === 0 && head[3] === 0) || (head[0] === 0 && head[1] === 0))
    throw new UnreadableFileError(message('file.utf32', { file }), message('file.cure.utf8'));
  if (isLittle || isBig) return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be', { fatal: true });
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

function decoded(decoder: TextDecoder, chunk: Buffer | undefined, file: string): Buffer {
  try {
    return Buffer.from(decoder.decode(chunk, { stream: chunk !== undefined }), 'utf8');
  } catch {
    throw new UnreadableFileError(message('file.utf16', { file }), message('file.cure.utf8'));
  }
}
