import { normalised } from '../../values/normalised.ts';

/** Every name of a season is taken off, like every year, so different names of one season need not be matched. */
const termToken =
  /^(?:(?:FA|FALL|AU|AUT|AUTUMN|SP|SPR|SPRING|SU|SUM|SUMMER|WI|WIN|WINTER|WS|WISE|SS|SOSE|HS|FS|[FSW])(?:20)?[1-4]\d(?:[1-4]\d)?|[TSQ][1-4](?:20)?[1-4]\d|(?:20)?[1-4]\d(?:FA|SP|SU|WI|WS|SS|HS|FS|[TSQ][1-4]|[FSW])|20[0-4]\d(?:[0-4]\d)?)$/;
const sectionToken = /^(?:\d{1,3}|[A-Z]|[A-Z]{1,2}\d{1,2}|SEC\d{1,2}|ONL)$/;
const academicYear = /(?<!\d)(?:20)?([0-4]\d)[-/_](?:20)?([0-4]\d)(?!\d)/g;
const seasonToken = /^(?:FALL|AUTUMN|SPRING|SUMMER|WINTER|WS|WISE|SS|SOSE)$/;

/** Longer than every code. What is longer is a text in the wrong column. */
const mostCharacters = 300;

/**
 * The part of a code that names the course itself: `BIO101-01`, `FALL24-BIO-101-B` and `Bio 101 WS 24/25` are all BIO101.
 * @returns undefined where nothing is left that could be a code
 */
export function codeBase(code: string): string | undefined {
  const tokens = normalised(code.slice(0, mostCharacters), 'NFKC')
    .toUpperCase()
    .replace(academicYear, (span, from, to) => (Number(from) + 1 === Number(to) ? ' ' : span))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '' && !termToken.test(token) && !seasonToken.test(token));
  const numbered = tokens.findIndex((token) => /\d/.test(token));
  // A code names the course up to its number. After the number come sections.
  while (numbered !== -1 && tokens.length - 1 > numbered && sectionToken.test(tokens.at(-1) as string))
    tokens.pop();
  const base = tokens.join('');
  return /^\p{L}/u.test(base) && /\p{L}{2}/u.test(base) ? base : undefined;
}

/** A code at the beginning of a title or in brackets: "BIO101: Cells", "Cells (BIO 101)". Capitals, then 2 to 4 digits. */
export const codeInTitle =
  /^\[?([A-Z]{2,6}[ -]?\d{2,4}[A-Z]?(?:[-.](?:\d{1,3}|[A-Z]))?)\]?(?=[\s:–—-]|$)|[([]([A-Z]{2,6}[ -]?\d{2,4}[A-Z]?(?:[-.](?:\d{1,3}|[A-Z]))?)[)\]]/;

/** An id that is the course's code. Imports often have no other code. */
const codeLikeKey = /^[A-Z]{2,6}[ -]?\d{2,4}[A-Z]?(?:[-_.][A-Z\d]{1,8})*$/;

/** The code of a course: its own, else one in its title, else its id where the id looks like a code. */
export function findCode(course: {
  key: string;
  code?: string | undefined;
  title: string;
}): string | undefined {
  if (course.code !== undefined) return course.code;
  const [, first, inBrackets] = codeInTitle.exec(course.title) ?? [];
  return first ?? inBrackets ?? (codeLikeKey.test(course.key) ? course.key : undefined);
}
