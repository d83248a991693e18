import { plainDigits } from './plain-digits.ts';
import { readNumber } from './read-number.ts';

/** Nobody is in a later year; a larger number is a date. */
const mostYears = 20;
/** `3`, `Year 3`, `3. Jahr`, `année 2`: one number and words around it. `3.0` is what programs make of a column with gaps. */
const oneNumber = /^\P{N}*(\d{1,2})(?:[.,]0+)?\P{N}*$/u;

/** Year of study, 1 = the first; undefined for what is none, such as 0, 2024 or `1/2`. */
export function readYearOfStudy(value: unknown): number | undefined {
  const text = typeof value === 'string' ? oneNumber.exec(plainDigits(value).trim())?.[1] : value;
  const number = readNumber(text);
  const isYear = number !== undefined && Number.isInteger(number) && number >= 1 && number <= mostYears;
  return isYear ? number : undefined;
}
