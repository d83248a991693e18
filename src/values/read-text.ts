/** Longer ids are none: the LTI specifications end a user's at 255 characters. */
export const longestId = 255;

/**
 * NUL, which databases and terminals stumble over; halves of characters, which are no text; and marks that turn the direction
 * of what follows, so that a name would show something else than it says.
 */
const tricks = /[\0\p{Surrogate}\p{Bidi_Control}]/gu;
const blanks = /[\p{Cc}\s]+/gu;
const unusable = /[\p{Cc}\p{Surrogate}]/u;

/**
 * A text of foreign data as one clean line of composed characters: control characters and line ends become spaces, marks of
 * direction and halves of characters go.
 * @param longest in characters. What is longer is cut. Not much more of it is looked at, because composing the characters of a
 * long text may take the square of its length
 * @returns undefined for what is no text, or is empty
 */
export function readText(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const line = withoutTricks(value.slice(0, 4 * longest + 100))
    .replace(blanks, ' ')
    .normalize('NFC')
    .trim();
  return [...line].slice(0, longest).join('').trim() || undefined;
}

/** The text without NUL, halves of characters and marks of direction; its lines stay. */
export function withoutTricks(text: string): string {
  return text.replace(tricks, '');
}

/**
 * An id of foreign data. A number is the same id as its digits. It is never cleaned or cut, for that would make one id of two:
 * what cannot be an id is none, and whoever reads a list then knows that the list is incomplete.
 * @returns undefined for an empty or blank text, one of more than `longest` characters or with control characters, a number that
 * is no safe integer (its digits were lost in JSON already), and one below 1: programs write 0 and -1 for nobody
 */
export function readId(value: unknown, longest = longestId): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? `${value}` : undefined;
  if (typeof value !== 'string' || value.length > longest || value.trim() === '') return undefined;
  return unusable.test(value) ? undefined : value;
}
