import { SourceError } from '../../../sync/source-error.ts';
import { readNumber } from '../../../values/read-number.ts';

// Answers come from outside. Depending on Moodle's version a number may be a string, and a field may be missing.

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

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
  return value === true || numberOf(value) === 1;
}

/** The time of seconds since 1970. Moodle's 0 means never. */
export function timeOf(value: unknown): Date | undefined {
  const seconds = numberOf(value);
  return seconds !== undefined && seconds > 0 ? new Date(seconds * 1_000) : undefined;
}

/** @throws SourceError where the answer of a function is not what it is in any version */
export function listOf(asked: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new SourceError(
    'answer-unusable',
    `Moodle answered to ${asked} without a list.`,
    'Check that nothing between this server and Moodle changes its answers.',
  );
}
