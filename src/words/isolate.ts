import type { Direction } from './languages.ts';

/** Letters and digits that are written from right to left, and characters that turn the direction (Unicode, UAX #9). */
const turns =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A text that is isolated itself and holds none. */
const innermost = /[\u2066-\u2068][^\u2066-\u2069]*\u2069/gu;

/**
 * A text within a sentence of another direction, between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: it is read in its own
 * direction and moves nothing around it. In a sentence from left to right most texts need none and stay as they are.
 *
 * An isolated title in quotation marks has no direction of its own, and would be read from left to right: where a line ends in it,
 * its marks would stand at the wrong ends. It is read like the sentence, between RIGHT-TO-LEFT ISOLATE and its end.
 */
export function isolate(text: string, direction: Direction): string {
  if (text === '' || (direction !== 'rtl' && !turns.test(text))) return text;
  const outer = withoutIsolated(text);
  const isQuoted = direction === 'rtl' && outer !== text && !/\p{L}/u.test(outer);
  return `${isQuoted ? '\u2067' : '\u2068'}${text}\u2069`;
}

function withoutIsolated(text: string): string {
  const outer = text.replaceAll(innermost, '');
  return outer === text ? outer : withoutIsolated(outer);
}
