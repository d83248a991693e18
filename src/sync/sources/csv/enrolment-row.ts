import { type EnrolmentState, enrolmentStates } from '../../../../models/enrolment.ts';
import type { EnrolmentRecord } from '../../record.ts';
import type { Row } from './read-rows.ts';
import { parseTime } from './time.ts';

export const enrolmentColumns = {
  required: ['learner', 'course'],
  optional: ['time', 'state', 'weight'],
} as const;

/** An enrolment, or the reason why the row is none. An empty cell says nothing: what is stored stays. */
export function enrolmentOf({ line, cells }: Row): EnrolmentRecord | string {
  const { learner, course } = cells;
  if (!learner) return 'no learner id';
  if (!course) return 'no course id';
  // Moodle writes 0 where it has no time.
  const time = cells['time'] === '0' ? '' : cells['time'];
  const at = time ? parseTime(time) : undefined;
  if (time && at === undefined) return 'time is neither ISO 8601 nor a UNIX time';
  const state = cells['state']?.toLowerCase() || undefined;
  if (state !== undefined && !isState(state)) return `state is none of ${enrolmentStates.join(', ')}`;
  const weight = cells['weight'] ? Number(cells['weight']) : undefined;
  if (weight !== undefined && !(weight > 0 && Number.isFinite(weight)))
    return 'weight is not a number above 0';
  return {
    kind: 'enrolment',
    learner,
    course,
    ...(at && { at }),
    ...(state && { state }),
    ...(weight !== undefined && { weight }),
    origin: `line ${line}`,
  };
}

function isState(text: string): text is EnrolmentState {
  return (enrolmentStates as readonly string[]).includes(text);
}
