import { type Catalogue, type CatalogueCourse, isConcealed } from './catalogue.ts';
import { anonymousLearner, type LearnerState } from './learner-state.ts';
import { levelStep } from './levels.ts';

/** Kinds of students that staff can look through the eyes of: none of them is anybody. */
export const inventedStudents = ['new', 'secondYear', 'nearTheEnd'] as const;
export type InventedStudent = (typeof inventedStudents)[number];

/** Nobody has taken courses of this level in the second year (`levelStep`). */
const advancedStep = 2;
/** How many courses such a student has behind them, and how many of those at most are of other subjects. */
const careers = {
  new: { courses: 0, elsewhere: 0 },
  secondYear: { courses: 6, elsewhere: 2 },
  nearTheEnd: { courses: 14, elsewhere: 4 },
} as const;

/**
 * Invents a student who takes a course now: what has to come before it, then the courses that most have taken in its subject and a
 * few elsewhere, none before what it builds on, and nothing that builds on this course. Only how many took each course is used,
 * and nothing of any one person.
 * @param key of the course that they are in; undefined or unknown: they take the courses that most have taken
 */
export function inventStudent(
  kind: InventedStudent,
  key: string | undefined,
  catalogue: Catalogue,
): LearnerState {
  const history = inventHistory(kind, key === undefined ? undefined : catalogue.courses.get(key), catalogue);
  return { ...anonymousLearner, taken: new Set(history), passed: new Set(history), history };
}

function inventHistory(
  kind: InventedStudent,
  current: CatalogueCourse | undefined,
  catalogue: Catalogue,
): string[] {
  const { courses: wanted, elsewhere } = careers[kind];
  if (wanted === 0) return [];
  const subject = current?.categories[0];
  const later = current ? coursesBuildingOn(current, catalogue) : new Set<string>();
  const history = new History(catalogue, current, later);
  for (const key of current?.prerequisites ?? []) history.add(key);
  const byNumber = [...catalogue.courses.values()]
    .filter((course) => !course.removedAt && !isConcealed(course))
    .sort(
      (a, b) => catalogue.learnerCount(b.key) - catalogue.learnerCount(a.key) || (a.key < b.key ? -1 : 1),
    );
  const isSuited = ({ level }: CatalogueCourse) =>
    kind === 'nearTheEnd' || (levelStep(level) ?? 0) < advancedStep;
  const takeFrom = (courses: readonly CatalogueCourse[], most: number) => {
    for (const course of courses)
      if (history.keys.length < most && isSuited(course) && history.isReady(course)) history.add(course.key);
  };
  const own = byNumber.filter(({ categories }) => categories[0] === subject);
  const others = byNumber.filter(({ categories }) => categories[0] !== subject);
  takeFrom(own, wanted - elsewhere);
  takeFrom(others, Math.min(wanted, history.keys.length + elsewhere));
  // A small subject, or a course of no known one.
  takeFrom(byNumber, wanted);
  return history.keys;
}

/** What was taken, in an order in which it could be taken. */
class History {
  readonly keys: string[] = [];
  readonly #catalogue: Catalogue;
  readonly #later: ReadonlySet<string>;
  /** Of sections one is enough. */
  readonly #groups = new Set<string>();

  constructor(catalogue: Catalogue, current: CatalogueCourse | undefined, later: ReadonlySet<string>) {
    this.#catalogue = catalogue;
    this.#later = later;
    if (current?.group !== undefined) this.#groups.add(current.group);
  }

  /** Everything that it builds on has been taken. */
  isReady({ prerequisites }: CatalogueCourse): boolean {
    return prerequisites.every((key) => !this.#catalogue.courses.has(key) || this.#isTaken(key));
  }

  /** Adds a course after all that it builds on; a circle of prerequisites ends where it is entered. */
  add(key: string, onTheWay: ReadonlySet<string> = new Set()): void {
    const course = this.#catalogue.courses.get(key);
    if (!course || this.#isTaken(key) || this.#later.has(key) || onTheWay.has(key)) return;
    for (const one of course.prerequisites) this.add(one, new Set([...onTheWay, key]));
    if (this.#isTaken(key)) return;
    this.keys.push(key);
    if (course.group !== undefined) this.#groups.add(course.group);
  }

  #isTaken(key: string): boolean {
    return this.keys.includes(key) || this.#groups.has(this.#catalogue.courses.get(key)?.group ?? '');
  }
}

/** The course itself, and whatever needs it directly or through others. */
function coursesBuildingOn({ key }: CatalogueCourse, catalogue: Catalogue): Set<string> {
  const later = new Set([key]);
  const isLater = ({ key: one, prerequisites }: CatalogueCourse) =>
    !later.has(one) && prerequisites.some((before) => later.has(before));
  for (let found = [...catalogue.courses.values()].filter(isLater); found.length > 0; ) {
    for (const course of found) later.add(course.key);
    found = [...catalogue.courses.values()].filter(isLater);
  }
  return later;
}
