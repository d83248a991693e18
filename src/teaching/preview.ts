import type { Session } from '../../models/session.ts';
import type { CourseName } from '../answering/course-words.ts';
import { type InventedStudent, inventedStudents } from '../answering/invented-student.ts';
import { type CourseCard, toCourseCard } from '../panel/course-card.ts';
import type { PanelView } from '../panel/panel-address.ts';
import type { Words } from '../words/words.ts';
import type { TeachingOptions } from './teaching-options.ts';

/** What a student sees, through the eyes of one who is invented. */
export interface Preview {
  student: InventedStudent;
  students: { student: InventedStudent; text: string; current: boolean }[];
  /** Who they are. */
  introduction: string;
  /** What they have taken before this course. */
  taken: readonly CourseName[];
  title: string;
  line: string | undefined;
  cards: CourseCard[];
}

/** Anything else is somebody in the second year. */
export function parseStudent(text: unknown): InventedStudent {
  return inventedStudents.find((student) => student === text) ?? 'secondYear';
}

/** Asks as for a student of the course, or of none. Nothing is written, and nobody's data is read. */
export async function readPreview(
  student: InventedStudent,
  { course, purpose, cards, title, line }: PanelView,
  { institutionId, locale }: Session,
  { recommend, invented, records }: Pick<TeachingOptions, 'recommend' | 'invented' | 'records'>,
  words: Words,
): Promise<Preview> {
  const request = {
    ...{ institutionId, student },
    ...(course === undefined ? {} : { course }),
    ...(locale === undefined ? {} : { locale }),
  };
  const [recommendations, taken, subjects] = await Promise.all([
    recommend({ ...request, purpose, count: cards }),
    invented(request),
    records.subjects(institutionId),
  ]);
  return {
    ...{ student, taken, line },
    students: inventedStudents.map((one) => ({
      ...{ student: one, current: one === student },
      text: words.say(`steer.student.${one}`),
    })),
    introduction: words.say(`steer.student.${student}.${course === undefined ? 'outside' : 'is'}`),
    title: title ?? words.say(`purpose.${purpose}.title`),
    cards: recommendations.map((recommendation) => toCourseCard(recommendation, subjects, words)),
  };
}
