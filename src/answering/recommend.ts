// From a request to recommended courses with their reasons. `answer`, below, takes the steps one after the other:
//   question.ts              what the answer depends on: learner-state.ts (for staff invented-student.ts), catalogue.ts,
//                            panel-rules.ts, the live model
//   learner-gains.ts         what courses gain by what the learner looks for: learner-topics.ts says what that is, topic-gains.ts
//                            and course-search.ts which courses it means, goal-gains.ts what leads to a goal (../skills/goal.ts)
//   score-next-courses.ts    candidates and scores (scored-courses.ts); score-supplements.ts for courses that go with
//                            those of now; score-by-learners.ts before there is a model
//   eligibility.ts           what may not be recommended, and why; way-in.ts: how the learner gets into a course
//   steered-courses.ts       what staff of the course put first, or rank higher
//   choose-courses.ts        the best that may, diverse, and none that is taken instead of another
//   reasons.ts               why each is there: the causes that may be said; course-links.ts: what courses have in common;
//                            statements.ts: how each cause can be said, and how much that says; choose-reasons.ts: those said
//   course-rows.ts           below the first courses others, by what they have in common; course-filter.ts what can be asked for
// src/panel/course-card.ts makes a card of each. search-courses.ts answers a search with what it finds, profile-matches.ts a
// profile with how many courses it means, and explain-course.ts says why a course is in an answer, or is not: course-state.ts
// how it stands to a person, course-path.ts what comes before it, goal-path.ts what leads to a goal, course-plan.ts what was saved leads to.
import { createHash } from 'node:crypto';
import { createRandom, type Random } from '../recommender/data/random.ts';
import { explore } from '../recommender/rerank/exploration.ts';
import type { Knowledge } from '../recommender/text/search/text-index.ts';
import type { LiveModels } from '../trained-models/live-models.ts';
import { type CatalogueCourse, catalogueReader } from './catalogue.ts';
import { diversified, eligiblePool } from './choose-courses.ts';
import { chooseReasons } from './choose-reasons.ts';
import { type CourseFilter, type FilterChoices, filterChoices, passesFilter } from './course-filter.ts';
import { courseLinks } from './course-links.ts';
import { type CoursePlan, coursePlan } from './course-plan.ts';
import { type CourseRow, courseRows } from './course-rows.ts';
import { courseSearcher } from './course-search.ts';
import { courseStandings } from './course-standing.ts';
import { categoriesIn, wordsIn } from './course-words.ts';
import {
  createEligibility,
  type Eligibility,
  type Exclusion,
  languagesOf,
  primaryLanguage,
} from './eligibility.ts';
import { type CourseExplanation, explainCourse } from './explain-course.ts';
import { type GoalPath, goalPath } from './goal-path.ts';
import { type InventedStudent, inventStudent } from './invented-student.ts';
import type { LearnerCounts } from './learner-counts.ts';
import { learnerGains } from './learner-gains.ts';
import type { LearnerState } from './learner-state.ts';
import { type ProfileMatches, profileMatches } from './profile-matches.ts';
import { type Question, readQuestion } from './question.ts';
import { type Reason, sayableCauses } from './reasons.ts';
import type { Recommendation, RecommendationRequest } from './recommendation.ts';
import { scoreByLearners } from './score-by-learners.ts';
import { scoreNextCourses } from './score-next-courses.ts';
import { scoreSupplements } from './score-supplements.ts';
import type { ScoredCourses } from './scored-courses.ts';
import { type SearchAnswer, searchCourses } from './search-courses.ts';
import { statements } from './statements.ts';
import { boosted, isAmong, pinnedCourses, staffReason } from './steered-courses.ts';
import { findWayIn } from './way-in.ts';

/** A random draw is from so many courses, from the last place of the answer down. */
const explorationPool = 20;
/** Of the courses below the first ones, so many are looked at for the rows. */
const mostInRows = 36;

/** A course in the reader's language. */
export type NamedCourse = Pick<Recommendation['course'], 'key' | 'title' | 'language'>;

export interface ExcludedCourse {
  key: string;
  title: string;
  /** All of them, not only the first. */
  exclusions: Exclusion[];
}

