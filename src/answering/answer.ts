import type { Random } from '../recommender/data/random.ts';
import { explore } from '../recommender/rerank/exploration.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import type { CatalogueCourse } from './catalogue.ts';
import { diversified, eligiblePool } from './choose-courses.ts';
import { chooseReasons } from './choose-reasons.ts';
import { type CourseFilter, passesFilter } from './course-filter.ts';
import { courseLinks } from './course-links.ts';
import { courseRows, type ShownRow, shownRow } from './course-rows.ts';
import { courseSequences } from './course-sequence.ts';
import { wordsIn } from './course-words.ts';
import type { Eligibility } from './eligibility.ts';
import { eligibilityFor } from './eligibility-for.ts';
import type { Question } from './question.ts';
import { type Reason, sayableCauses } from './reasons.ts';
import type { Recommendation } from './recommendation.ts';
import { scoreCourses } from './score-courses.ts';
import { shownCourse, startToCome } from './shown-course.ts';
import { statements } from './statements.ts';
import { isAmong, pinnedCourses, staffReason } from './steered-courses.ts';
import { takenInCategories } from './taken-in-categories.ts';
import { findWayIn } from './way-in.ts';

/** Of the courses below the first ones, so many are looked at for the rows. */
export const mostInRows = 36;
/** A random draw is from so many courses, from the last place of the answer down. */
const explorationPool = 20;

/** By model: the scores of the answer that is being made. */
const memories = new WeakMap<ServingModel, Float32Array>();

/** One array for all answers of a model: many that are made outside of the heap hold up other answers when they are cleared away. */
function memoryFor(model: ServingModel): Float32Array {
  const memory = memories.get(model) ?? new Float32Array(model.sections.length);
  memories.set(model, memory);
  return memory;
}

/** What stands on a panel, but for what can be picked there. */
export interface Answer {
  /** The best `count` courses, best first. */
  recommendations: Recommendation[];
  /** Other courses, by what they have in common; empty without a learner. */
  rows: ShownRow<Recommendation>[];
}

/** The best `count` courses for a question, best first, each with its reasons. Pure but for the draws of `random`. */
export function answer(question: Question, count: number, random: Random): Recommendation[] {
  const checkEligibility = eligibilityFor(question);
  return answerWithRows(question, count, random, { checkEligibility, inRows: 0 }).recommendations;
}

/** @param inRows so many of the next best courses are sorted into rows; `openRow`: the theme of the row that is wanted whole */
export function answerWithRows(
  question: Question,
  count: number,
  random: Random,
  {
    checkEligibility,
    filter,
    inRows,
    openRow,
  }: {
    checkEligibility: Eligibility;
    filter?: CourseFilter | undefined;
    inRows: number;
    openRow?: string | undefined;
  },
): Answer {
  const { catalogue, learner, rules, now } = question;
  const { pins = [], boosts = [] } = rules;
  const scored = scoreCourses(question, question.model && memoryFor(question.model));
  // Most often nothing is picked.
  const isPicked = filter !== undefined && Object.keys(filter).length > 0;
  const isWanted = isPicked
    ? (course: CatalogueCourse) => passesFilter(course, filter, learner, now)
    : undefined;
  const allPinned = pinnedCourses(pins, catalogue.courses, checkEligibility, count);
  const pinned = isWanted ? allPinned.filter(isWanted) : allPinned;
  // Whatever is pinned may be in the pool too.
  const poolRules = { checkEligibility, isWanted, hiddenCount: learner.dismissed.size, now };
  const pool = eligiblePool(scored, poolRules, count + pinned.length);
  const { sectionOf } = pool;
  const ordered = diversified(pool, scored, count + pinned.length);
  const rows = pinned.length === 0 ? ordered : ordered.filter((row) => !isAmong(sectionOf(row), pinned));
  const left = count - pinned.length;
  const places = explore(rows, left, { share: rules.exploration, pool: explorationPool }, random);
  const link = courseLinks(question);
  const takenIn = takenInCategories(catalogue, learner);
  const reasons = chooseReasons(
    places.map(({ course: row, drawn }) => {
      const course = sectionOf(row);
      if (drawn) return [{ reason: { kind: 'chance' }, worth: 1, says: [] }];
      return said(row, course, (taken) => scored.shareOfAll?.(row, taken) ?? 0);
    }),
  );
  const sequence = courseSequences(question);
  const steered = [...pins, ...boosts];
  const toRecommendation = (course: CatalogueCourse, why: readonly Reason[]): Recommendation => {
    const ofStaff = staffReason(course, steered, catalogue.courses);
    const { description = '', descriptionLanguage } = wordsIn(course, question.locale);
    const shown: Recommendation['course'] = shownCourse(course, question.locale);
    shown.description = description;
    if (descriptionLanguage) shown.descriptionLanguage = descriptionLanguage;
    const recommendation: Recommendation = {
      course: shown,
      sequence: sequence(course),
      reasons: ofStaff ? [ofStaff, ...why] : [...why],
    };
    // What the learner has to know to get in: the way, and what still lies ahead of them.
    const { wayIn, opensAt } = findWayIn(course, learner.groups, now);
    const startsAt = startToCome(course, now);
    if (wayIn) recommendation.wayIn = wayIn;
    if (opensAt) recommendation.opensAt = opensAt;
    if (startsAt) recommendation.startsAt = startsAt;
    if (learner.saved.has(course.key)) recommendation.isSaved = true;
    return recommendation;
  };
  // The model has not chosen what is pinned: it learns nothing from what becomes of that.
  const recommendations = pinned.map((course) => toRecommendation(course, []));
  for (const [place, { course: row, propensity }] of places.entries()) {
    const recommendation = toRecommendation(sectionOf(row), reasons[place] as Reason[]);
    if (rules.exploration > 0) {
      recommendation.propensity = propensity;
      recommendation.score = scored.scores[row] as number;
    }
    recommendations.push(recommendation);
  }
  const first = new Set(places.map(({ course }) => course));
  const further = rows.filter((row) => !first.has(row)).slice(0, inRows);
  const candidates = further.map((row) => {
    const course = sectionOf(row);
    return { course, statements: said(row, course) };
  });
  return {
    recommendations,
    rows: courseRows(candidates, question).map((row) => {
      const { courses, ...shown } = shownRow(row, row.theme.kind === openRow);
      return {
        ...shown,
        courses: courses.map(({ course, statements }) =>
          toRecommendation(course, chooseReasons([statements])[0] as Reason[]),
        ),
      };
    }),
  };

  /** What can be said of a course. @param shareOfAll takes time: it is asked for the first courses only */
  function said(row: number, course: CatalogueCourse, shareOfAll?: (taken: ReadonlySet<string>) => number) {
    const causes = sayableCauses(scored.causes(row, course), course, question);
    return statements(causes, course, {
      catalogue,
      learner,
      link,
      takenIn,
      shareOfAll,
      locale: question.locale,
    });
  }
}
