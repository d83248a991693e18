import { fromWindows1252 } from './windows-1252.ts';

/**
 * Encodings that a table of bytes may be in and that nothing in it tells for certain, as pages name them, with their names for
 * `TextDecoder` (WHATWG, Encoding). Those that spreadsheets and databases still write, Windows before others.
 */
export const byteEncodings = {
  'Windows-1252': 'windows-1252',
  'Windows-1250': 'windows-1250',
  'Windows-1251': 'windows-1251',
  'Windows-1253': 'windows-1253',
  'Windows-1254': 'windows-1254',
  'Windows-1255': 'windows-1255',
  'Windows-1256': 'windows-1256',
  'Windows-1257': 'windows-1257',
  'Windows-1258': 'windows-1258',
  GB18030: 'gb18030',
  Big5: 'big5',
  Shift_JIS: 'shift_jis',
  'EUC-KR': 'euc-kr',
  'ISO-8859-2': 'iso-8859-2',
  'KOI8-R': 'koi8-r',
  IBM866: 'ibm866',
  Macintosh: 'macintosh',
} as const;
export type ByteEncoding = keyof typeof byteEncodings;

/** The encodings that tables are read in. */
export type Encoding = 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE' | ByteEncoding;

/** By a name in any case; undefined for another one. */
export function byteEncodingNamed(name: unknown): ByteEncoding | undefined {
  const all = Object.keys(byteEncodings) as ByteEncoding[];
  return typeof name === 'string' ? all.find((one) => one.toLowerCase() === name.toLowerCase()) : undefined;
}

/** Turns bytes into text, one chunk after the other; to be called without one at the end. */
export function byteDecoder(encoding: ByteEncoding): (chunk?: Buffer) => string {
  if (encoding === 'Windows-1252') return (chunk) => (chunk ? fromWindows1252(chunk) : '');
  const decoder = new TextDecoder(byteEncodings[encoding]);
  return (chunk) => decoder.decode(chunk, { stream: chunk !== undefined });
}
