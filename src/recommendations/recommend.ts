import type { Types } from 'mongoose';
import { topCourses } from '../recommender/rank.ts';
import { type Catalogue, type CatalogueCourse, Catalogues } from './catalogues.ts';
import { exclusionOf } from './eligibility.ts';
import { type LearnerState, learnerState, nobody } from './learner-state.ts';
import { LiveModels } from './live-models.ts';
import { popularityOf, reasonsOf } from './reasons.ts';
import type { Recommendation } from './recommendation.ts';
import type { ServingModel } from './stored-model.ts';

export interface RecommendationRequest {
  tenant: Types.ObjectId;
  /** `Learner.key`; without one, what suits everybody. */
  learner?: string;
  /** `Course.key` of the course that the panel is open in: the learner has it. */
  course?: string;
  count: number;
}

export type Recommend = (request: RecommendationRequest) => Promise<Recommendation[]>;

/** Answers from the live model; before there is one, with the courses that most learners took. */
export function createRecommend(now: () => Date = () => new Date()): Recommend {
  const models = new LiveModels();
  const catalogues = new Catalogues();

  return async ({ tenant, learner, course, count }) => {
    const [model, catalogue, state] = await Promise.all([
      models.get(tenant),
      catalogues.get(tenant),
      learner === undefined ? nobody : learnerState(tenant, learner),
    ]);
    const standing = course === undefined ? state : { ...state, taken: new Set([...state.taken, course]) };
    const isEligible = (candidate: CatalogueCourse | undefined) =>
      candidate !== undefined && exclusionOf(candidate, standing, catalogue.courses, now()) === undefined;
    return model
      ? fromModel(model, catalogue, state, isEligible, count)
      : mostTaken(catalogue, isEligible, count);
  };
}

type Eligible = (candidate: CatalogueCourse | undefined) => boolean;

function fromModel(
  model: ServingModel,
  catalogue: Catalogue,
  state: LearnerState,
  isEligible: Eligible,
  count: number,
): Recommendation[] {
  const input = {
    history: state.history.flatMap((key) => model.rows.get(key) ?? []),
    interests: state.interests,
  };
  // A course that has left the catalogue since the training is no candidate.
  const courseAt = (row: number) => catalogue.courses.get(model.courseKeys[row] as string);
  const best = topCourses(model.recommender.score(input), count, (row) => isEligible(courseAt(row)));
  return best.map((row) => {
    const course = courseAt(row) as CatalogueCourse;
    return asRecommendation(
      course,
      reasonsOf(model.recommender.explain(input, row), course, model, catalogue),
    );
  });
}

function mostTaken(catalogue: Catalogue, isEligible: Eligible, count: number): Recommendation[] {
  const courses = [...catalogue.courses.values()];
  const learners = Float32Array.from(courses, ({ key }) => catalogue.learners.get(key) ?? 0);
  return topCourses(learners, count, (row) => isEligible(courses[row])).map((row) => {
    const course = courses[row] as CatalogueCourse;
    return asRecommendation(course, [popularityOf(course, catalogue)]);
  });
}

function asRecommendation(course: CatalogueCourse, reasons: Recommendation['reasons']): Recommendation {
  const { key, title, categories, level, url, description } = course;
  return {
    course: { key, title, categories, description, ...(level ? { level } : {}), ...(url ? { url } : {}) },
    reasons,
  };
}
