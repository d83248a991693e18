import { type CatalogueCourse, isConcealed } from './catalogue.ts';
import { chosenRows, diversified, eligiblePool, type Pool, type PoolRules } from './choose-courses.ts';
import { chooseReasons } from './choose-reasons.ts';
import { courseLinks } from './course-links.ts';
import { coursePaths, type PathStep } from './course-path.ts';
import { type CourseState, courseStates, namesIn } from './course-state.ts';
import type { CourseName } from './course-words.ts';
import type { Eligibility, Exclusion } from './eligibility.ts';
import type { Question } from './question.ts';
import { type Cause, type Reason, sayableCauses } from './reasons.ts';
import type { ScoredCourses } from './scored-courses.ts';
import { statements } from './statements.ts';
import { takenInCategories } from './taken-in-categories.ts';

/** What decided about one course. The first that holds, in the order in which an answer is made. */
export type Verdict =
  /** It is in the answer. */
  | { kind: 'suggested' }
  /** It may not be: `CourseExplanation.exclusions` says why, and `state` what of that matters most. */
  | { kind: 'excluded' }
  /** The model does not know it yet: it came after the last training. */
  | { kind: 'too-new' }
  /** It does not go with what the learner is in now (asked for a supplement). */
  | { kind: 'no-supplement' }
  /** Another section of the same course stands for it. */
  | { kind: 'other-section-first'; course: CourseName }
  /** By its score it would be there, and it is too much like one that was chosen before it. */
  | ({ kind: 'too-like' } & Rival)
  /** By its score it would be there, and people take it instead of one that was chosen before it, not beside it. */
  | ({ kind: 'instead-of' } & Rival)
  /** By its rank it would be there, and a course that was drawn at random has its place today. */
  | { kind: 'drawn-over' }
  /** Others stand before it. */
  | { kind: 'behind' };

/** The course that another was passed over for. */
interface Rival {
  course: CourseName;
  /** The learner has hidden it: it counts as chosen (`Pool.hidden`), and is not in the answer. */
  isHidden: boolean;
}

/** Why one course is in an answer, or is not. */
export interface CourseExplanation {
  course: CourseName;
  state: CourseState;
  verdict: Verdict;
  /** Every reason why it may not be recommended, courses by their keys; empty where it may. */
  exclusions: Exclusion[];
  /** Its place among all courses that may be recommended, from 1; absent where it is not among them. */
  place?: number;
  /** How many courses may be recommended, sections of one as one. */
  of: number;
  /** The courses of the answer, best first. */
  suggested: CourseName[];
  /** What speaks for it, as a card would say it; empty where nothing does, or it is not ranked. */
  reasons: Reason[];
  /**
   * What the learner has, and what does not speak for this course. `told`: interests, goal, skills, searches. `history`: the courses
   * that they took.
   */
  lacks: ('told' | 'history')[];
  /** What has still to be taken before it and may be named, first things first, and it itself last. */
  path: PathStep[];
  /** By key: every course that exclusions and path name, with how it stands to the learner; none that students are told nothing of. */
  steps: ReadonlyMap<string, { course: CourseName; state: CourseState }>;
}

/** The parts of an answer, as `recommend.ts` makes them. */
export interface MadeAnswer {
  scored: ScoredCourses;
  checkEligibility: Eligibility;
  /** How many courses the answer was to hold. */
  count: number;
  /** Keys of the courses of the answer, best first. */
  answered: readonly string[];
}

/**
 * Says why a course is in an answer, or is not: by the rules that exclude it, else by where it ranks and what it was passed over for.
 * Nothing is guessed: each step asks the code that makes the answer.
 * @param about key of the course
 * @returns undefined where the institution has no such course. One that students are told nothing of is explained too: whoever shows the
 * explanation decides whether the reader may know of it (state `concealed`)
 */
