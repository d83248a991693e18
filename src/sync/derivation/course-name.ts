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

/** A title may be very long. Only its beginning counts. */
const mostCharacters = 300;

/** @param course as the sources say it */
export function courseName(course: Named): CourseName {
  const text = course.title.slice(0, mostCharacters).normalize('NFKC');
  const base = codeBase(findCode(course)?.slice(0, mostCharacters) ?? '');
  const { rest, marks } = withoutMarks(text);
  const { term } = course;
  return {
    ...(base !== undefined && { base }),
    title: comparable(withoutCode(rest, course.code)),
    marks: [...marks, ...(term ? [term.name.toLowerCase()] : [])].sort(),
  };
}

/** For comparing titles. C, C++ and C# stay three. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
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
