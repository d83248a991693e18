import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import type { Statement } from './choose-reasons.ts';
import type { LearnerState } from './learner-state.ts';
import type { Reason } from './reasons.ts';

/** What the courses of a row have in common. */
export type RowTheme =
  /** A course that the learner is taking, or has taken; by its title. */
  | { kind: 'taking' | 'taken'; course: string }
  | { kind: 'goal'; goal: string }
  | { kind: 'popular' }
  /** No category of theirs is one of the learner's courses'. */
  | { kind: 'different' };

export interface CourseRow<Course> {
  theme: RowTheme;
  /** The best first; several. */
  courses: Course[];
}

/** A row as somebody sees it. */
export interface ShownRow<Course> extends CourseRow<Course> {
  /** How many others stand in it. */
  more: number;
}

/** So many courses of a row are shown before all of it is asked for. */
const shownOfRow = 3;

/** The first courses of a row, or all. */
export function shownRow<Course>(row: CourseRow<Course>, isOpen: boolean): ShownRow<Course> {
  const courses = isOpen ? row.courses : row.courses.slice(0, shownOfRow);
  return { ...row, courses, more: row.courses.length - courses.length };
}

/** A course that may stand in a row, with what can be said of it. */
export interface RowCandidate {
  course: CatalogueCourse;
  statements: readonly Statement[];
}

const fewest = 2;
const most = 12;
const mostRows = 3;
/** What is said of a course in a row is worth at least this part of the best that could be said of it: else it is not there for that. */
const leastOfBest = 0.6;

/**
 * Sorts the best courses below the first ones into rows, each by something that they have in common and that can be said. No course
 * stands in two. Of a course in a row that is about a course or a goal, what can be said is what has to do with that.
 * @param candidates best first
 */
export function courseRows<Candidate extends RowCandidate>(
  candidates: readonly Candidate[],
  { catalogue, learner }: { catalogue: Catalogue; learner: Pick<LearnerState, 'history' | 'active'> },
): CourseRow<Candidate>[] {
  const rows: CourseRow<Candidate>[] = [];
  if (candidates.length < fewest) return rows;
  const placed = new Set<string>();
  const add = (theme: RowTheme | undefined, courses: readonly Candidate[]) => {
    const free = courses.filter(({ course }) => !placed.has(course.key)).slice(0, most);
    if (theme === undefined || free.length < fewest) return;
    for (const { course } of free) placed.add(course.key);
    rows.push({ theme, courses: free });
  };

  const about = coursesNamed(candidates);
  const isTaking = ({ key }: Named<Candidate>) => learner.active.has(key);
  const named = strongest(about.filter(isTaking)) ?? strongest(about);
  if (named) add({ kind: isTaking(named) ? 'taking' : 'taken', course: named.title }, named.courses);
  const forGoal = candidates.flatMap((candidate) => {
    const statements = candidate.statements.filter(({ reason }) => goalOf(reason));
    return statements.length > 0 ? { ...candidate, statements } : [];
  });
  const goal = forGoal.flatMap(({ statements }) =>
    statements.flatMap(({ reason }) => goalOf(reason) ?? []),
  )[0];
  add(goal === undefined ? undefined : { kind: 'goal', goal }, forGoal);
  const popular = candidates.filter(({ course }) => catalogue.popularCategory(course) !== undefined);
  const byLearners = (a: Candidate, b: Candidate) =>
    catalogue.learnerCount(b.course.key) - catalogue.learnerCount(a.course.key);
  const own = new Set(learner.history.flatMap((key) => catalogue.courses.get(key)?.categories ?? []));
  const isOther = ({ course }: Candidate) =>
    course.categories.length > 0 && !course.categories.some((category) => own.has(category));
  add({ kind: 'popular' }, [...popular].sort(byLearners));
  add(own.size === 0 ? undefined : { kind: 'different' }, candidates.filter(isOther));
  return rows.slice(0, mostRows);
}

interface Named<Candidate> {
  key: string;
  title: string;
  /** Each with what can be said of it and that course. */
  courses: Candidate[];
  /** What all of that is worth. */
  worth: number;
}

/** By each course of the history that something can be said about, for several candidates: these. */
function coursesNamed<Candidate extends RowCandidate>(candidates: readonly Candidate[]): Named<Candidate>[] {
  const named = new Map<string, Named<Candidate>>();
  for (const candidate of candidates)
    for (const [key, statements] of byCourse(candidate.statements)) {
      const known = named.get(key) ?? { key, title: titleIn(statements), courses: [], worth: 0 };
      known.courses.push({ ...candidate, statements });
      known.worth += Math.max(...statements.map(({ worth }) => worth));
      named.set(key, known);
    }
  return [...named.values()].filter(({ courses }) => courses.length >= fewest);
}

/** Of what can be said, what names a course of the history, by that course. */
function byCourse(statements: readonly Statement[]): Map<string, Statement[]> {
  const found = new Map<string, Statement[]>();
  const best = Math.max(0, ...statements.map(({ worth }) => worth));
  for (const statement of statements) {
    if (statement.worth < leastOfBest * best) continue;
    const key = statement.says.find((thing) => thing.startsWith('course '))?.slice('course '.length);
    if (key === undefined || !isOfHistory(statement.reason)) continue;
    found.set(key, [...(found.get(key) ?? []), statement]);
  }
  return found;
}

function titleIn([first]: readonly Statement[]): string {
  return first && isOfHistory(first.reason) ? first.reason.course : '';
}

function strongest<Candidate>(named: readonly Named<Candidate>[]): Named<Candidate> | undefined {
  return named.reduce<Named<Candidate> | undefined>(
    (most, one) => (most && most.worth >= one.worth ? most : one),
    undefined,
  );
}

function isOfHistory(reason: Reason): reason is Extract<Reason, { course: string }> {
  return 'course' in reason && reason.kind !== 'because-you-looked-at' && reason.kind !== 'goes-with';
}

function goalOf(reason: Reason): string | undefined {
  return 'goal' in reason ? reason.goal : undefined;
}
