import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { coursePaths, isThere, type PathStep } from './course-path.ts';
import { type CourseName, nameOfCourse } from './course-words.ts';
import type { Eligibility, Exclusion } from './eligibility.ts';
import type { LearnerState } from './learner-state.ts';
import { findWayIn } from './way-in.ts';

/** How one course stands to one person at this moment: of several things that are true, the one that decides what they can do. */
export type CourseState =
  /** Nothing stands in the way. */
  | { kind: 'open' }
  /** Nothing will, once a course that they are in now is over. */
  | { kind: 'ready-after'; courses: CourseName[] }
  | { kind: 'opens'; opensAt: Date }
  /** It is open, and not suggested: they have gone further (`outgrown.ts`). */
  | { kind: 'outgrown' }
  /** One step away: these have to be taken before, and nothing stands before them. */
  | { kind: 'first-take'; courses: CourseName[] }
  /** So many terms away, at least. */
  | { kind: 'steps-away'; steps: number }
  /** It builds on a course that nobody can take. */
  | { kind: 'needs-missing' }
  | { kind: 'taking' | 'taken' }
  /** They have withdrawn from it. */
  | { kind: 'left' }
  /** They are enrolled and it has not begun, or teach it. */
  | { kind: 'on-record' }
  | { kind: 'other-section'; course: CourseName }
  /** By themselves. */
  | { kind: 'hidden' }
  | { kind: 'other-language'; language: string }
  | { kind: 'members-only' | 'other-audience'; groups: readonly string[] }
  | { kind: 'closed'; closesAt: Date }
  | { kind: 'invitation-only' | 'no-way-in' | 'blocked' | 'removed' | 'concealed' };

/** The states in groups, in which lists of courses are filtered. */
export const stateGroups = ['open', 'step', 'later', 'had', 'hidden', 'shut'] as const;
export type StateGroup = (typeof stateGroups)[number];

const groupOfKind: Readonly<Record<CourseState['kind'], StateGroup>> = {
  ...{ open: 'open', 'ready-after': 'open', outgrown: 'open', opens: 'later' },
  ...{ 'first-take': 'step', 'steps-away': 'step', 'needs-missing': 'shut' },
  ...{
    taking: 'had',
    taken: 'had',
    left: 'had',
    'on-record': 'had',
    'other-section': 'had',
    hidden: 'hidden',
  },
  ...{ 'other-language': 'shut', 'members-only': 'shut', 'other-audience': 'shut', closed: 'shut' },
  ...{ 'invitation-only': 'shut', 'no-way-in': 'shut', blocked: 'shut', removed: 'shut', concealed: 'shut' },
};

export function stateGroup({ kind }: CourseState): StateGroup {
  return groupOfKind[kind];
}

/** Somebody can take it, now or later. */
export function isTakeable(state: CourseState): boolean {
  return ['open', 'later', 'step'].includes(stateGroup(state));
}

export interface StateFound {
  state: CourseState;
  /** Every reason why the course is not recommended; none where it may be. */
  exclusions: Exclusion[];
}

/** For whom courses stand as they do. */
export interface Onlooker {
  catalogue: Catalogue;
  learner: LearnerState;
  now: Date;
  /** BCP 47 tag of the reader's language. */
  locale?: string | undefined;
}

/** Says how courses stand to one person, by the rules by which they are recommended. */
export function courseStates(
  { catalogue, learner, now, locale }: Onlooker,
  checkEligibility: Eligibility,
): (course: CatalogueCourse) => StateFound {
  const { courses } = catalogue;
  const pathTo = coursePaths(catalogue, learner.passed, now);
  const name = namesIn(courses, locale);
  const isActive = (key: string) => isAny(courses, key, learner.active);

  function stateOf(course: CatalogueCourse, exclusions: readonly Exclusion[]): CourseState {
    const why = new Map(exclusions.map((exclusion) => [exclusion.reason, exclusion]));
    if (why.has('taken')) return { kind: had(course.key) };
    for (const exclusion of exclusions) {
      const state = shutBy(exclusion);
      if (state) return state;
    }
    if (why.has('missing-prerequisite')) return onTheWay(pathTo(course.key));
    const other = why.get('other-language');
    if (other?.reason === 'other-language') return { kind: 'other-language', language: other.language };
    const { opensAt } = findWayIn(course, learner.groups, now);
    if (opensAt) return { kind: 'opens', opensAt };
    if (why.has('outgrown')) return { kind: 'outgrown' };
    const running = course.prerequisites.filter(isActive);
    return running.length > 0 ? { kind: 'ready-after', courses: running.map(name) } : { kind: 'open' };
  }

  function had(key: string): 'taking' | 'taken' | 'left' | 'on-record' {
    if (learner.active.has(key)) return 'taking';
    if (learner.passed.has(key)) return 'taken';
    return learner.left?.has(key) ? 'left' : 'on-record';
  }

  /** What nobody, or not this person, can change by taking another course. */
  function shutBy(exclusion: Exclusion): CourseState | undefined {
    switch (exclusion.reason) {
      case 'other-section-taken':
        return { kind: 'other-section', course: name(exclusion.course) };
      case 'dismissed':
        return { kind: 'hidden' };
      case 'hidden':
      case 'excluded-category':
        return { kind: 'concealed' };
      case 'closed':
        return { kind: 'closed', closesAt: exclusion.closesAt };
      case 'members-only':
        return { kind: 'members-only', groups: exclusion.groups };
      case 'other-audience':
        return { kind: 'other-audience', groups: exclusion.audience };
      case 'blocked':
      case 'removed':
      case 'invitation-only':
      case 'no-way-in':
        return { kind: exclusion.reason };
      default:
        return undefined;
    }
  }

  function onTheWay(path: readonly PathStep[]): CourseState {
    const target = path.at(-1) as PathStep;
    const before = path.slice(0, -1);
    if (!before.every(({ key }) => isThere(courses.get(key) as CatalogueCourse)))
      return { kind: 'needs-missing' };
    return target.depth > 1
      ? { kind: 'steps-away', steps: target.depth }
      : { kind: 'first-take', courses: target.after.map(name) };
  }

  return (course) => {
    const exclusions = checkEligibility(course);
    return { state: stateOf(course, exclusions), exclusions };
  };
}

/** Names courses in the reader's language; one that is not in the catalogue is called by its key. */
export function namesIn(
  courses: ReadonlyMap<string, CatalogueCourse>,
  locale: string | undefined,
): (key: string) => CourseName {
  return (key) => {
    const course = courses.get(key);
    return course ? nameOfCourse(course, locale) : { key, title: key };
  };
}

/** Whether a course, or another section of it, is among some. */
function isAny(
  courses: ReadonlyMap<string, CatalogueCourse>,
  key: string,
  some: ReadonlySet<string>,
): boolean {
  if (some.has(key)) return true;
  const group = courses.get(key)?.group;
  return group !== undefined && [...some].some((other) => courses.get(other)?.group === group);
}
