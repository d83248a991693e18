import { plainDigits } from './plain-digits.ts';
import { readNumber } from './read-number.ts';

/** No course of an institution counts more. */
const mostCredits = 1_000;
const creditText =
  /^(?<number>\d{1,4}(?:[.,]\d{1,3})?)\s?(?:ECTS|CP|LP|SWS|CATS|ECVET|credits?|credit points?|units?|créditos?|crédits?)?$/iu;

/**
 * How much a course counts, in the institution's own unit: a number above 0, or a text that is one, with a comma or a point, and
 * with its unit: "7,5 ECTS". Undefined for anything else.
 */
export function readCreditCount(value: unknown): number | undefined {
  const text =
    typeof value === 'string' ? creditText.exec(plainDigits(value).trim())?.groups?.['number'] : undefined;
  const number = readNumber(text?.replace(',', '.') ?? (typeof value === 'number' ? value : undefined));
  return number !== undefined && number > 0 && number <= mostCredits ? number : undefined;
}
