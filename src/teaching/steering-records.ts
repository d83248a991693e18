import { CourseModel } from '../../models/course.ts';
import type { Session } from '../../models/session.ts';
import { wordsIn } from '../answering/course-words.ts';
import { panelRecords } from '../panel/panel-records.ts';
import { readSteerers, releaseCourse, steerCourse } from '../panel-settings/steer-course.ts';
import { readSettings, saveChoices } from '../panel-settings/stored-settings.ts';
import { readNextTerm } from './figures/next-term.ts';
import { readPanelFigures } from './figures/panel-figures.ts';
import { coursesByKey, findCourses, shownCourse } from './find-courses.ts';

/** A course as the pages name it. */
export interface NamedCourse {
  title: string;
  /** BCP 47 tag of the title's language, where it is known. */
  language?: string | undefined;
}

/** What the teacher's face reads and writes. */
export const steeringRecords = {
  settings: readSettings,
  saveChoices,
  steer: steerCourse,
  release: releaseCourse,
  steerers: readSteerers,
  findCourses,
  coursesByKey,
  shownCourse,
  panelFigures: readPanelFigures,
  nextTerm: readNextTerm,
  subjects: panelRecords.subjects,

  /** Undefined for a course that the catalogue does not have. */
  async courseNamed(institutionId: Session['institutionId'], key: string, locale?: string) {
    const fields = { _id: 0, title: 1, language: 1, translations: 1 } as const;
    const found = await CourseModel.findOne({ institutionId, key }, fields).lean();
    if (!found) return undefined;
    const { title, language } = wordsIn(found, locale);
    return { title, language } satisfies NamedCourse;
  },
};

export type SteeringRecords = typeof steeringRecords;
