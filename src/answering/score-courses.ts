import { learnerGains } from './learner-gains.ts';
import type { Question } from './question.ts';
import { scoreByLearners } from './score-by-learners.ts';
import { scoreNextCourses } from './score-next-courses.ts';
import { scoreSupplements } from './score-supplements.ts';
import type { ScoredCourses } from './scored-courses.ts';
import { boosted } from './steered-courses.ts';

/**
 * The courses that may be chosen for a question, with their scores.
 * @param memory that the scores may be written to, one for each course of the model; absent: they have their own
 */
export function scoreCourses(question: Question, memory?: Float32Array): ScoredCourses {
  return boosted(modelScores(question, memory), question.rules.boosts ?? []);
}

function modelScores(question: Question, memory: Float32Array | undefined): ScoredCourses {
  const { model, catalogue, learner, search, purpose, course, locale, now } = question;
  const current = course === undefined ? [...learner.active] : [course];
  if (purpose === 'next')
    return model
      ? scoreNextCourses(model, catalogue, learner, now, { search, locale }, memory)
      : scoreByLearners(catalogue, undefined, learnerGains(learner, now, { search, locale }));
  return model ? scoreSupplements(model, catalogue, current, now) : scoreByLearners(catalogue, current);
}
