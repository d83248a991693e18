import { findStandings, type Goal } from '../skills/goal.ts';
import type { Gain } from './topic-gains.ts';

// In standard deviations of the model's scores over the catalogue, as the weights of learner-topics.ts.
const essentialWeight = 4;
const optionalWeight = 2;
/** A course that teaches twenty skills of a goal says everything of that goal, and is not all that the learner wants. */
const mostGain = 8;

/** Whether courses here are known to teach anything of a goal. If not, its words are all that there is (learner-topics.ts). */
export function isTaught(goal: Goal | undefined): goal is Goal {
  return goal?.skills.some(({ courses }) => courses.length > 0) ?? false;
}

/**
 * What courses gain by closing the gap between a learner and their goal: by each skill that they have not, and that the course
 * teaches. The gains of a course add up.
 * @param taken keys of courses that they take or have taken
 * @returns of each skill of the gap, by the key of the course
 */
export function goalGains(
  goal: Goal,
  taken: ReadonlySet<string>,
  active: ReadonlySet<string>,
): ReadonlyMap<string, Gain>[] {
  const gap = findStandings(goal, taken, active).filter(({ standing }) => standing === 'taught');
  const weighed = gap.map(({ name, isEssential, courses }) => ({
    reason: { kind: 'teaches-skill', skill: name, goal: goal.name } as const,
    weight: isEssential ? essentialWeight : optionalWeight,
    keys: new Set(courses.map(({ course }) => course)),
  }));
  const whole = new Map<string, number>();
  for (const { weight, keys } of weighed)
    for (const key of keys) whole.set(key, (whole.get(key) ?? 0) + weight);
  return weighed.map(
    ({ reason, weight, keys }) =>
      new Map(
        Array.from(keys, (key) => [
          key,
          { reason, gain: weight * Math.min(1, mostGain / (whole.get(key) ?? 1)) },
        ]),
      ),
  );
}
