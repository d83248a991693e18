import { textsOf } from '../course-texts.ts';
import { plainText } from '../plain-text.ts';
import type { CourseRecord, StudyRecord, Term } from '../record.ts';
import { beginning, longestName } from './limits.ts';

/**
 * A course with its texts as they are stored: plain, in every language that they are written in, whatever source has told them. It is the only place where they are cleaned,
 * because cleaning twice would decode `&amp;lt;` twice, and a source that forgets it would show its entities.
 */
export function cleanCourse(record: CourseRecord): CourseRecord {
  const { code, title, description, categories, level, skills, audience, term } = record;
  return {
    ...record,
    ...textsOf(title, description, categories),
    ...(code && { code: plainText(code) }),
    ...(level && { level: plainText(level) }),
    ...(skills && { skills: cleanList(skills) }),
    ...(audience && { audience: cleanList(audience) }),
    ...(term && { term: cleanTerm(term) }),
  };
}

/** The name of a programme is plain text too. */
export function cleanStudy(record: StudyRecord): StudyRecord {
  const { programme } = record;
  return programme ? { ...record, programme: beginning(plainText(programme), longestName) } : record;
}

function cleanList(texts: readonly string[]): string[] {
  return texts.flatMap((text) => plainText(text) || []);
}

function cleanTerm(term: Term): Term {
  return { ...term, name: plainText(term.name) };
}
