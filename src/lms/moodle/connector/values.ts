import { message } from '../../../messages/message.ts';
import { SourceError } from '../../../sync/source-error.ts';
import { readBoolean, readNumber } from '../../../values/read-number.ts';
import { readObject } from '../../../values/read-object.ts';
import { knownTime } from '../../../values/read-time.ts';

// Answers come from outside. Depending on Moodle's version a number may be a string, and a field may be missing.

export { readObject as objectOf };

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Undefined where the value is no number, or a whole one that is too large to be exact: an id that lost its last digits. */
export function numberOf(value: unknown): number | undefined {
  const number = readNumber(value);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? undefined : number;
}

/** Moodle's flags are true, 1 or "1". */
export function isSet(value: unknown): boolean {
  return readBoolean(value) === true;
}

/** The time of seconds since 1970. Moodle's 0 means never. */
export function timeOf(value: unknown): Date | undefined {
  const time = knownTime(value, 'seconds');
  return time && time.getTime() > 0 ? time : undefined;
}

/** @throws SourceError where the answer of a function is not what it is in any version */
export function listOf(asked: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new SourceError(
    'answer-unusable',
    message('moodle.noList', { asked }),
    message('moodle.noList.cure'),
  );
}
