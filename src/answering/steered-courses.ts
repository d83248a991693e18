import { isSameCourse } from '../../models/sections.ts';
import type { CatalogueCourse } from './catalogue.ts';
import type { Eligibility, Exclusion } from './eligibility.ts';
import type { Reason } from './reasons.ts';
import type { ScoredCourses } from './scored-courses.ts';

/** What staff of a course recommend in its panel. */
export interface StaffPick {
  /** `Course.key` */
  course: string;
  /** What they say of it; plain text. */
  note?: string | undefined;
}

/**
 * What a course gains that staff rank higher, in standard deviations of the model's scores: as much as one that teaches best a skill
 * that the learner has named (`learner-topics.ts`).
 */
export const boostGain = 4;

/** The scores, higher for the courses that staff rank higher; the given ones stay as they are. */
export function boosted(scored: ScoredCourses, boosts: readonly StaffPick[]): ScoredCourses {
  if (boosts.length === 0) return scored;
  const rows = new Set(boosts.flatMap(({ course }) => scored.rows.get(course) ?? []));
  const scores = Float32Array.from(scored.scores);
  for (const row of rows) scores[row]! += boostGain;
  return { ...scored, scores };
}

/**
 * The pinned courses that a learner is shown, in the order of the pins, one section of each course. A pin lifts nothing that keeps a
 * course from a learner but that it would come too early or too late for them; what has to be taken before, their card says.
 * @param most courses that the answer holds
 */
export function pinnedCourses(
  pins: readonly StaffPick[],
  courses: ReadonlyMap<string, CatalogueCourse>,
  checkEligibility: Eligibility,
  most: number,
): CatalogueCourse[] {
  const pinned: CatalogueCourse[] = [];
  for (const { course: key } of pins) {
    const course = courses.get(key);
    if (!course || pinned.length === most || isAmong(course, pinned)) continue;
    if (checkEligibility(course).every(mayBePinned)) pinned.push(course);
  }
  return pinned;
}

/** Staff know how hard their course is, and what language it is taught in; what the learner picked counts. */
function mayBePinned(exclusion: Exclusion): boolean {
  return (
    exclusion.reason === 'missing-prerequisite' ||
    exclusion.reason === 'outgrown' ||
    (exclusion.reason === 'other-language' && exclusion.isPresumed === true)
  );
}

/** A course, or another section of it. */
export function isAmong(course: CatalogueCourse, others: readonly CatalogueCourse[]): boolean {
  for (const other of others) if (isSameCourse(course, other)) return true;
  return false;
}

/**
 * That staff recommend a course, in whatever section, is a reason of its own: the first, and true whatever else raised its score.
 */
export function staffReason(
  course: CatalogueCourse,
  picks: readonly StaffPick[],
  courses: ReadonlyMap<string, CatalogueCourse>,
): Reason | undefined {
  const pick = picks.find(({ course: key }) => isSameCourse(course, courses.get(key) ?? { key }));
  return pick && { kind: 'recommended-by-teacher', ...(pick.note ? { note: pick.note } : {}) };
}
