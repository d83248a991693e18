import { createHash } from 'node:crypto';
import type { CourseFacts } from '../../../models/course.ts';
import { countLetters } from '../score-language.ts';
import { comparable, courseName } from './course-name.ts';
import type { DetectLanguage } from './detect-language.ts';
import { prerequisiteClauses } from './prerequisite-clauses.ts';

/** A text with fewer letters is too short to compare courses by it, such as "See the syllabus." */
const leastLetters = 60;
/** A description of fewer letters tells a learner nothing. */
const shortLetters = 50;

/** A course as its sources state it. */
export interface StatedCourse {
  key: string;
  code?: string | undefined;
  title: string;
  description: string;
  language?: string | undefined;
  term?: { name: string } | undefined;
}

/** What a course's own texts say, without a comparison with other courses. */
export function readTexts(course: StatedCourse, detect: DetectLanguage): CourseFacts {
  const { title, description } = course;
  const letters = countLetters(description);
  const language = course.language === undefined ? detect(`${title}. ${description}`) : undefined;
  // Copied, because a slice of a text keeps the whole text in memory.
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

/** 96 bits. Of a million texts, two share a hash once in 10¹⁶ catalogues. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
