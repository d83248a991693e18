import { readNumber } from '../../../values/read-number.ts';
import { type Fields, readObject } from '../../../values/read-object.ts';
import { readId } from '../../../values/read-text.ts';
import { knownTime } from '../../../values/read-time.ts';

// What the values of Canvas's answers are, by the readers of all foreign values.

export type { Fields };
export { readNumber as numberIn, readObject as fieldsOf };

/** A number that identifies something. It may be a number or a text, because some Canvases ignore `string-ids`. */
export function idIn(value: unknown): string | undefined {
  const id = readId(value, 20);
  return id !== undefined && /^\d+$/.test(id) ? id : undefined;
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** ISO 8601; undefined where it is none, or no time. */
export function dateIn(value: unknown): Date | undefined {
  return knownTime(value);
}
