/** Why a course is not offered to a learner. */
export type Exclusion = 'taken' | 'missing-prerequisite' | 'closed' | 'dismissed';

/** What eligibility needs to know of a course. */
export interface CourseRules {
  key: string;
  prerequisites: readonly string[];
  closesAt?: Date | undefined;
}

/** What eligibility needs to know of a learner; sets of course keys. */
export interface LearnerStanding {
  /** Every course the learner has or has had, in whatever state. */
  taken: ReadonlySet<string>;
  /** Courses that count as a prerequisite: completed or being taken, not withdrawn from. */
  passed: ReadonlySet<string>;
  dismissed: ReadonlySet<string>;
}

/**
 * The first reason why a course cannot be offered, or undefined when it can. A prerequisite that the
 * catalogue does not know is ignored: nobody could ever meet it.
 */
export function exclusionOf(
  course: CourseRules,
  learner: LearnerStanding,
  catalogue: ReadonlyMap<string, unknown>,
  now: Date,
): Exclusion | undefined {
  if (learner.taken.has(course.key)) return 'taken';
  if (learner.dismissed.has(course.key)) return 'dismissed';
  if (course.closesAt && course.closesAt < now) return 'closed';
  const missing = course.prerequisites.some((key) => catalogue.has(key) && !learner.passed.has(key));
  return missing ? 'missing-prerequisite' : undefined;
}
