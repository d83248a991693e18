import type { PathStep } from '../answering/course-path.ts';
import type { CourseState, StateGroup } from '../answering/course-state.ts';
import { stateGroup } from '../answering/course-state.ts';
import type { CourseName } from '../answering/course-words.ts';
import type { GoalPath } from '../answering/goal-path.ts';
import type { Words } from '../words/words.ts';
import { stateWords } from './course-state-words.ts';
import { titleList } from './title-list.ts';

/** A course may teach twenty skills of a goal. */
const mostSkills = 4;

/** A course on a path, and how it stands to the reader. */
export interface NamedStep {
  course: CourseName;
  state: CourseState;
}

export interface PathCourse extends CourseName {
  badge: { group: StateGroup; text: string };
  /** What it is there for; absent: for the last one. */
  purpose?: string;
  /** Absent where it cannot be saved from here. */
  isSaved?: boolean;
}

/** A way through prerequisites, in terms: what can be taken in the same one stands together. */
export type PathView = {
  /** "First", "Then". */
  when: string;
  courses: PathCourse[];
}[];

/** @param steps as `coursePaths` finds them */
export function toPathView(
  steps: readonly PathStep[],
  names: ReadonlyMap<string, NamedStep>,
  words: Words,
): PathView {
  return inTerms(
    steps.flatMap(({ key, depth }) => {
      const named = names.get(key);
      return named ? { depth, course: { ...named.course, badge: badgeFor(named.state, words) } } : [];
    }),
    words,
  );
}

/** The way to a goal: each course says what it teaches for that. */
export function toGoalPathView({ steps }: GoalPath, words: Words): PathView {
  return inTerms(
    steps.map(({ depth, course, state, teaches, isSaved }) => ({
      depth,
      course: {
        ...{ ...course, badge: badgeFor(state, words), isSaved },
        purpose:
          teaches.length > 0
            ? words.say('path.teaches', { skills: words.list(teaches.slice(0, mostSkills)) })
            : words.say('path.before'),
      },
    })),
    words,
  );
}

/** The beginning of the way to a goal in one sentence; undefined where nothing has to come before anything else. */
export function goalPathLine({ goal, steps }: GoalPath, words: Words): string | undefined {
  const next = steps.find(({ depth, teaches }) => depth > 0 && teaches.length > 0) ?? steps.find(isLater);
  if (!next) return undefined;
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const before = new Set<string>();
  const visit = (key: string): void => {
    for (const other of byKey.get(key)?.after ?? []) {
      visit(other);
      before.add(other);
    }
  };
  visit(next.key);
  const titles = (keys: readonly string[]) =>
    titleList(
      keys.map((key) => byKey.get(key)?.course.title ?? key),
      words,
    );
  const isFirst = (key: string) => byKey.get(key)?.depth === 0;
  return words.say('path.goal.line', {
    ...{ goal, first: titles([...before].filter(isFirst)) },
    later: titles([...[...before].filter((key) => !isFirst(key)), next.key]),
  });
}

function isLater({ depth }: PathStep): boolean {
  return depth > 0;
}

function badgeFor(state: CourseState, words: Words): PathCourse['badge'] {
  return { group: stateGroup(state), text: stateWords(state, words) };
}

function inTerms(steps: readonly { depth: number; course: PathCourse }[], words: Words): PathView {
  const terms = new Map<number, PathCourse[]>();
  for (const { depth, course } of steps) terms.set(depth, [...(terms.get(depth) ?? []), course]);
  return [...terms].map(([depth, courses]) => ({
    ...{ when: words.say(depth === 0 ? 'path.first' : 'path.then'), courses },
  }));
}
