import { type Course, CourseModel } from '../../models/course.ts';
import { EventModel, newestOfTypes } from '../../models/event.ts';
import { type CourseName, nameOfCourse } from '../answering/course-words.ts';
import { type Hiding, hiddenCourses } from '../answering/hidden-courses.ts';
import { readExcludedCategories } from '../answering/offered-courses.ts';
import { nameFields } from './course-names.ts';
import type { LearnerRef } from './learner-ref.ts';

/** Somebody hides some dozens of courses; a script may record any number. */
const mostDecisions = 2_000;

/** A course that somebody has saved or hidden, as a list names it. */
export interface KeptCourse extends CourseName {
  code?: string;
  url?: string;
  /** Its first category, as the catalogue writes it. */
  subject?: string;
  level?: string;
  /** The LMS no longer has it. */
  isGone: boolean;
}

/** What the panel reads of the courses that a learner has decided about. */
export interface KeptCourses {
  /** Of these keys, in their order, those of which students are told something. @param locale BCP 47 tag of the reader's language */
  keptCourses(who: LearnerRef, keys: readonly string[], locale: string | undefined): Promise<KeptCourse[]>;
  /** What the learner has hidden, the latest first. */
  hidden(who: LearnerRef): Promise<Hiding[]>;
}

const fields = {
  ...{ ...nameFields, code: 1, url: 1, categories: 1, level: 1, hidden: 1, removedAt: 1 },
} as const;

export const keptCourses: KeptCourses = {
  async keptCourses({ institutionId }, keys, locale) {
    const [courses, excluded] = await Promise.all([
      CourseModel.find({ institutionId, key: { $in: [...keys] } }, fields).lean<Course[]>(),
      readExcludedCategories(institutionId),
    ]);
    const isTold = ({ hidden, categories }: Course) =>
      !hidden && !categories.some((category) => excluded.includes(category));
    const known = new Map(courses.filter(isTold).map((course) => [course.key, toKept(course, locale)]));
    return keys.flatMap((key) => known.get(key) ?? []);
  },

  async hidden({ institutionId, learner }) {
    const decisions = await EventModel.find(
      { institutionId, learner, type: { $in: ['dismissed', 'restored'] } },
      { _id: 0, type: 1, course: 1, why: 1, at: 1 },
    )
      .sort({ at: -1, _id: -1 })
      .limit(mostDecisions)
      .hint(newestOfTypes)
      .lean();
    return hiddenCourses(decisions.reverse(), new Date()).reverse();
  },
};

function toKept(course: Course, locale: string | undefined): KeptCourse {
  const { code, url, level, categories, removedAt } = course;
  const [subject] = categories;
  return {
    ...{ ...nameOfCourse(course, locale), isGone: removedAt !== undefined },
    ...(code ? { code } : {}),
    ...(url ? { url } : {}),
    ...(subject ? { subject } : {}),
    ...(level ? { level } : {}),
  };
}
