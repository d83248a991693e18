import { createHash } from 'node:crypto';
import type { Types } from 'mongoose';
import { createRandom } from '../recommender/data/random.ts';
import { answer, eligibilityFor, type Purpose, type Question } from './answer.ts';
import { rememberedCatalogues } from './catalogues.ts';
import type { Exclusion } from './eligibility.ts';
import { type LearnerState, learnerState, nobody } from './learner-state.ts';
import type { LiveModels } from './live-models.ts';
import { panelRules } from './panel-rules.ts';
import type { Recommendation } from './recommendation.ts';

export interface RecommendationRequest {
  institutionId: Types.ObjectId;
  /** `Learner.key`; without one, what suits everybody. */
  learner?: string;
  /** `Course.key` of the course that the panel is open in: the learner has it. */
  course?: string;
  /** BCP 47 tag of the language that the LMS is shown in. */
  locale?: string;
  /** `next` where nothing is said. */
  purpose?: Purpose;
}

export interface ExcludedCourse {
  key: string;
  title: string;
  /** Every one of them, not only the first. */
  exclusions: Exclusion[];
}

export interface Recommendations {
  /** The best `count` courses, best first. */
  recommend(request: RecommendationRequest & { count: number }): Promise<Recommendation[]>;
  /** The courses that cannot be recommended, each with every reason why. */
  explainExclusions(request: RecommendationRequest): Promise<ExcludedCourse[]>;
}

/** Answers from the live model; before there is one, with the courses that most learners took. */
export function createRecommendations(
  models: LiveModels,
  now: () => Date = () => new Date(),
): Recommendations {
  const catalogueOf = rememberedCatalogues();

  async function ask(request: RecommendationRequest): Promise<Question> {
    const { institutionId, learner, course, locale, purpose = 'next' } = request;
    const time = now();
    const [model, catalogue, rules, state] = await Promise.all([
      models.get(institutionId),
      catalogueOf(institutionId),
      panelRules(institutionId, course),
      learner === undefined ? nobody : learnerState(institutionId, learner, time),
    ]);
    const speaking =
      rules.ownLanguagesOnly && state.languages.length === 0 && locale !== undefined
        ? { ...state, languages: [locale] }
        : state;
    return {
      ...{ model, catalogue, purpose, course, now: time },
      // Without a learner nobody would log what was drawn.
      rules: learner === undefined ? { ...rules, exploration: 0 } : rules,
      learner: course === undefined ? speaking : inCourse(speaking, course, learner !== undefined),
    };
  }

  return {
    async recommend({ count, ...request }) {
      const question = await ask(request);
      return answer(question, count, createRandom(seedOf(request, question.now)));
    },

    async explainExclusions(request) {
      const question = await ask(request);
      const exclusionsOf = eligibilityFor(question);
      return [...question.catalogue.courses.values()].flatMap((course) => {
        const exclusions = exclusionsOf(course);
        return exclusions.length === 0 ? [] : { key: course.key, title: course.title, exclusions };
      });
    },
  };
}

/** Who opens the panel in a course is in that course, also where no roster has said so yet. */
function inCourse(state: LearnerState, course: string, isLearner: boolean): LearnerState {
  if (state.taken.has(course)) return state;
  const taken = new Set([...state.taken, course]);
  if (!isLearner) return { ...state, taken };
  return {
    ...state,
    taken,
    history: [...state.history, course],
    active: new Set([...state.active, course]),
  };
}

/** The same learner gets the same draw all day: an answer does not change by being looked at again. */
function seedOf({ institutionId, learner = '', course = '' }: RecommendationRequest, now: Date): number {
  const question = JSON.stringify([institutionId, learner, course, now.toISOString().slice(0, 10)]);
  return createHash('sha256').update(question).digest().readUInt32LE(0);
}