export interface Recommendations {
  /**
   * The best `count` courses, best first.
   * @param request `stillShown`: key of a course that the learner has just hidden; it is answered in the place that it had
   */
  recommend(
    request: RecommendationRequest & { count: number; stillShown?: string },
  ): Promise<Recommendation[]>;
  /** The same, with more courses in rows, and what they can be filtered by. */
  overview(request: OverviewRequest): Promise<Overview>;
  /** What a search finds in the whole catalogue. */
  search(request: RecommendationRequest & { text: string }): Promise<SearchAnswer>;
  /** What an invented student has taken before the course that they are in now. */
  invented(request: RecommendationRequest & { student: InventedStudent }): Promise<NamedCourse[]>;
  /** What a learner has saved, what it builds on, and what it leads to. */
  plan(request: RecommendationRequest): Promise<CoursePlan>;
  /** The way to a learner's goal through prerequisites; undefined for a learner without a goal. */
  goalPath(request: RecommendationRequest): Promise<GoalPath | undefined>;
  /**
   * Why a course is, or is not, among the best `count`. Undefined where the institution has no such course.
   * @param request `about`: its key
   */
  explain(
    request: RecommendationRequest & { about: string; count: number },
  ): Promise<CourseExplanation | undefined>;
  /** What came of the things that a learner says of themselves. */
  matches(request: RecommendationRequest): Promise<ProfileMatches>;
  /** Of the languages of the catalogue, BCP 47 tags, those that a learner can follow as far as it shows: they count where none were picked. */
  presumedLanguages(request: RecommendationRequest): Promise<readonly string[]>;
  /** How many courses are kept from a learner by their language alone. */
  inOtherLanguages(request: RecommendationRequest): Promise<number>;
  /** The courses that cannot be recommended, each with every reason why. */
  explainExclusions(request: RecommendationRequest): Promise<ExcludedCourse[]>;
}

export interface OverviewRequest extends RecommendationRequest {
  count: number;
  /** As of `recommend`. */
  stillShown?: string;
  /** Only courses that pass it are answered. */
  filter?: CourseFilter;
}

export interface Overview {
  /** The best `count` courses, best first. */
  recommendations: Recommendation[];
  /** Other courses, by what they have in common; empty without a learner. */
  rows: CourseRow<Recommendation>[];
  choices: FilterChoices;
  /** The way to the learner's goal; undefined for a learner without one, and beside courses that are no next ones. */
  way: GoalPath | undefined;
}

/** Recommends with the live model; before there is one, the courses that most learners took. */
export function createRecommendations(
  models: LiveModels,
  now: () => Date = () => new Date(),
  knowledge?: Promise<Knowledge>,
  learnerCounts?: LearnerCounts,
): Recommendations {
  const readCatalogue = catalogueReader(learnerCounts);
  const readSearch = courseSearcher(knowledge);
  return {
    async recommend({ count, stillShown, ...request }) {
      const asked = await readQuestion(request, models, readCatalogue, readSearch, now());
      const question = stillShown === undefined ? asked : unhidden(asked, stillShown);
      return answer(question, count, createRandom(dailySeed(request, question.now)));
    },

    async overview({ count, stillShown, filter, ...request }) {
      const asked = await readQuestion(request, models, readCatalogue, readSearch, now());
      const shown = stillShown === undefined ? asked : unhidden(asked, stillShown);
      const question = filter?.language === undefined ? shown : alsoIn(filter.language, shown);
      const random = createRandom(dailySeed(request, question.now));
      const isNext = request.learner !== undefined && question.purpose === 'next';
      const checkEligibility = eligibility(question);
      const inRows = isNext ? mostInRows : 0;
      return {
        ...answerWithRows(question, count, random, { checkEligibility, filter, inRows }),
        choices: filterChoices(question.catalogue, question.locale, question.now),
        way: isNext ? goalPath(question, checkEligibility) : undefined,
      };
    },

    async search({ text, ...request }) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      const search = await readSearch(`${request.institutionId}`, question.catalogue);
      return searchCourses(question, eligibility(question), search, text, request.locale);
    },

    async plan(request) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      return coursePlan(question, eligibility(question));
    },

    async goalPath(request) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      return goalPath(question, eligibility(question));
    },

    async explain({ about, count, ...request }) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      return explain(question, about, count, createRandom(dailySeed(request, question.now)));
    },

    async invented({ institutionId, student, course, locale }) {
      const catalogue = await readCatalogue(institutionId);
      return inventStudent(student, course, catalogue).history.flatMap((key) => {
        const found = catalogue.courses.get(key);
        if (!found) return [];
        const { title, language } = wordsIn(found, locale);
        return { key, title, ...(language === undefined ? {} : { language }) };
      });
    },

    async matches(request) {
      return profileMatches(await readQuestion(request, models, readCatalogue, readSearch, now()));
    },

    async presumedLanguages(request) {
      const { learner, catalogue } = await readQuestion(request, models, readCatalogue, readSearch, now());
      const follows = new Set(learner.presumedLanguages?.map(primaryLanguage));
      const tags = new Set([...catalogue.courses.values()].flatMap(languagesOf));
      return [...tags].filter((tag) => follows.size === 0 || follows.has(primaryLanguage(tag)));
    },

    async inOtherLanguages(request) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      const checkEligibility = eligibility(question);
      return [...question.catalogue.courses.values()].filter((course) => {
        const [first, ...others] = checkEligibility(course);
        return first?.reason === 'other-language' && others.length === 0;
      }).length;
    },

    async explainExclusions(request) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      const checkEligibility = eligibility(question);
      return [...question.catalogue.courses.values()].flatMap((course) => {
        const exclusions = checkEligibility(course);
        return exclusions.length === 0 ? [] : { key: course.key, title: course.title, exclusions };
      });
    },
  };
}

