import type { Event, HidingReason } from '../../models/event.ts';

const day = 86_400_000;
/** How long a course stays hidden, ms, by why it was hidden; for any other reason, and without one, for good. */
const hidingLasts: Partial<Record<HidingReason, number>> = { later: 90 * day, hard: 365 * day };

/** A course that a learner has hidden. */
export interface Hiding {
  /** `Course.key` */
  course: string;
  why?: HidingReason;
  at: Date;
}

/** From when it can be suggested again; undefined: never. */
export function hiddenUntil({ why, at }: Pick<Hiding, 'why' | 'at'>): Date | undefined {
  const lasts = why && hidingLasts[why];
  return lasts === undefined ? undefined : new Date(at.getTime() + lasts);
}

/** What is hidden at this moment, the latest last. @param decisions `dismissed` and `restored`, oldest first; others are passed over */
export function hiddenCourses(
  decisions: readonly Pick<Event, 'type' | 'course' | 'why' | 'at'>[],
  now: Date,
): Hiding[] {
  const hidden = new Map<string, Hiding>();
  for (const { type, course = '', why, at } of decisions) {
    if (type !== 'dismissed' && type !== 'restored') continue;
    hidden.delete(course);
    if (type === 'dismissed') hidden.set(course, { course, at, ...(why && { why }) });
  }
  return [...hidden.values()].filter((hiding) => (hiddenUntil(hiding) ?? now) >= now);
}
