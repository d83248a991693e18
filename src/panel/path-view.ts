import type { PathStep } from '../answering/course-path.ts';
import type { CourseName, CourseState, StateGroup } from '../answering/course-state.ts';
import { stateGroup } from '../answering/course-state.ts';
import type { Words } from '../words/words.ts';
import { stateWords } from './course-state-words.ts';

/** A course on a path, and how it stands to the reader. */
export interface NamedStep {
  course: CourseName;
  state: CourseState;
}

/** A way through prerequisites, in terms: what can be taken in the same one stands together. */
export type PathView = {
  /** "First", "Then". */
  when: string;
  courses: (CourseName & { badge: { group: StateGroup; text: string } })[];
}[];

/** @param steps as `coursePaths` finds them */
export function toPathView(
  steps: readonly PathStep[],
  names: ReadonlyMap<string, NamedStep>,
  words: Words,
): PathView {
  const terms = new Map<number, PathView[number]['courses']>();
  for (const { key, depth } of steps) {
    const named = names.get(key);
    if (!named) continue;
    const { course, state } = named;
    const badge = { group: stateGroup(state), text: stateWords(state, words) };
    terms.set(depth, [...(terms.get(depth) ?? []), { ...course, badge }]);
  }
  return [...terms].map(([depth, courses]) => ({
    ...{ when: words.say(depth === 0 ? 'path.first' : 'path.then'), courses },
  }));
}
