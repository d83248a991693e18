import { nameOfSections } from '../../models/sections.ts';
import { type CatalogueCourse, isConcealed } from './catalogue.ts';
import { coursePaths } from './course-path.ts';
import { type CourseState, courseStates, namesIn, stateGroup } from './course-state.ts';
import type { CourseName } from './course-words.ts';
import type { Eligibility } from './eligibility.ts';
import { missingCourses } from './missing-courses.ts';
import { nextSection } from './next-section.ts';
import type { Question } from './question.ts';
import { startToCome } from './shown-course.ts';
import { findWayIn } from './way-in.ts';

/** A course as a plan shows it. */
export interface PlannedName extends CourseName {
  code?: string;
  /** Its first category, as the catalogue writes it. */
  subject?: string;
  url?: string;
  /** In the institution's own unit. */
  credits?: number;
}

/** A course that a learner has saved. */
export interface PlannedCourse {
  course: PlannedName;
  state: CourseState;
  /** Keys of the courses that have still to be taken right before it; of several sections, of the one that was saved too. */
  needs: string[];
  /** Name of the term that it is given in, or that comes when it opens or begins, where that is still to come. */
  ownTerm?: string;
  /** From when it can be taken, where that is later than now. */
  from?: Date;
}

/** A course in the picture of what leads where. */
export interface PlanNode {
  course: PlannedName;
  /** `missing`: a planned one needs it, and it is not planned. `opened`: it becomes possible once all that is planned is taken. */
  role: 'taken' | 'planned' | 'missing' | 'opened';
  /** Terms that have to come before it, at least, from now on; 0 for what was taken, too. */
  depth: number;
  /** Keys of the nodes that it builds on. */
  after: string[];
}

export interface CoursePlan {
  /** In the order in which they were saved. */
  courses: PlannedCourse[];
  nodes: PlanNode[];
  /** Names of the terms that the catalogue knows and that are still to come, the next one first. */
  terms: string[];
}

/** Of what becomes possible, so many courses are shown. */
const mostOpened = 4;
const mostTerms = 4;

