import type { CourseRecord } from '../../../sync/record.ts';
import { readTime } from '../../../values/read-time.ts';
import { type Fields, fieldsOf } from './fields.ts';

/** Canvas: "Courses", `workflow_state`; the last two are those of courses that nobody has published yet. */
const states = ['unpublished', 'available', 'completed', 'deleted', 'created', 'claimed'];

/** Nobody can enrol in a course of which nobody knows when it ends. It counts as closed since this time. */
const longAgo = new Date(0);

/** The course with its state in small letters, as Canvas writes it. */
export function withPlainState(found: Fields): Fields {
  const state = found['workflow_state'];
  return typeof state === 'string' ? { ...found, workflow_state: state.trim().toLowerCase() } : found;
}

/** A state that Canvas does not document: nobody knows whether the course can still be taken. None is none. */
export function hasUnknownState({ workflow_state: state }: Fields): boolean {
  return state !== undefined && state !== null && !(typeof state === 'string' && states.includes(state));
}

/** Its dates, or those of its term, say something that is no time. */
export function hasUnreadableDate(found: Fields): boolean {
  return [found, fieldsOf(found['term'])].some(({ start_at: start, end_at: end }) =>
    [start, end].some((date) => readTime(date) === 'unreadable'),
  );
}

/** The record of a course whose end is not known: offered to nobody, so that it is not open for ever. */
export function closed(record: CourseRecord): CourseRecord {
  return { ...record, closesAt: longAgo };
}
