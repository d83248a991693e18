import { MoodleRefusal } from './moodle-refusal.ts';
import type { MoodleService } from './service.ts';
import { isSet, listOf, numberOf, objectOf, timeOf } from './values.ts';

/** `COMPLETION_AGGREGATION_ANY` */
const anyCriterion = 2;

export interface Completion {
  /** Share of the criteria that are met, 0 to 1. */
  progress: number;
  isCompleted: boolean;
  /** When the last of the necessary criteria was met. */
  completedAt?: Date;
}

/**
 * A learner's progress by the course's criteria. Moodle says nothing else of completion.
 * @returns `no-criteria`: the course has none, so nobody's completion is known; undefined: this person's is not
 * @throws SourceError
 */
export async function askCompletion(
  service: MoodleService,
  course: number,
  learner: string,
  signal: AbortSignal,
): Promise<Completion | 'no-criteria' | undefined> {
  try {
    const args = { courseid: course, userid: learner };
    return completionOf(await service.call('core_completion_get_course_completion_status', args, signal));
  } catch (error) {
    if (!(error instanceof MoodleRefusal)) throw error;
    if (error.errorCode === 'nocriteriaset') return 'no-criteria';
    // `usernotenroled`, `suspended`, `userdeleted`: the person is not tracked or no longer there.
    if (error.code === 'refused' || error.code === 'vanished') return undefined;
    throw error;
  }
}

/** @param answer of core_completion_get_course_completion_status */
export function completionOf(answer: unknown): Completion {
  const status = objectOf(objectOf(answer)['completionstatus']);
  const criteria = listOf('core_completion_get_course_completion_status', status['completions']).map(
    objectOf,
  );
  const met = criteria.filter(({ complete }) => isSet(complete));
  const times = met.flatMap(({ timecompleted }) => timeOf(timecompleted)?.getTime() ?? []);
  const isCompleted = isSet(status['completed']);
  const enough = numberOf(status['aggregation']) === anyCriterion ? Math.min : Math.max;
  return {
    progress: isCompleted ? 1 : met.length / Math.max(criteria.length, 1),
    isCompleted,
    ...(isCompleted && times.length > 0 && { completedAt: new Date(enough(...times)) }),
  };
}
