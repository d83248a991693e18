import { english, type Words } from './english.ts';

export const mostInterests = 12;
export const longestInterest = 60;

/** What was typed and picked, cleaned; with `problem` in words when it cannot be saved. */
export interface InterestsInput {
  interests: string[];
  problem?: string;
}

/**
 * Reads the interests form: `words` is free text with commas or new lines, `pick` one or more categories.
 * Spaces are tidied, invisible characters and repetitions (whatever their case) dropped.
 */
export function parseInterests(body: unknown, words: Words = english): InterestsInput {
  const fields = (body ?? {}) as Record<string, unknown>;
  const typed = textsOf(fields['words']).flatMap((text) => text.split(/[,;\n]/));
  const interests = distinct([...textsOf(fields['pick']), ...typed].map(tidy).filter(Boolean));
  const long = interests.find((interest) => lengthOf(interest) > longestInterest);
  if (long !== undefined)
    return { interests, problem: words.interests.tooLong([...long].slice(0, 20).join(''), longestInterest) };
  if (interests.length > mostInterests) return { interests, problem: words.interests.tooMany(mostInterests) };
  return { interests };
}

/** A form field that is sent once is a text, several times a list; anything else was not sent by the form. */
function textsOf(field: unknown): string[] {
  return [field].flat().filter((value) => typeof value === 'string');
}

function tidy(text: string): string {
  return (
    text
      .normalize('NFC')
      // Control characters, and those that turn the direction of the text around them.
      .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

function distinct(texts: string[]): string[] {
  const first = new Map<string, string>();
  for (const text of texts) {
    const folded = text.toLowerCase();
    if (!first.has(folded)) first.set(folded, text);
  }
  return [...first.values()];
}

/** In characters as a person counts them, not in UTF-16 units. */
function lengthOf(text: string): number {
  return [...text].length;
}