/** What a learner has saved, what it builds on, and what it leads to. What students are told nothing of is left out. */
export function coursePlan(
  question: Pick<Question, 'catalogue' | 'learner' | 'now' | 'locale'>,
  checkEligibility: Eligibility,
): CoursePlan {
  const { catalogue, learner, now, locale } = question;
  const { courses } = catalogue;
  const stateOf = courseStates(question, checkEligibility);
  const isMissing = missingCourses(courses, learner.passed);
  const pathTo = coursePaths(catalogue, learner.passed, now);
  const nameOf = namesIn(courses, locale);
  const saved = [...learner.saved].flatMap((key) => {
    const course = courses.get(key);
    return course && !isConcealed(course) ? course : [];
  });
  /** For any section of a course, the one that was saved. */
  const savedSection = new Map(saved.map((course) => [nameOfSections(course), course.key]));
  const asSaved = (key: string) => {
    const course = courses.get(key);
    return (course && savedSection.get(nameOfSections(course))) ?? key;
  };
  const terms = termsOf(courses.values(), now);
  return {
    courses: saved.map((course) => ({
      ...{ course: planned(course.key), state: stateOf(course).state, needs: nextBefore(course) },
      ...whenOf(course),
    })),
    nodes: nodes(),
    terms: terms.map(({ name }) => name),
  };

  function whenOf(course: CatalogueCourse): Pick<PlannedCourse, 'ownTerm' | 'from'> {
    const { term } = course;
    const start = startToCome(course, now);
    const from = start ?? findWayIn(course, learner.groups, now).opensAt;
    if (from === undefined) return {};
    const own = start && term ? term.name : termAt(from);
    return { from, ...(own !== undefined && { ownTerm: own }) };
  }

  /** The term that a day is in, as far as the catalogue says when terms begin; the first one for a day before it. */
  function termAt(day: Date): string | undefined {
    return (terms.findLast(({ startsAt }) => startsAt <= day) ?? terms[0])?.name;
  }

  /** As `needsOf`, by the sections that are offered. */
  function nextBefore({ key }: CatalogueCourse): string[] {
    return [...new Set(pathTo(key).at(-1)?.after.map(asSaved))];
  }

  /** Students are told nothing of it, and this one has never been in it. */
  function isSecret(key: string): boolean {
    const course = courses.get(key);
    return course !== undefined && isConcealed(course) && !learner.taken.has(key);
  }

  function needsOf({ prerequisites }: CatalogueCourse): string[] {
    return [...new Set(prerequisites.filter(isMissing).map(asSaved))];
  }

  function planned(key: string): PlannedName {
    const { code, url, credits, categories = [] } = courses.get(key) ?? {};
    const [subject] = categories;
    return {
      ...{ ...nameOf(key), ...(code && { code }), ...(subject && { subject }), ...(url && { url }) },
      ...(credits !== undefined && { credits }),
    };
  }

  function nodes(): PlanNode[] {
    const open = saved.filter((course) => !['had', 'shut'].includes(stateGroup(stateOf(course).state)));
    const keys = new Set(open.map(({ key }) => key));
    const depths = new Map<string, number>();
    for (const { key } of open)
      for (const step of pathTo(key)) {
        const one = asSaved(step.key);
        depths.set(one, Math.max(depths.get(one) ?? 0, step.depth));
      }
    const opened = openedBy(keys, depths);
    for (const [key, depth] of opened) depths.set(key, depth);
    const known = new Map<string, PlanNode>();
    for (const [key, depth] of depths) {
      if (isSecret(key)) continue;
      const { prerequisites = [] } = courses.get(key) ?? {};
      const after = new Set<string>();
      for (const before of prerequisites) {
        const one = isMissing(before) ? asSaved(before) : before;
        if (!courses.has(one) || one === key || isSecret(one)) continue;
        after.add(one);
        // What is shown only because it comes later does not bring all that was ever taken with it.
        if (!isMissing(before) && !known.has(one) && !opened.has(key))
          known.set(one, { course: planned(one), role: 'taken', depth: 0, after: [] });
      }
      const role = keys.has(key) ? 'planned' : opened.has(key) ? 'opened' : 'missing';
      known.set(key, { course: planned(key), role, depth, after: [...after] });
    }
    return [...known.values()].map((node) => ({
      ...node,
      after: node.after.filter((key) => known.has(key)),
    }));
  }

  /** Those that most have taken. */
  function openedBy(keys: ReadonlySet<string>, depths: ReadonlyMap<string, number>): Map<string, number> {
    const found: { key: string; depth: number }[] = [];
    const isOpened = (course: CatalogueCourse) => {
      const needs = needsOf(course);
      if (needs.length === 0 || !needs.every((key) => keys.has(key))) return false;
      return stateGroup(stateOf(course).state) === 'step';
    };
    for (const sections of catalogue.sections.values()) {
      const isPlanned = sections.some(({ key }) => depths.has(key));
      const course = isPlanned ? undefined : nextSection(sections.filter(isOpened), now);
      if (!course) continue;
      const depth = 1 + Math.max(...needsOf(course).map((key) => depths.get(key) ?? 0));
      found.push({ key: course.key, depth });
    }
    found.sort((a, b) => catalogue.learnerCount(b.key) - catalogue.learnerCount(a.key));
    return new Map(found.slice(0, mostOpened).map(({ key, depth }) => [key, depth]));
  }
}

function termsOf(courses: Iterable<CatalogueCourse>, now: Date): { name: string; startsAt: Date }[] {
  const starts = new Map<string, Date>();
  for (const course of courses) {
    const { term } = course;
    if (!term?.startsAt || term.startsAt <= now || isConcealed(course)) continue;
    const known = starts.get(term.name);
    if (!known || term.startsAt < known) starts.set(term.name, term.startsAt);
  }
  const inOrder = [...starts].sort(([, a], [, b]) => a.getTime() - b.getTime());
  return inOrder.slice(0, mostTerms).map(([name, startsAt]) => ({ name, startsAt }));
}
