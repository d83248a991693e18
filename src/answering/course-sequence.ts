import { nameOfSections } from '../../models/sections.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import { isConcealed } from './catalogue.ts';
import { titleIn } from './course-words.ts';
import type { LearnerState } from './learner-state.ts';
import type { PanelRules } from './panel-rules.ts';

/** What lies between a learner and a course. Courses by their titles in the reader's language. */
export type Readiness =
  /** Nothing has to be taken before. */
  | { state: 'nothing-needed' }
  | { state: 'met' }
  /** They are taking what has to be taken before. */
  | { state: 'finishing'; courses: string[] }
  | { state: 'missing'; courses: string[] };

/** What comes before a course for one learner, and what after it. Whether they can take it says `course-state.ts`. */
export interface CourseSequence {
  /** Absent where nobody knows what has to be taken before. */
  readiness?: Readiness;
  /** A course that it makes possible, and how many more: those of which everything else is taken or saved. */
  opens?: { course: string; more: number };
}

/** Whom it is worked out for, and where. */
export interface SequenceContext {
  catalogue: Catalogue;
  learner: Pick<LearnerState, 'taken' | 'passed' | 'active' | 'dismissed' | 'saved'>;
  rules: Pick<PanelRules, 'blocked'>;
  /** BCP 47 tag of the reader's language. */
  locale?: string | undefined;
}

/**
 * Says how a learner stands to any course. Any section of a course stands for all of its sections. A prerequisite that the catalogue
 * does not have is ignored, as by `eligibility.ts`; but of such a course nobody says that all is met. Nor does anybody say that nothing
 * is needed where the catalogue states of hardly any course what has to come first: most systems do not know that.
 */
export function courseSequences({ catalogue, learner, rules, locale }: SequenceContext) {
  const followers = followersIn(catalogue);
  const one = (key: string) => nameOfSections(catalogue.courses.get(key) ?? { key });
  const namesOf = (keys: Iterable<string>) => {
    const names = new Set<string>();
    for (const key of keys) names.add(one(key));
    return names;
  };
  const [taken, passed, active] = [learner.taken, learner.passed, learner.active].map(namesOf) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const planned = namesOf(learner.saved);
  const title = (key: string) => {
    const course = catalogue.courses.get(key);
    return course ? titleIn(course, locale) : key;
  };
  const titles = (keys: readonly string[]) => [...new Set(keys.map(title))];

  const readiness = (course: CatalogueCourse): Readiness | undefined => {
    const needed = course.prerequisites.filter((key) => catalogue.courses.has(key));
    const missing = needed.filter((key) => !passed.has(one(key)));
    if (missing.length > 0) return { state: 'missing', courses: titles(missing) };
    const now = needed.filter((key) => active.has(one(key)));
    if (now.length > 0) return { state: 'finishing', courses: titles(now) };
    if (course.hasUnclearPrerequisites || needed.length < course.prerequisites.length) return undefined;
    if (needed.length > 0) return { state: 'met' };
    return catalogue.statesPrerequisites ? { state: 'nothing-needed' } : undefined;
  };

  const opens = (course: CatalogueCourse): CourseSequence['opens'] => {
    const own = nameOfSections(course);
    const opened = (followers.get(own) ?? []).filter(
      (follower) =>
        !taken.has(nameOfSections(follower)) &&
        !learner.dismissed.has(follower.key) &&
        !rules.blocked.has(follower.key) &&
        follower.prerequisites.every((other) => {
          const name = one(other);
          return !catalogue.courses.has(other) || name === own || passed.has(name) || planned.has(name);
        }),
    );
    if (opened.length === 0) return undefined;
    // The one that most have taken is named; sections of one course are one.
    const named = new Map<string, CatalogueCourse>();
    const byLearners = (a: CatalogueCourse, b: CatalogueCourse) =>
      catalogue.learnerCount(b.key) - catalogue.learnerCount(a.key);
    for (const follower of opened.sort(byLearners)) {
      const name = nameOfSections(follower);
      if (!named.has(name)) named.set(name, follower);
    }
    const [first] = named.values();
    return first && { course: titleIn(first, locale), more: named.size - 1 };
  };

  return (course: CatalogueCourse): CourseSequence => {
    const sequence: CourseSequence = {};
    const [ready, opened] = [readiness(course), opens(course)];
    if (ready) sequence.readiness = ready;
    if (opened) sequence.opens = opened;
    return sequence;
  };
}

const known = new WeakMap<Catalogue, ReadonlyMap<string, readonly CatalogueCourse[]>>();

/** By course, sections of it as one: the courses that students are shown and that name it as a prerequisite. */
function followersIn(catalogue: Catalogue): ReadonlyMap<string, readonly CatalogueCourse[]> {
  const before = known.get(catalogue);
  if (before) return before;
  const followers = new Map<string, CatalogueCourse[]>();
  for (const course of catalogue.courses.values()) {
    if (course.removedAt || isConcealed(course)) continue;
    const before = course.prerequisites.map((key) => nameOfSections(catalogue.courses.get(key) ?? { key }));
    for (const name of new Set(before)) followers.set(name, [...(followers.get(name) ?? []), course]);
  }
  known.set(catalogue, followers);
  return followers;
}
