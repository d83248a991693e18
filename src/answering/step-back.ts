import { nameOfSections } from '../../models/sections.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { levelStep } from './levels.ts';

/** Whether a course would lead somebody backwards who takes or has taken another one: it comes before that one, or is easier. */
export function isStepBack(course: CatalogueCourse, taken: CatalogueCourse, catalogue: Catalogue): boolean {
  return isEasier(course, taken) || comesBefore(course, taken, catalogue);
}

/** Whether the second course builds on the first, directly or through others. */
export function comesBefore(one: CatalogueCourse, other: CatalogueCourse, catalogue: Catalogue): boolean {
  return coursesBefore(other, catalogue).has(nameOfSections(one));
}

/** Whether the first course is of a lower level, and the catalogue does not say that the two are of different subjects. */
export function isEasier(one: CatalogueCourse, other: CatalogueCourse): boolean {
  const [step, otherStep] = [levelStep(one.level), levelStep(other.level)];
  return step !== undefined && otherStep !== undefined && step < otherStep && !areOfTwoSubjects(one, other);
}

/** A course's first category is its subject. */
function areOfTwoSubjects(
  { categories: [one] }: CatalogueCourse,
  { categories: [other] }: CatalogueCourse,
): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

const known = new WeakMap<CatalogueCourse, ReadonlySet<string>>();

/** By `nameOfSections`: everything that has to be taken before a course, directly or through others. */
export function coursesBefore(course: CatalogueCourse, { courses }: Catalogue): ReadonlySet<string> {
  const before = known.get(course);
  if (before) return before;
  const found = new Set<string>();
  const ahead = [course];
  for (let one = ahead.pop(); one; one = ahead.pop())
    for (const key of one.prerequisites) {
      const next = courses.get(key);
      if (!next || found.has(nameOfSections(next))) continue;
      found.add(nameOfSections(next));
      ahead.push(next);
    }
  // Where prerequisites go in a circle, a course is not before itself.
  found.delete(nameOfSections(course));
  known.set(course, found);
  return found;
}
