import type { SparseVector } from '../recommender/data/sparse.ts';
import { findStandings, type Goal } from '../skills/goal.ts';
import type { Reason } from './reasons.ts';

// In standard deviations of the model's scores over the catalogue, as the weights of learner-topics.ts.
const essentialWeight = 4;
const optionalWeight = 2;
/** A course that teaches twenty skills of a goal says everything of that goal, and is not all that the learner wants. */
const mostGain = 8;

/** What courses gain by one skill, by row; and why. */
export interface SkillGains {
  reason: Reason;
  gains: SparseVector;
}

/** Whether courses here are known to teach anything of a goal. If not, its words are all that there is (learner-topics.ts). */
export function isTaught(goal: Goal | undefined): goal is Goal {
  return goal?.skills.some(({ courses }) => courses.length > 0) ?? false;
}

/**
 * What courses gain by closing the gap between a learner and their goal: by each skill that they have not, and that the course
 * teaches. The gains of a course add up.
 * @param taken keys of courses that they take or have taken
 * @param rows the model's row of a course, by key
 */
export function goalGains(
  goal: Goal,
  taken: ReadonlySet<string>,
  active: ReadonlySet<string>,
  rows: ReadonlyMap<string, number>,
): SkillGains[] {
  const gap = findStandings(goal, taken, active).filter(({ standing }) => standing === 'taught');
  const weighed = gap.map(({ name, isEssential, courses }) => ({
    reason: { kind: 'teaches-skill', skill: name, goal: goal.name } as const,
    weight: isEssential ? essentialWeight : optionalWeight,
    columns: Int32Array.from(new Set(courses.flatMap(({ course }) => rows.get(course) ?? []))).sort(),
  }));
  const whole = new Map<number, number>();
  for (const { weight, columns } of weighed)
    for (const row of columns) whole.set(row, (whole.get(row) ?? 0) + weight);
  return weighed.map(({ reason, weight, columns }) => ({
    reason,
    gains: {
      columns,
      values: Float32Array.from(columns, (row) => weight * Math.min(1, mostGain / (whole.get(row) ?? 1))),
    },
  }));
}
