// From a request to recommended courses with their reasons. answer.ts takes the steps one after the other:
//   question.ts              what the answer depends on: learner-state.ts (for staff invented-student.ts), catalogue.ts,
//                            panel-rules.ts, the live model
//   learner-gains.ts         what courses gain by what the learner looks for: learner-topics.ts says what that is, topic-gains.ts
//                            and course-search.ts which courses it means, goal-gains.ts what leads to a goal (../skills/goal.ts)
//   sections-by-row.ts       the sections of a course, which scores know as one; section-gains.ts: what such a course gains
//   score-courses.ts         candidates and scores (scored-courses.ts): of score-next-courses.ts, of score-supplements.ts for what
//                            goes with the courses of now, of score-by-learners.ts before there is a model
//   eligibility.ts           what may not be recommended, and why (eligibility-for.ts: to whom); step-back.ts: what leads back;
//                            presumed-languages.ts: what the learner can follow; way-in.ts: how they get into a course
//   steered-courses.ts       what staff of the course put first, or rank higher
//   choose-courses.ts        the best that may, of each the section that begins next, diverse, and none that is taken instead of another
//   reasons.ts               why each is there: the causes that may be said; course-links.ts: what courses have in common;
//                            statements.ts: how each cause can be said, and how much that says; choose-reasons.ts: those said
//   course-rows.ts           below the first courses others, by what they have in common; course-filter.ts what can be asked for
// src/panel/course-card.ts makes a card of each. search-courses.ts answers a search with what it finds, profile-matches.ts a
// profile with how many courses it means, and explain-course.ts says why a course is in an answer, or is not: course-state.ts
// how it stands to a person, course-sequence.ts what comes right before and after it, course-path.ts all that comes before it, goal-path.ts what leads to a goal, course-plan.ts what was saved leads to.
import { createHash } from 'node:crypto';
import type { RunningComparison } from '../../models/institution.ts';
import { createRandom } from '../recommender/data/random.ts';
import type { Knowledge } from '../recommender/text/search/text-index.ts';
import type { LiveModels } from '../trained-models/live-models.ts';
import { type Answer, answer, answerWithRows, mostInRows } from './answer.ts';
import { catalogueReader } from './catalogue.ts';
import { type CourseFilter, type FilterChoices, filterChoices } from './course-filter.ts';
import { type CoursePlan, coursePlan } from './course-plan.ts';
import { courseSearcher } from './course-search.ts';
import { type CourseName, nameOfCourse } from './course-words.ts';
import { type Exclusion, languagesOf, primaryLanguage } from './eligibility.ts';
import { eligibilityFor } from './eligibility-for.ts';
import { explainAnswer } from './explain-answer.ts';
import type { CourseExplanation } from './explain-course.ts';
import { type GoalPath, goalPath } from './goal-path.ts';
import { type InventedStudent, inventStudent } from './invented-student.ts';
import type { KnownLearner } from './known-learner.ts';
import type { LearnerCounts } from './learner-counts.ts';
import { type ProfileMatches, profileMatches } from './profile-matches.ts';
import { type Question, readQuestion } from './question.ts';
import type { Recommendation, RecommendationRequest } from './recommendation.ts';
import { type SearchAnswer, searchCourses } from './search-courses.ts';

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
  invented(request: RecommendationRequest & { student: InventedStudent }): Promise<CourseName[]>;
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
  /** The theme of the row that is wanted whole. */
  openRow?: string;
  /** Only courses that pass it are answered. */
  filter?: CourseFilter;
}

export interface Overview extends Answer {
  choices: FilterChoices;
  /** The way to the learner's goal; undefined for a learner without one, and beside courses that are no next ones. */
  way: GoalPath | undefined;
  /** The comparison of models that the learner takes part in: whoever shows the answer records it. */
  comparing?: RunningComparison | undefined;
  /** Whom it is about; undefined where that is nobody. */
  known: KnownLearner | undefined;
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

    async overview({ count, stillShown, filter, openRow, ...request }) {
      const asked = await readQuestion(request, models, readCatalogue, readSearch, now());
      const shown = stillShown === undefined ? asked : unhidden(asked, stillShown);
      const question = filter?.language === undefined ? shown : alsoIn(filter.language, shown);
      const random = createRandom(dailySeed(request, question.now));
      const isNext = request.learner !== undefined && question.purpose === 'next';
      const checkEligibility = eligibilityFor(question);
      const inRows = isNext ? mostInRows : 0;
      return {
        ...answerWithRows(question, count, random, { checkEligibility, filter, inRows, openRow }),
        choices: filterChoices(question.catalogue, question.locale, question.now),
        way: isNext ? goalPath(question, checkEligibility) : undefined,
        comparing: question.comparing,
        known: knownIn(question),
      };
    },

    async search({ text, ...request }) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      const search = await readSearch(`${request.institutionId}`, question.catalogue);
      return searchCourses(question, eligibilityFor(question), search, text, request.locale);
    },

    async plan(request) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      return coursePlan(question, eligibilityFor(question));
    },

    async goalPath(request) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      return goalPath(question, eligibilityFor(question));
    },

    async explain({ about, count, ...request }) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      return explainAnswer(question, about, count, createRandom(dailySeed(request, question.now)));
    },

    async invented({ institutionId, student, course, locale }) {
      const catalogue = await readCatalogue(institutionId);
      return inventStudent(student, course, catalogue).history.flatMap((key) => {
        const found = catalogue.courses.get(key);
        return found ? nameOfCourse(found, locale) : [];
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
      const checkEligibility = eligibilityFor(question);
      return [...question.catalogue.courses.values()].filter((course) => {
        const [first, ...others] = checkEligibility(course);
        return first?.reason === 'other-language' && others.length === 0;
      }).length;
    },

    async explainExclusions(request) {
      const question = await readQuestion(request, models, readCatalogue, readSearch, now());
      const checkEligibility = eligibilityFor(question);
      return [...question.catalogue.courses.values()].flatMap((course) => {
        const exclusions = checkEligibility(course);
        return exclusions.length === 0 ? [] : { key: course.key, title: course.title, exclusions };
      });
    },
  };
}

/** With the goal in the reader's language, where a taxonomy knows it. */
function knownIn({ learner: { known, goal } }: Question): KnownLearner | undefined {
  return known && goal ? { ...known, profile: { ...known.profile, goal: goal.name } } : known;
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

/** The same learner gets the same draw all day: an answer does not change because somebody looks at it again. */
function dailySeed({ institutionId, learner = '', course = '' }: RecommendationRequest, now: Date): number {
  const question = JSON.stringify([institutionId, learner, course, now.toISOString().slice(0, 10)]);
  return createHash('sha256').update(question).digest().readUInt32LE(0);
}
