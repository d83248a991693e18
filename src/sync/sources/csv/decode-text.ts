import { TextDecoder } from 'node:util';
import { message } from '../../../messages/message.ts';
import { byteDecoder, type Encoding } from '../../../values/encodings.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/**
 * The bytes of a text as UTF-8. Whether UTF-8 is UTF-8 is told line by line (`read-lines.ts`), so that a wrong character costs its
 * row.
 * @param file what messages call it
 * @throws UnreadableFileError
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  file: string,
): AsyncGenerator<Buffer> {
  if (encoding === 'UTF-8') return yield* chunks;
  if (encoding !== 'UTF-16 LE' && encoding !== 'UTF-16 BE') {
    const decode = byteDecoder(encoding);
    for await (const chunk of chunks) yield Buffer.from(decode(chunk), 'utf8');
    yield Buffer.from(decode(), 'utf8');
    return;
  }
  const decoder = new TextDecoder(encoding === 'UTF-16 LE' ? 'utf-16le' : 'utf-16be', { fatal: true });
  for await (const chunk of chunks) yield decoded(decoder, chunk, file);
  yield decoded(decoder, undefined, file);
}

function decoded(decoder: TextDecoder, chunk: Buffer | undefined, file: string): Buffer {
  try {
    return Buffer.from(decoder.decode(chunk, { stream: chunk !== undefined }), 'utf8');
  } catch {
    throw new UnreadableFileError(message('file.utf16', { file }), message('file.cure.utf8'));
  }
}
