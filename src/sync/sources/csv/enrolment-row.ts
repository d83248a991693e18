import { type EnrolmentState, enrolmentStates } from '../../../../models/enrolment.ts';
import type { EnrolmentRecord } from '../../record.ts';
import type { Row } from './read-rows.ts';

export const enrolmentColumns = {
  required: ['learner', 'course'],
  optional: ['time', 'state', 'weight'],
} as const;

/** Epoch numbers above this are milliseconds: as seconds they would lie beyond the year 5000. */
const largestSeconds = 1e11;

/** An enrolment, or the reason why the row is none. */
export function enrolmentOf({ line, cells }: Row): EnrolmentRecord | string {
  const { learner, course } = cells;
  if (!learner) return 'no learner id';
  if (!course) return 'no course id';
  const at = timeOf(cells['time']);
  if (at === 'unreadable') return 'time is neither ISO 8601 nor a UNIX time';
  const state = cells['state'] || undefined;
  if (state !== undefined && !isState(state)) return `state is none of ${enrolmentStates.join(', ')}`;
  const weight = cells['weight'] ? Number(cells['weight']) : undefined;
  if (weight !== undefined && !(weight > 0 && Number.isFinite(weight)))
    return 'weight is not a number above 0';
  return {
    kind: 'enrolment',
    learner,
    course,
    ...(at ? { at } : {}),
    ...(state ? { state } : {}),
    ...(weight === undefined ? {} : { weight }),
    origin: `line ${line}`,
  };
}

function timeOf(cell: string | undefined): Date | undefined | 'unreadable' {
  if (!cell) return undefined;
  const number = Number(cell);
  const date = Number.isFinite(number)
    ? new Date(number > largestSeconds ? number : number * 1000)
    : new Date(cell);
  return Number.isNaN(date.getTime()) ? 'unreadable' : date;
}

function isState(text: string): text is EnrolmentState {
  return (enrolmentStates as readonly string[]).includes(text);
}