export function explainCourse(
  question: Question,
  about: string,
  { scored, checkEligibility, count, answered }: MadeAnswer,
): CourseExplanation | undefined {
  const { catalogue, learner, locale, now } = question;
  const course = catalogue.courses.get(about);
  if (!course) return undefined;
  const name = namesIn(catalogue.courses, locale);
  const stateOf = courseStates(question, checkEligibility);
  const { state, exclusions } = stateOf(course);
  const path = coursePaths(
    catalogue,
    learner.passed,
    now,
  )(about).filter(({ key }) => key === about || mayBeNamed(key));
  const rules = { checkEligibility, hiddenCount: learner.dismissed.size, now };
  const pool = eligiblePool(scored, rules, count);
  const ranking = rankAll(scored, rules, pool, count);
  const row = scored.rows.get(about) ?? noRow;
  const at = ranking.order.indexOf(row);
  const isRanked = at >= 0 && ranking.sectionOf(row) === course;
  const causes = isRanked ? scored.causes(row, course) : [];
  return {
    ...{ course: name(about), state, exclusions, of: ranking.order.length },
    verdict: verdictOn(),
    ...(isRanked && { place: at + 1 }),
    suggested: answered.map(name),
    reasons: isRanked ? reasonsFor(causes) : [],
    lacks: isRanked ? lacking(causes, question) : [],
    ...{ path, steps: named([...path.map(({ key }) => key), ...exclusions.flatMap(keysIn)]) },
  };

  /** A prerequisite may be one that only staff see. The learner knows what they have taken. */
  function mayBeNamed(key: string): boolean {
    const one = catalogue.courses.get(key);
    return one !== undefined && (!isConcealed(one) || learner.taken.has(key));
  }

  function named(keys: readonly string[]): CourseExplanation['steps'] {
    return new Map(
      keys
        .filter((key) => key === about || mayBeNamed(key))
        .map((key) => {
          const { state: itsState } = stateOf(catalogue.courses.get(key) as CatalogueCourse);
          return [key, { course: name(key), state: itsState }] as const;
        }),
    );
  }

  function verdictOn(): Verdict {
    if (answered.includes(about)) return { kind: 'suggested' };
    if (exclusions.length > 0) return { kind: 'excluded' };
    if (row === noRow) return { kind: 'too-new' };
    if (!scored.suits(row, course as CatalogueCourse)) return { kind: 'no-supplement' };
    if (!isRanked) return otherSection();
    if (at < count) return { kind: 'drawn-over' };
    return ranking.byScore.indexOf(row) < count ? passedOver() : { kind: 'behind' };
  }

  function otherSection(): Verdict {
    if (!ranking.all.includes(row)) return { kind: 'behind' };
    return { kind: 'other-section-first', course: name(ranking.sectionOf(row).key) };
  }

  /** Whatever keeps a course out of a basket that its score would have put in: see `diversified`. */
  function passedOver(): Verdict {
    const chosen = chosenRows(pool, scored, count);
    const own = chosen.indexOf(row);
    const before = own < 0 ? chosen : chosen.slice(0, own);
    const rival = before.find((other) => scored.clash?.(row, other));
    if (rival !== undefined) return { kind: 'instead-of', ...asRival(rival) };
    const likeness = (other: number) => scored.similarity?.(row, other) ?? 0;
    let [other] = before;
    for (const next of before) if (likeness(next) > likeness(other as number)) other = next;
    return other === undefined ? { kind: 'behind' } : { kind: 'too-like', ...asRival(other) };
  }

  function asRival(other: number): Rival {
    return { course: name(pool.sectionOf(other).key), isHidden: pool.hidden.has(other) };
  }

  function reasonsFor(raised: readonly Cause[]): Reason[] {
    const told = sayableCauses(raised, course as CatalogueCourse, question);
    const shareOfAll = (taken: ReadonlySet<string>) => scored.shareOfAll?.(row, taken) ?? 0;
    const said = statements(told, course as CatalogueCourse, {
      ...{
        ...question,
        link: courseLinks(question),
        takenIn: takenInCategories(catalogue, learner),
        shareOfAll,
      },
    });
    return said.length === 0 ? [] : (chooseReasons([said])[0] ?? []);
  }
}

/** Keys of the courses that an exclusion names. */
function keysIn(exclusion: Exclusion): readonly string[] {
  if (exclusion.reason === 'missing-prerequisite' || exclusion.reason === 'outgrown')
    return exclusion.courses;
  return exclusion.reason === 'other-section-taken' ? [exclusion.course] : [];
}

/** Of a course that the model does not know. */
const noRow = -1;

interface Ranking {
  /** Rows of all courses that may be recommended, those that were hidden among them, best score first. */
  all: readonly number[];
  /** As of a pool: of each of these. */
  sectionOf: Pool['sectionOf'];
  /** Without the hidden ones. */
  byScore: readonly number[];
  /** In the order in which answers of whatever length take them. */
  order: readonly number[];
}

function rankAll(scored: ScoredCourses, rules: PoolRules, pool: Pool, count: number): Ranking {
  // The pool of an answer that was to hold everything.
  const whole = eligiblePool(scored, rules, Math.max(count, scored.sections.length));
  const byScore = whole.rows.filter((row) => !whole.hidden.has(row));
  const order = [...new Set([...diversified(pool, scored, count), ...byScore])];
  return { all: whole.rows, sectionOf: whole.sectionOf, byScore, order };
}

/** What the learner has, and nothing of which raised the score of the course. A supplement goes by none of it. */
function lacking(causes: readonly Cause[], { learner, purpose }: Question): CourseExplanation['lacks'] {
  if (purpose !== 'next') return [];
  const { history, profile, searches } = learner;
  const fromHistory = new Set(history);
  const isOfHistory = ({ about }: Cause) => about !== undefined && fromHistory.has(about);
  const hasTold =
    profile.goal !== undefined ||
    [profile.interests, profile.skills, searches].some(({ length }) => length > 0);
  return [
    ...(hasTold && !causes.some(isTold) ? (['told'] as const) : []),
    ...(history.length > 0 && !causes.some(isOfHistory) ? (['history'] as const) : []),
  ];
}

function isTold({ reason: { kind } }: Cause): boolean {
  return kind.startsWith('matches-') || kind.startsWith('related-') || kind === 'teaches-skill';
}
