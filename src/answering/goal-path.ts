import { findStandings, type Goal } from '../skills/goal.ts';
import type { CatalogueCourse } from './catalogue.ts';
import { coursePaths, type PathStep } from './course-path.ts';
import { type CourseState, courseStates, isTakeable, namesIn } from './course-state.ts';
import type { CourseName } from './course-words.ts';
import type { Eligibility } from './eligibility.ts';
import { isTaught } from './goal-gains.ts';
import { nextSection } from './next-section.ts';
import type { Question } from './question.ts';

/** A course on the way to a goal. */
export interface GoalStep extends PathStep {
  course: CourseName;
  state: CourseState;
  /** Names of the skills of the goal that it teaches, and that the learner lacks; empty for one that only comes before another. */
  teaches: string[];
  /** The learner keeps it for later. */
  isSaved: boolean;
}

/** The way to a learner's goal. */
export interface GoalPath {
  /** In the reader's words where a taxonomy knows it, else in the learner's own. */
  goal: string;
  /** A taxonomy knows what it takes; else courses are found by its words alone. */
  isKnown: boolean;
  /** What comes first first; empty where no course here leads further. */
  steps: GoalStep[];
}

/** Nobody plans further ahead. */
const mostCourses = 8;
/** What a skill counts that the goal cannot do without; others count 1. */
const essentialWorth = 2;
/** Courses that a goal's own words find, where no taxonomy knows it. */
const mostFound = 3;

/**
 * The way to a goal through the prerequisites: few courses that together teach much of what the learner lacks, with all that has to be
 * taken before them. One after the other is chosen that teaches most for each course that it takes to get there.
 * @returns undefined for a learner without a goal
 */
export function goalPath(
  question: Pick<Question, 'catalogue' | 'learner' | 'now' | 'search' | 'locale'>,
  checkEligibility: Eligibility,
): GoalPath | undefined {
  const { catalogue, learner, search, locale, now } = question;
  const { goal, profile } = learner;
  if (profile.goal === undefined) return undefined;
  const stateOf = courseStates(question, checkEligibility);
  const pathTo = coursePaths(catalogue, learner.passed, now);
  const isReachable = (key: string) => {
    const course = catalogue.courses.get(key);
    return course !== undefined && isTakeable(stateOf(course).state);
  };
  const wanted = isTaught(goal)
    ? skillsByCourse(goal, question)
    : new Map(
        (search?.find(profile.goal, locale).hits ?? [])
          .filter(({ strength }) => strength === 'teaches')
          .map(({ key }) => [key, [] as WantedSkill[]]),
      );
  const reachable = new Set([...wanted.keys()].filter(isReachable));
  const targets = catalogue
    .sectionsAmong(reachable)
    .flatMap((sections) => nextSection(sections, now)?.key ?? [])
    .map((key) => ({ key, path: pathTo(key) }));
  const chosen = isTaught(goal) ? cover(targets, wanted) : targets.slice(0, mostFound);
  const steps = new Map(chosen.flatMap(({ path }) => path.map((step) => [step.key, step] as const)));
  const name = namesIn(catalogue.courses, locale);
  return {
    ...{ goal: goal?.name ?? profile.goal, isKnown: isTaught(goal) },
    steps: [...steps.values()]
      .sort((a, b) => a.depth - b.depth)
      .map((step) => ({
        ...step,
        course: name(step.key),
        state: stateOf(catalogue.courses.get(step.key) as CatalogueCourse).state,
        isSaved: learner.saved.has(step.key),
        teaches: (wanted.get(step.key) ?? []).map((skill) => skill.name),
      })),
  };
}

interface WantedSkill {
  name: string;
  worth: number;
}

/** What each course teaches of the goal that the learner lacks. */
function skillsByCourse(
  goal: Goal,
  { learner: { taken, active } }: Pick<Question, 'learner'>,
): Map<string, WantedSkill[]> {
  const wanted = new Map<string, WantedSkill[]>();
  for (const { name, isEssential, standing, courses } of findStandings(goal, taken, active)) {
    if (standing !== 'taught') continue;
    const skill = { name, worth: isEssential ? essentialWorth : 1 };
    for (const { course } of courses) wanted.set(course, [...(wanted.get(course) ?? []), skill]);
  }
  return wanted;
}

interface Target {
  key: string;
  /** With all that comes before it. */
  path: PathStep[];
}

/** Greedy set cover: each time the target whose way teaches most that is new, for each course that it adds. */
function cover(targets: readonly Target[], wanted: ReadonlyMap<string, readonly WantedSkill[]>): Target[] {
  const chosen: Target[] = [];
  const planned = new Set<string>();
  const learnt = new Set<WantedSkill>();
  for (;;) {
    let best: Target | undefined;
    let most = 0;
    for (const target of targets) {
      const added = target.path.filter(({ key }) => !planned.has(key));
      if (added.length === 0 || planned.size + added.length > mostCourses) continue;
      const skills = new Set(added.flatMap(({ key }) => wanted.get(key) ?? []));
      const worth = [...skills].reduce((sum, skill) => sum + (learnt.has(skill) ? 0 : skill.worth), 0);
      if (worth / added.length > most) [best, most] = [target, worth / added.length];
    }
    if (!best) return chosen;
    chosen.push(best);
    for (const { key } of best.path) {
      planned.add(key);
      for (const skill of wanted.get(key) ?? []) learnt.add(skill);
    }
  }
}
