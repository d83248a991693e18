import type { Request, Response } from 'express';
import type { Session } from '../../models/session.ts';
import type { CourseName } from '../answering/course-words.ts';
import { currentSession } from '../web/current-session.ts';
import type { Words } from '../words/words.ts';
import type { Notice } from './notice.ts';
import type { PanelRecords } from './panel-records.ts';
import { RefusedError } from './refused-error.ts';
import { panelLearner } from './visitor.ts';

/** The course of the visitor's institution that a parameter names; undefined where they may know of none. */
export async function courseNamed(
  key: unknown,
  session: Session,
  records: Pick<PanelRecords, 'course'>,
): Promise<CourseName | undefined> {
  if (typeof key !== 'string') return undefined;
  const { institutionId, locale } = session;
  return records.course(institutionId, key, { learner: panelLearner(session)?.learner, locale });
}

/** The key that `?course=` names. @throws RefusedError where there is no such course */
export async function courseAskedFor(
  req: Request,
  res: Response,
  records: Pick<PanelRecords, 'course'>,
): Promise<string> {
  const course = await courseNamed(req.query['course'], currentSession(res), records);
  if (course === undefined) throw new RefusedError('courseUnknown');
  return course.key;
}

/** What has just been done to a course, as the redirect after an action says. */
export async function readCourseNotice(
  req: Request,
  session: Session,
  records: Pick<PanelRecords, 'course'>,
  words: Words,
): Promise<Notice | undefined> {
  for (const done of ['restored', 'saved', 'unsaved'] as const) {
    const course = await courseNamed(req.query[done], session, records);
    if (course) return { text: words.say(`notice.${done}`, { course: course.title }) };
  }
  return undefined;
}
