import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { levelStep } from './levels.ts';
import { nameOfSections } from './sections.ts';

/**
 * Whether a course would lead somebody backwards who takes or has taken another one: that one builds on it, directly or through
 * others; or it is easier, and the catalogue does not say that they are of two subjects.
 */
export function isStepBack(course: CatalogueCourse, taken: CatalogueCourse, catalogue: Catalogue): boolean {
  if (isEasier(course, taken) && !areOfTwoSubjects(course, taken)) return true;
  return allBefore(taken, catalogue).has(nameOfSections(course));
}

function isEasier({ level }: CatalogueCourse, { level: takenLevel }: CatalogueCourse): boolean {
  const [step, takenStep] = [levelStep(level), levelStep(takenLevel)];
  return step !== undefined && takenStep !== undefined && step < takenStep;
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
function allBefore(course: CatalogueCourse, { courses }: Catalogue): ReadonlySet<string> {
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
