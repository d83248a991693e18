import type { GradeBand } from '../../../../models/enrolment.ts';
import { toGradeBand } from '../../../sync/grade-band.ts';
import type { MoodleService } from './service.ts';
import { listOf, numberOf, objectOf, textOf, timeOf } from './values.ts';

export interface Grade {
  /** The band of the course's total. Moodle does not say the pass mark. */
  band?: GradeBand;
  /** When it last changed. */
  gradedAt?: Date;
}

/**
 * The grades of everybody in a course, in one request, by the learner's id. A learner without a grade has no band. The
 * answer is the whole grade book, with names. Only the total is read.
 * @throws SourceError
 */
export async function askGrades(
  service: MoodleService,
  course: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Grade>> {
  const name = 'gradereport_user_get_grade_items';
  const answer = objectOf(await service.call(name, { courseid: course }, signal));
  return new Map(
    listOf(name, answer['usergrades']).map((one) => {
      const { userid, gradeitems } = objectOf(one);
      const items = listOf(name, gradeitems).map(objectOf);
      const total = items.find(({ itemtype }) => textOf(itemtype) === 'course');
      return [`${numberOf(userid) ?? ''}`, total ? gradeOf(total) : {}];
    }),
  );
}

function gradeOf(total: Readonly<Record<string, unknown>>): Grade {
  const raw = numberOf(total['graderaw']);
  const least = numberOf(total['grademin']) ?? 0;
  const best = numberOf(total['grademax']) ?? 0;
  if (raw === undefined || best <= least) return {};
  const band = toGradeBand((raw - least) / (best - least));
  const gradedAt = timeOf(total['gradedategraded']);
  return { ...(band && { band }), ...(gradedAt && { gradedAt }) };
}
