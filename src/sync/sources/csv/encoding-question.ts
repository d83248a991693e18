import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { type ByteEncoding, byteDecoder, byteEncodings } from '../../../values/encodings.ts';
import { languageScorer, type ScoreLanguage } from '../../score-language.ts';
import { lookForEncoding } from './find-encoding.ts';
import { readBytes } from './read-bytes.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** What somebody has to say about the encoding of a file before it is read. */
export interface EncodingQuestion {
  /** The likeliest first. */
  offered: OfferedEncoding[];
}

export interface OfferedEncoding {
  encoding: ByteEncoding;
  /** Words of the file, as this encoding has them. */
  words: string[];
}

const shownWords = 3;
const mostOffered = 6;
/** Bytes of lines with letters beyond ASCII: a longer text does not make the guess better. */
const sampleBytes = 8_000;
/** Languages that are written in Windows-1252, and Estonian, whose letters are the same in Windows-1257. */
const western = new Set(
  'en de fr es pt it nl sv da no nb nn fi ca gl eu is af et ga cy sq id ms sw lb'.split(' '),
);
/** Another encoding fits better when a language is so much more likely in it. */
const clearlyBetter = 0.03;
/** What stands within no word of these languages: letters of Icelandic are asked about where no language is seen. */
const strange = /\p{L}[\u00a1-\u00bf]|[\u00a1-\u00bf]\p{L}|[ÐðÞþÝý×÷]/u;
/** French and Spanish signs and quotation marks may stand beside a letter. */
const usualSigns = /[«»¿¡°ªº·§®©]/gu;

/**
 * Asks in which encoding a file is that is neither UTF-8 nor UTF-16, where its words speak against Windows-1252. About a file that cannot
 * be read at all nothing is asked: whoever reads it says what is wrong.
 */
export async function encodingQuestion(file: string): Promise<EncodingQuestion | undefined> {
  try {
    return await questionAbout(file);
  } catch (error) {
    if (error instanceof UnreadableFileError) return undefined;
    throw error;
  }
}

async function questionAbout(file: string): Promise<EncodingQuestion | undefined> {
  const { encoding, isCertain } = await lookForEncoding(readBytes(file), file);
  if (isCertain) return undefined;
  const sample = await sampleOf(file);
  const score = await languageScorer();
  const isWestern = encoding === 'Windows-1252' && isPlausible(sample, score);
  const offered = isWestern ? [] : offeredFor(sample, score);
  return offered.length > 0 ? { offered } : undefined;
}

function isPlausible(sample: Buffer, score: ScoreLanguage): boolean {
  const text = textIn('Windows-1252', sample);
  const own = score(text);
  if (own === undefined) return !strange.test(text.replace(usualSigns, ' '));
  if (!western.has(own.language)) return false;
  return candidates(sample).every(
    ({ text: other }) => (score(other)?.score ?? 0) <= own.score + clearlyBetter,
  );
}

function offeredFor(sample: Buffer, score: ScoreLanguage): OfferedEncoding[] {
  const words = rawWords(sample);
  return candidates(sample)
    .map(({ encoding, text }) => ({
      encoding,
      text,
      likeness: (score(text)?.score ?? 0) + letterShare(text) - mixedShare(text),
    }))
    .sort((a, b) => b.likeness - a.likeness)
    .filter(({ text }, place, all) => all.findIndex((other) => other.text === text) === place)
    .slice(0, mostOffered)
    .map(({ encoding }) => ({ encoding, words: words.map((word) => textIn(encoding, word)) }));
}

/** Of what is beyond ASCII, the share that is letters. */
function letterShare(text: string): number {
  const beyond = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  return beyond === 0 ? 0 : (text.match(/[^\p{ASCII}\P{L}]/gu)?.length ?? 0) / beyond;
}

const otherScript = String.raw`[^\p{sc=Latin}\P{L}]`;
const mixed = new RegExp(String.raw`\p{sc=Latin}${otherScript}|${otherScript}\p{sc=Latin}`, 'gu');

/** How often the script changes within words, for each word: no language is written so. */
function mixedShare(text: string): number {
  return (text.match(mixed)?.length ?? 0) / (text.match(/[\p{L}\p{M}]+/gu)?.length ?? 1);
}

/** Each encoding in which all bytes of the sample are something. */
function candidates(sample: Buffer): { encoding: ByteEncoding; text: string }[] {
  return (Object.keys(byteEncodings) as ByteEncoding[])
    .map((encoding) => ({ encoding, text: textIn(encoding, sample) }))
    .filter(({ text }) => !/[\uFFFD\u0080-\u009f\p{Co}\p{Cn}]/u.test(text));
}

function textIn(encoding: ByteEncoding, bytes: Buffer): string {
  const decode = byteDecoder(encoding);
  return decode(bytes) + decode();
}

/** The cells with bytes beyond ASCII, as they come. */
async function sampleOf(file: string): Promise<Buffer> {
  const cells: Buffer[] = [];
  let size = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of readBytes(file)) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    take(bytes.subarray(0, end));
    // A line without an end is none of a table.
    rest = bytes.subarray(Math.max(end, bytes.length - sampleBytes));
    if (size >= sampleBytes) break;
    await yieldToOthers();
  }
  if (size < sampleBytes) take(rest);
  return Buffer.concat(cells);

  function take(bytes: Buffer): void {
    for (const cell of piecesOf(bytes, cellEnds)) {
      if (size >= sampleBytes) return;
      if (beyondAscii(cell) === 0) continue;
      cells.push(cell.subarray(0, sampleBytes), newLine);
      size += cell.length;
    }
  }
}

const newLine = Buffer.from('\n');
/** Bytes that end a cell or a word in every encoding: none of them is a part of a letter. */
const cellEnds = bytesOf('\t\r\n",;');
const wordEnds = bytesOf(' \t\r\n",;.:()/');
const longestWord = 40;

function bytesOf(signs: string): ReadonlySet<number> {
  return new Set([...signs].map((sign) => sign.charCodeAt(0)));
}

function* piecesOf(bytes: Buffer, ends: ReadonlySet<number>): Generator<Buffer> {
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && !ends.has(bytes[at] as number)) continue;
    if (at > start) yield bytes.subarray(start, at);
    start = at + 1;
  }
}

/** Different words with bytes beyond ASCII, those with most of them first. */
function rawWords(sample: Buffer): Buffer[] {
  const words = new Map<string, Buffer>();
  for (const word of piecesOf(sample, wordEnds))
    if (beyondAscii(word) > 0 && word.length <= longestWord) words.set(word.toString('latin1'), word);
  return [...words.values()].sort((a, b) => beyondAscii(b) - beyondAscii(a)).slice(0, shownWords);
}

function beyondAscii(word: Buffer): number {
  return word.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
}
