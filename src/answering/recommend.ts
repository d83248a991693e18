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
// src/panel/course-card.ts makes a card of each. search-courses.ts answers a search with what it finds, profile-matches.ts a
// profile with how many courses it means.
import { createHash } from 'node:crypto';
import { createRandom, type Random } from '../recommender/data/random.ts';
import { explore } from '../recommender/rerank/exploration.ts';
import type { Knowledge } from '../recommender/text/search/text-index.ts';
import type { LiveModels } from '../trained-models/live-models.ts';
import { type CatalogueCourse, catalogueReader } from './catalogue.ts';
import { diversified, eligiblePool } from './choose-courses.ts';
import { chooseReasons } from './choose-reasons.ts';
import { courseLinks } from './course-links.ts';
import { courseSearcher } from './course-search.ts';
import { courseStandings } from './course-standing.ts';
import { categoriesIn, wordsIn } from './course-words.ts';
import { createEligibility, type Eligibility, type Exclusion } from './eligibility.ts';
import { type InventedStudent, inventStudent } from './invented-student.ts';
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
  /** What a search finds in the whole catalogue. */
  search(request: RecommendationRequest & { text: string }): Promise<SearchAnswer>;
  /** What an invented student has taken before the course that they are in now. */
  invented(request: RecommendationRequest & { student: InventedStudent }): Promise<NamedCourse[]>;
  /** What came of the things that a learner says of themselves. */
  matches(request: RecommendationRequest): Promise<ProfileMatches>;
  /** How many courses are kept from a learner by their language alone. */
  inOtherLanguages(request: RecommendationRequest): Promise<number>;
  /** The courses that cannot be recommended, each with every reason why. */
  explainExclusions(request: RecommendationRequest): Promise<ExcludedCourse[]>;
}

/** Recommends with the live model; before there is one, the courses that most learners took. */
export function createRecommendations(
  models: LiveModels,
  now: () => Date = () => new Date(),
  knowledge?: Promise<Knowledge>,
): Recommendations {
  const readCatalogue = catalogueReader();
  const readSearch = courseSearcher(knowledge);
  return {
    async recommend({ count, stillShown, ...request }) {
      const asked = await readQuestion(request, models, readCatalogue, readSearch, now());
      const question = stillShown === undefined ? asked : unhidden(asked, stillShown);
      return answer(question, count, createRandom(dailySeed(request, question.now)));
    },

    async search({ text, ...request }) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      const search = await readSearch(`${request.institutionId}`, question.catalogue);
      return searchCourses(question, search, text, request.locale);
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
  const { catalogue, learner, rules, now } = question;
  const { pins = [], boosts = [] } = rules;
  const scored = boosted(score(question), boosts);
  const courses = catalogue.coursesInOrder(scored.keys);
  const checkEligibility = eligibility(question);
  const pinned = pinnedCourses(pins, catalogue.courses, checkEligibility, count);
  // Whatever is pinned may be in the pool too.
  const pool = eligiblePool(scored, courses, checkEligibility, count + pinned.length, learner.dismissed.size);
  const rows = diversified(pool, scored, count + pinned.length).filter(
    (row) => !isAmong(courses[row] as CatalogueCourse, pinned),
  );
  const left = count - pinned.length;
  const places = explore(rows, left, { share: rules.exploration, pool: explorationPool }, random);
  const link = courseLinks(question);
  const reasons = chooseReasons(
    places.map(({ course: row, drawn }) => {
      const course = courses[row] as CatalogueCourse;
      if (drawn) return [{ reason: { kind: 'chance' }, worth: 1, says: [] }];
      const causes = sayableCauses(scored.causes(row, course), course, question);
      const shareOfAll = (taken: ReadonlySet<string>) => scored.shareOfAll?.(row, taken) ?? 0;
      return statements(causes, course, { ...question, link, shareOfAll });
    }),
  );
  const standing = courseStandings(question);
  const recommendation = (course: CatalogueCourse, why: readonly Reason[]): Recommendation => {
    const ofStaff = staffReason(course.key, [...pins, ...boosts]);
    return {
      course: publicFields(course, question.locale),
      ...entryOf(course, learner, now),
      standing: standing(course),
      ...(learner.saved.has(course.key) && { isSaved: true }),
      reasons: ofStaff ? [ofStaff, ...why] : [...why],
    };
  };
  return [
    // The model has not chosen them: it learns nothing from what becomes of them.
    ...pinned.map((course) => recommendation(course, [])),
    ...places.map(({ course: row, propensity }, place) => ({
      ...recommendation(courses[row] as CatalogueCourse, reasons[place] as Reason[]),
      ...(rules.exploration > 0 && { propensity, score: scored.scores[row] as number }),
    })),
  ];
}

function unhidden(question: Question, course: string): Question {
  const { learner } = question;
  const dismissed = new Set([...learner.dismissed].filter((key) => key !== course));
  return { ...question, learner: { ...learner, dismissed } };
}

function score({ model, catalogue, learner, search, purpose, course, locale, now }: Question): ScoredCourses {
  const current = course === undefined ? [...learner.active] : [course];
  if (purpose === 'next')
    return model
      ? scoreNextCourses(model, catalogue, learner, now, { search, locale })
      : scoreByLearners(catalogue, undefined, learnerGains(learner, now, { search, locale }));
  return model ? scoreSupplements(model, catalogue, current, now) : scoreByLearners(catalogue, current);
}

function eligibility({ catalogue, learner, rules, purpose, now }: Question): Eligibility {
  return createEligibility(catalogue.courses, learner, {
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
  const { key, code, level, url, term } = course;
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
    ...(url ? { url } : {}),
  };
}
