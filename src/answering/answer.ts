import type { Random } from '../recommender/data/random.ts';
import type { ServingModel } from '../trained-models/stored-model.ts';
import type { Catalogue } from './catalogues.ts';
import { type Eligibility, eligibilityOf } from './eligibility.ts';
import type { LearnerState } from './learner-state.ts';
import { rankByLearners } from './most-taken.ts';
import { rankNextCourses } from './next-courses.ts';
import type { PanelRules } from './panel-rules.ts';
import type { Ranking } from './ranking.ts';
import type { Recommendation } from './recommendation.ts';
import { select } from './select.ts';
import { rankSupplements } from './supplements.ts';

/** `next`: what to take after what was taken. `supplement`: what goes with the courses that the learner is in now. */
export const purposes = ['next', 'supplement'] as const;
export type Purpose = (typeof purposes)[number];

/** Everything that an answer depends on, read and ready. */
export interface Question {
  /** Undefined before an institution's first accepted training. */
  model: ServingModel | undefined;
  catalogue: Catalogue;
  learner: LearnerState;
  rules: PanelRules;
  purpose: Purpose;
  /** Key of the course that the panel is open in. */
  course?: string | undefined;
  now: Date;
}

/** The best `count` courses for a question, best first, each with its reasons. Pure but for the draws of `random`. */
export function answer(question: Question, count: number, random: Random): Recommendation[] {
  const { catalogue, rules, learner } = question;
  return select(rankingFor(question), catalogue, {
    count,
    isEligible: eligibilityFor(question),
    hiddenCount: learner.dismissed.size,
    exploration: rules.exploration,
    random,
  });
}

function rankingFor({ model, catalogue, learner, purpose, course, now }: Question): Ranking {
  const current = course === undefined ? [...learner.active] : [course];
  if (purpose === 'next')
    return model ? rankNextCourses(model, catalogue, learner, now) : rankByLearners(catalogue, undefined);
  return model ? rankSupplements(model, catalogue, current) : rankByLearners(catalogue, current);
}

export function eligibilityFor({ catalogue, learner, rules, purpose, now }: Question): Eligibility {
  return eligibilityOf(catalogue.courses, learner, {
    now,
    blocked: rules.blocked,
    openNow: purpose === 'supplement',
  });
}
