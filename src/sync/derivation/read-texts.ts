import { createHash } from 'node:crypto';
import type { CourseFacts } from '../../../models/course.ts';
import { comparable, courseName } from './course-name.ts';
import { countLetters, type DetectLanguage } from './detect-language.ts';
import { prerequisiteClauses } from './prerequisite-clauses.ts';

/** Shorter texts say too little of a course to compare it by: "See the syllabus." */
const leastLetters = 60;
/** A description of fewer letters tells a learner nothing. */
const shortLetters = 50;

/** A course as its sources say it. */
export interface StatedCourse {
  key: string;
  code?: string | undefined;
  title: string;
  description: string;
  language?: string | undefined;
  term?: { name: string } | undefined;
}

/** What a course's own texts say, without a look at the others. */
export function readTexts(course: StatedCourse, detect: DetectLanguage): CourseFacts {
  const { title, description } = course;
  const letters = countLetters(description);
  const language = course.language === undefined ? detect(`${title}. ${description}`) : undefined;
  // Copied: a piece of a text keeps the whole of it in memory.
  const asks = structuredClone(prerequisiteClauses(description));
  return {
    name: courseName(course),
    ...(language !== undefined && { language }),
    ...(letters >= leastLetters && { text: hash(comparable(description)) }),
    ...(letters === 0 && { description: 'missing' as const }),
    ...(letters > 0 && letters < shortLetters && { description: 'short' as const }),
    ...(asks.length > 0 && { asks }),
  };
}

/** 96 bits: of a million texts two have the same once in 10¹⁶ catalogues. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
