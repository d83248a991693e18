import { createEligibility, type Eligibility } from './eligibility.ts';
import type { LearnerState } from './learner-state.ts';
import { outgrownBy } from './outgrown.ts';
import type { Question } from './question.ts';

/** Whether courses may be recommended to whom a question is about. */
export function eligibilityFor({ catalogue, learner, rules, purpose, now }: Question): Eligibility {
  const standing = purpose === 'supplement' ? { ...learner, passed: finishedBy(learner) } : learner;
  const byRules = createEligibility(catalogue.courses, standing, {
    now,
    ...{ blocked: rules.blocked, offers: rules.offers },
    openNow: purpose === 'supplement',
  });
  const outgrown = outgrownBy(catalogue, learner.passed);
  return (course) => {
    const exclusions = byRules(course);
    const courses = outgrown(course);
    return courses.length === 0 ? exclusions : [...exclusions, { reason: 'outgrown', courses }];
  };
}

/** What is to be taken beside courses cannot wait for their end. */
function finishedBy({ passed, active }: LearnerState): ReadonlySet<string> {
  return new Set([...passed].filter((key) => !active.has(key)));
}
