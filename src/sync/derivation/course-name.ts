import { normalised } from '../../values/normalised.ts';
import { codeBase, codeInTitle, findCode } from './course-code.ts';
import { withoutMarks } from './term-marks.ts';

/** A course's name, taken apart. */
export interface CourseName {
  /** The code without term and section, `BIO101`. */
  base?: string;
  /** The title without code, term and section, for comparing: lower case, words apart by one space. */
  title: string;
  /** What marks it as of a term or a section: "fall 2024", "section b", the stated term. */
  marks: string[];
}

interface Named {
  key: string;
  code?: string | undefined;
  title: string;
  term?: { name: string } | undefined;
}

/** A title may be very long, and one character of it may be normalised to eighteen. Only its beginning counts. */
const mostCharacters = 300;

/** @param course as the sources say it */
export function courseName(course: Named): CourseName {
  const text = beginningOf(course.title);
  const base = codeBase(findCode(course) ?? '');
  const { rest, marks } = withoutMarks(text);
  const { term } = course;
  return {
    ...(base !== undefined && { base }),
    title: comparable(withoutCode(rest, course.code?.slice(0, mostCharacters))),
    marks: [...marks, ...(term ? [term.name.slice(0, mostCharacters).toLowerCase()] : [])].sort(),
  };
}

function beginningOf(text: string): string {
  return normalised(text.slice(0, mostCharacters), 'NFKC').slice(0, mostCharacters);
}

/** For comparing titles. C, C++ and C# stay three. */
export function comparable(text: string): string {
  return normalised(text, 'NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}+#]+/gu, ' ')
    .trim();
}

function withoutCode(title: string, code: string | undefined): string {
  if (code !== undefined && title.toLowerCase().startsWith(code.toLowerCase())) {
    const rest = title.slice(code.length);
    if (/^[^\p{L}\p{N}]/u.test(rest)) return rest;
  }
  const rest = title.replace(codeInTitle, ' ');
  return /\p{L}/u.test(rest) ? rest : title;
}
