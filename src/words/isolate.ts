import type { Direction } from './languages.ts';

/** Letters and digits that are written from right to left, and characters that turn the direction (Unicode, UAX #9). */
const turns =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A text within a sentence of another direction, between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: it is read in its own
 * direction and moves nothing around it. In a sentence from left to right most texts need none and stay as they are.
 */
export function isolate(text: string, direction: Direction): string {
  return text !== '' && (direction === 'rtl' || turns.test(text)) ? `\u2068${text}\u2069` : text;
}