/** The best `count` courses for a question, best first, each with its reasons. Pure but for the draws of `random`. */
export function answer(question: Question, count: number, random: Random): Recommendation[] {
  const checkEligibility = eligibility(question);
  return answerWithRows(question, count, random, { checkEligibility, inRows: 0 }).recommendations;
}

/** @param inRows so many of the next best courses are sorted into rows */
function answerWithRows(
  question: Question,
  count: number,
  random: Random,
  {
    checkEligibility,
    filter,
    inRows,
  }: { checkEligibility: Eligibility; filter?: CourseFilter | undefined; inRows: number },
): Omit<Overview, 'choices' | 'way'> {
  const { catalogue, learner, rules, now } = question;
  const { pins = [], boosts = [] } = rules;
  const scored = score(question);
  const all = catalogue.coursesInOrder(scored.keys);
  const isWanted = (course: CatalogueCourse) =>
    filter === undefined || passesFilter(course, filter, { ...learner, now });
  const courses =
    filter === undefined ? all : all.map((course) => (course && isWanted(course) ? course : undefined));
  const pinned = pinnedCourses(pins, catalogue.courses, checkEligibility, count).filter(isWanted);
  // Whatever is pinned may be in the pool too.
  const pool = eligiblePool(scored, courses, checkEligibility, count + pinned.length, learner.dismissed.size);
  const rows = diversified(pool, scored, count + pinned.length).filter(
    (row) => !isAmong(courses[row] as CatalogueCourse, pinned),
  );
  const left = count - pinned.length;
  const places = explore(rows, left, { share: rules.exploration, pool: explorationPool }, random);
  const link = courseLinks(question);
  const listener = { catalogue, learner, link, locale: question.locale };
  const reasons = chooseReasons(
    places.map(({ course: row, drawn }) => {
      const course = courses[row] as CatalogueCourse;
      if (drawn) return [{ reason: { kind: 'chance' }, worth: 1, says: [] }];
      return said(row, course, (taken) => scored.shareOfAll?.(row, taken) ?? 0);
    }),
  );
  const standing = courseStandings(question);
  const toRecommendation = (course: CatalogueCourse, why: readonly Reason[]): Recommendation => {
    const ofStaff = staffReason(course.key, [...pins, ...boosts]);
    return {
      course: publicFields(course, question.locale),
      ...entryOf(course, learner, now),
      standing: standing(course),
      ...(learner.saved.has(course.key) && { isSaved: true }),
      reasons: ofStaff ? [ofStaff, ...why] : [...why],
    };
  };
  const recommendations = places.map(({ course: row, propensity }, place) => ({
    ...toRecommendation(courses[row] as CatalogueCourse, reasons[place] as Reason[]),
    ...(rules.exploration > 0 && { propensity, score: scored.scores[row] as number }),
  }));
  const first = new Set(places.map(({ course }) => course));
  const further = rows.filter((row) => !first.has(row)).slice(0, inRows);
  const candidates = further.map((row) => {
    const course = courses[row] as CatalogueCourse;
    return { course, statements: said(row, course, () => 0) };
  });
  return {
    // The model has not chosen what is pinned: it learns nothing from what becomes of that.
    recommendations: [...pinned.map((course) => toRecommendation(course, [])), ...recommendations],
    rows: courseRows(candidates, question).map(({ theme, courses }) => ({
      theme,
      courses: courses.map(({ course, statements }) =>
        toRecommendation(course, chooseReasons([statements])[0] as Reason[]),
      ),
    })),
  };

  /** What can be said of a course. @param shareOfAll takes time: it is asked for the first courses only */
  function said(row: number, course: CatalogueCourse, shareOfAll: (taken: ReadonlySet<string>) => number) {
    const causes = sayableCauses(scored.causes(row, course), course, question);
    return statements(causes, course, { ...listener, shareOfAll });
  }
}

