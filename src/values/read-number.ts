import { plainDigits } from './plain-digits.ts';

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const longestNumber = 40;

/** A finite number, or a text that is one in decimal digits of any script; undefined for anything else, such as an empty text or "0x10". */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > longestNumber) return undefined;
  const text = plainDigits(value).trim();
  return decimal.test(text) ? readNumber(Number.parseFloat(text)) : undefined;
}

/** Programs write yes and no as true, 1, "1" or "true"; undefined for anything else. */
export function readBoolean(value: unknown): boolean | undefined {
  const word = typeof value === 'string' ? plainDigits(value).trim().toLowerCase() : value;
  if (word === true || word === 1 || word === '1' || word === 'true') return true;
  return word === false || word === 0 || word === '0' || word === 'false' ? false : undefined;
}
