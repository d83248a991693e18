import { createEligibility, type Eligibility } from './eligibility.ts';
import type { Question } from './question.ts';

/** Whether courses may be recommended to whom a question is about. */
export function eligibilityFor({ catalogue, learner, rules, purpose, now }: Question): Eligibility {
  // What is to be taken beside courses cannot wait for their end.
  const finished = [...learner.passed].filter((key) => !learner.active.has(key));
  const standing = purpose === 'supplement' ? { ...learner, passed: new Set(finished) } : learner;
  return createEligibility(catalogue.courses, standing, {
    now,
    ...{ blocked: rules.blocked, offers: rules.offers },
    openNow: purpose === 'supplement',
  });
}
