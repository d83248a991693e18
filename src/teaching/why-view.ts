import type { CourseExplanation } from '../answering/explain-course.ts';
import { type InventedStudent, inventedStudents } from '../answering/invented-student.ts';
import { toWhyPage, type WhyPage } from '../panel/why-page.ts';
import type { Words } from '../words/words.ts';
import type { FoundCourse } from './find-courses.ts';

/** Why an invented student is suggested a course, or is not, as `views/teaching/why.ejs` shows it. */
export interface WhyView {
  /** What was asked for. */
  text: string;
  students: { student: InventedStudent; text: string; current: boolean }[];
  /** Who they are: what is said is said to them. */
  introduction: string;
  /** That there is no such course, or that several fit. */
  problem: string | undefined;
  /** Courses that may be meant. */
  found: readonly FoundCourse[];
  /** Key of the course that is meant; undefined where that is not clear. */
  about: string | undefined;
  answer: Pick<WhyPage, 'title' | 'badge' | 'verdict' | 'exclusions' | 'reasons' | 'lacks'> | undefined;
}

export function whyView(
  {
    student,
    text,
    found,
    explained,
  }: {
    student: InventedStudent;
    text: string;
    found: readonly FoundCourse[];
    explained: CourseExplanation | undefined;
  },
  words: Words,
): WhyView {
  return {
    ...{ text, found, about: explained && found[0]?.key },
    students: inventedStudents.map((one) => ({
      ...{ student: one, current: one === student },
      text: words.say(`steer.student.${one}`),
    })),
    introduction: words.say(`steer.student.${student}.is`),
    problem:
      text === '' || found.length === 1
        ? undefined
        : words.say(found.length === 0 ? 'steer.problem.unknown' : 'steer.problem.several'),
    answer: explained && toWhyPage(explained, words),
  };
}
