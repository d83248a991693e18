import { createEligibility, type Eligibility } from './eligibility.ts';
import { outgrownBy } from './outgrown.ts';
import type { Question } from './question.ts';

/** Whether courses may be recommended to whom a question is about. */
export function eligibilityFor({ catalogue, learner, rules, purpose, now }: Question): Eligibility {
  // What is to be taken beside courses cannot wait for their end.
  const finished = [...learner.passed].filter((key) => !learner.active.has(key));
  const standing = purpose === 'supplement' ? { ...learner, passed: new Set(finished) } : learner;
  const byRules = createEligibility(catalogue.courses, standing, {
    now,
    ...{ blocked: rules.blocked, offers: rules.offers },
    openNow: purpose === 'supplement',
  });
  const outgrown = outgrownBy(catalogue, learner.passed);
  return (rule) => {
    const exclusions = byRules(rule);
    const course = catalogue.courses.get(rule.key);
    const courses = course ? outgrown(course) : [];
    return courses.length === 0 ? exclusions : [...exclusions, { reason: 'outgrown', courses }];
  };
}
