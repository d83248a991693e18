import { nameOfSections } from '../../models/sections.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { levelStep } from './levels.ts';
import { narrowestCategory } from './narrowest-category.ts';
import { coursesBefore } from './step-back.ts';

/** One course that goes further may be a guest's visit to a subject; who has taken two has left its beginnings behind. */
const fewestFurther = 2;
/** Courses of a category of this share of the catalogue, or less, are of one subject: "Business" holds many. */
const widestSubject = 0.1;
const none: readonly CatalogueCourse[] = [];
const noKeys: readonly string[] = [];
/** So many are named. */
const mostNamed = 3;

/**
 * Says of a course which of their courses show that a learner has outgrown it; none where they have not. These are
 * - courses that build on it, directly or through others,
 * - for one of the lowest level: courses of its subject that are of a higher level, and those of its own level that such a one of the
 *   learner's builds on.
 *
 * A course that opens the way to another that the learner has not taken is never outgrown: they may have come in by another door.
 * Above the lowest level people choose in breadth: left out there, too, courses that they then took were missing (docs/recommender.md).
 * @param passed keys of the courses that the learner has taken or is taking
 * @returns keys, the hardest first
 */
export function outgrownBy(
  catalogue: Catalogue,
  passed: ReadonlySet<string>,
): (course: CatalogueCourse) => readonly string[] {
  const byName = new Map<string, CatalogueCourse>();
  for (const key of passed) {
    const course = catalogue.courses.get(key);
    if (course) byName.set(nameOfSections(course), course);
  }
  if (byName.size < fewestFurther) return () => noKeys;
  const had = [...byName.values()].sort((a, b) => stepOf(b) - stepOf(a));
  /** Those of the learner's courses that build on a course, by its name: asked for each course of the catalogue. */
  const building = new Map<string, CatalogueCourse[]>();
  const bySubject = new Map<string, CatalogueCourse[]>();
  for (const course of had) {
    for (const name of coursesBefore(course, catalogue)) addTo(building, name, course);
    const subject = subjectOf(course, catalogue);
    if (subject !== undefined) addTo(bySubject, subject, course);
  }
  /** Those of the learner's courses that go further than the lowest level of a subject, by its name. */
  const further = new Map<string, readonly CatalogueCourse[]>();
  for (const [subject, theirs] of bySubject) {
    const harder = theirs.filter((course) => stepOf(course) > 0);
    if (harder.length > 0) further.set(subject, theirs.filter(goesFurther(harder)));
  }
  if (building.size === 0 && further.size === 0) return () => noKeys;

  function goesFurther(harder: readonly CatalogueCourse[]) {
    return (course: CatalogueCourse) =>
      harder.includes(course) ||
      (stepOf(course) === 0 && buildingOn(course).some((other) => harder.includes(other)));
  }

  function buildingOn(course: CatalogueCourse): readonly CatalogueCourse[] {
    return building.get(nameOfSections(course)) ?? none;
  }

  function theirsIn(
    inSubject: readonly CatalogueCourse[],
    onIt: readonly CatalogueCourse[],
  ): readonly CatalogueCourse[] {
    return had.filter((other) => inSubject.includes(other) || onIt.includes(other));
  }

  return (course) => {
    const onIt = buildingOn(course);
    const subject = stepOf(course) === 0 ? subjectOf(course, catalogue) : undefined;
    const inSubject = (subject !== undefined && further.get(subject)) || none;
    if (onIt.length + inSubject.length < fewestFurther || byName.has(nameOfSections(course))) return noKeys;
    const theirs = theirsIn(inSubject, onIt);
    if (theirs.length < fewestFurther) return noKeys;
    for (const next of catalogue.followers(course)) if (!byName.has(next)) return noKeys;
    return theirs.slice(0, mostNamed).map(({ key }) => key);
  };
}

function addTo(lists: Map<string, CatalogueCourse[]>, name: string, course: CatalogueCourse): void {
  const list = lists.get(name);
  if (list) list.push(course);
  else lists.set(name, [course]);
}

/** -1 where nothing is known of its level. */
function stepOf({ level }: CatalogueCourse): number {
  return levelStep(level) ?? -1;
}

const subjects = new WeakMap<CatalogueCourse, { name: string | undefined }>();

/** Its narrowest category; undefined where that is too wide for one subject. */
function subjectOf(course: CatalogueCourse, catalogue: Catalogue): string | undefined {
  const known = subjects.get(course);
  if (known) return known.name;
  const name = narrowestCategory(course.categories, course, catalogue, widestSubject)?.name;
  subjects.set(course, { name });
  return name;
}
