/** What the bytes 0x80 to 0x9F are in Windows-1252 (WHATWG, Encoding); five of them are nothing, and stay what they are. */
export const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The text of bytes in Windows-1252. Node.js has a `TextDecoder` for it, but some versions of it (22 and 23 among them) take these
 * bytes for Latin-1 and make control characters of quotes.
 */
export function fromWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (letter) => windows1252[letter.charCodeAt(0) - 0x80] as string);
}
