import { learnerGains } from './learner-gains.ts';
import type { Question } from './question.ts';
import { scoreByLearners } from './score-by-learners.ts';
import { scoreNextCourses } from './score-next-courses.ts';
import { scoreSupplements } from './score-supplements.ts';
import type { ScoredCourses } from './scored-courses.ts';
import { boosted } from './steered-courses.ts';

/** The courses that may be chosen for a question, with their scores. */
export function scoreCourses(question: Question): ScoredCourses {
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