function unhidden(question: Question, course: string): Question {
  const { learner } = question;
  const dismissed = new Set([...learner.dismissed].filter((key) => key !== course));
  return { ...question, learner: { ...learner, dismissed } };
}

/** Who asks for courses in a language wants them. */
function alsoIn(language: string, question: Question): Question {
  const { learner } = question;
  const { languages, presumedLanguages = [] } = learner;
  const also = (tags: readonly string[]) => (tags.length === 0 ? [] : [...tags, language]);
  return {
    ...question,
    learner: { ...learner, languages: also(languages), presumedLanguages: also(presumedLanguages) },
  };
}

/**
 * Why a course is, or is not, in the answer to a question, of whoever it is: of a learner, or of somebody who is only thought of.
 * @param random as it was for the answer
 */
export function explain(
  question: Question,
  about: string,
  count: number,
  random: Random,
): CourseExplanation | undefined {
  const { catalogue, rules } = question;
  const { pins = [], boosts = [] } = rules;
  const checkEligibility = eligibility(question);
  const pinned = pinnedCourses(pins, catalogue.courses, checkEligibility, count);
  const answered = answer(question, count, random).map(({ course }) => course.key);
  const explained = explainCourse(question, about, {
    ...{ scored: score(question), checkEligibility, count: count - pinned.length, answered },
  });
  const ofStaff = staffReason(about, [...pins, ...boosts]);
  if (!explained || !ofStaff) return explained;
  return {
    ...explained,
    reasons: [ofStaff, ...explained.reasons],
    ...(pinned.some(({ key }) => key === about) && { place: answered.indexOf(about) + 1 }),
  };
}

function score(question: Question): ScoredCourses {
  return boosted(modelScores(question), question.rules.boosts ?? []);
}

function modelScores(question: Question): ScoredCourses {
  const { model, catalogue, learner, search, purpose, course, locale, now } = question;
  const current = course === undefined ? [...learner.active] : [course];
  if (purpose === 'next')
    return model
      ? scoreNextCourses(model, catalogue, learner, now, { search, locale })
      : scoreByLearners(catalogue, undefined, learnerGains(learner, now, { search, locale }));
  return model ? scoreSupplements(model, catalogue, current, now) : scoreByLearners(catalogue, current);
}

function eligibility({ catalogue, learner, rules, purpose, now }: Question): Eligibility {
  // What is to be taken beside courses cannot wait for their end.
  const finished = [...learner.passed].filter((key) => !learner.active.has(key));
  const standing = purpose === 'supplement' ? { ...learner, passed: new Set(finished) } : learner;
  return createEligibility(catalogue.courses, standing, {
    now,
    ...{ blocked: rules.blocked, offers: rules.offers },
    openNow: purpose === 'supplement',
  });
}

/** The same learner gets the same draw all day: an answer does not change because somebody looks at it again. */
function dailySeed({ institutionId, learner = '', course = '' }: RecommendationRequest, now: Date): number {
  const question = JSON.stringify([institutionId, learner, course, now.toISOString().slice(0, 10)]);
  return createHash('sha256').update(question).digest().readUInt32LE(0);
}

/** What the learner has to know to get in: the way, and what still lies ahead of them. */
function entryOf(course: CatalogueCourse, { groups }: LearnerState, now: Date): Partial<Recommendation> {
  const { wayIn, opensAt } = findWayIn(course, groups, now);
  const startsAt = course.startsAt ?? course.term?.startsAt;
  return {
    ...(wayIn && { wayIn }),
    ...(opensAt && { opensAt }),
    ...(startsAt && startsAt > now && { startsAt }),
  };
}

function publicFields(course: CatalogueCourse, locale: string | undefined): Recommendation['course'] {
  const { key, code, level, credits, url, term } = course;
  const [subject] = course.categories;
  const { title, description = '', language, descriptionLanguage } = wordsIn(course, locale);
  return {
    ...{ key, title, categories: categoriesIn(course, locale), description },
    ...(code ? { code } : {}),
    ...(subject ? { subject } : {}),
    ...(course.language ? { taughtIn: course.language } : {}),
    ...(term ? { termName: term.name } : {}),
    ...(language ? { language } : {}),
    ...(descriptionLanguage ? { descriptionLanguage } : {}),
    ...(level ? { level } : {}),
    ...(credits === undefined ? {} : { credits }),
    ...(url ? { url } : {}),
  };
}
