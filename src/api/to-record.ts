import { createHash } from 'node:crypto';
import type { SyncRecord } from '../sync/record.ts';
import type { Activity } from './activity.ts';

export type ActivityRecord = Extract<SyncRecord, { kind: 'enrolment' | 'event' }>;

/**
 * An activity as the record that is stored of it; undefined where its object is no course of the catalogue.
 * @param learner the pseudonym
 */
export function toRecord(
  activity: Activity,
  learner: string,
  courses: ReadonlyMap<string, string>,
): ActivityRecord | undefined {
  const { at, action } = activity;
  if (action.verb === 'searched')
    return {
      ...{ kind: 'event', id: eventId(activity, learner), learner, at },
      detail: { type: 'searched', text: action.text },
    };
  const course = courses.get(action.object);
  if (course === undefined) return undefined;
  // Messages may come late and twice, so each says its own time of what it states.
  const enrolment = { kind: 'enrolment', learner, course, stateAt: at } as const;
  switch (action.verb) {
    case 'registered':
      // Somebody who left is in the course again. A completed course stays completed.
      return { ...enrolment, state: 'active', at };
    case 'resumed':
      return { ...enrolment, state: 'active' };
    case 'completed':
      return { ...enrolment, state: 'completed', completedAt: at };
    case 'left':
      return { ...enrolment, state: 'withdrawn' };
    case 'opened':
      // An LMS reports every visit of a course. One for each day is enough.
      return {
        ...{ kind: 'event', id: hash([learner, course, at.toISOString().slice(0, 10)]), learner, at },
        detail: { type: 'opened', course },
      };
    case 'rated':
      return {
        ...{ kind: 'event', id: eventId(activity, learner), learner, at },
        detail: { type: 'rated', course, rating: action.rating },
      };
  }
}

/** A sender that gives no id sends the same again when it got no answer, so the content identifies it. */
function eventId({ id, at, action }: Activity, learner: string): string {
  return id ?? hash([learner, at.toISOString(), action]);
}

function hash(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
