import type { CourseIndex } from '../recommender/text/course-index.ts';
import type { CourseSearch } from './course-search.ts';
import { goalGains, isTaught } from './goal-gains.ts';
import type { LearnerState } from './learner-state.ts';
import { learnerTopics } from './learner-topics.ts';
import { type Gain, topicGains } from './topic-gains.ts';

/**
 * What each course gains, by its key, by each thing that a learner looks for and by each skill that their goal takes. Of a goal of
 * whose skills courses here are known to teach any, its words do not count.
 * @param search of the catalogue; undefined: the learner looks for nothing
 */
export function learnerGains(
  { goal, profile, searches, taken, active }: LearnerState,
  search: CourseSearch | undefined,
  now: Date,
  likeness?: { texts: CourseIndex; courseKeys: readonly string[] },
): Map<string, Gain>[] {
  const isKnown = isTaught(goal);
  const said = isKnown ? { ...profile, goal: undefined } : profile;
  return [
    ...(isKnown ? goalGains(goal, taken, active) : []),
    ...learnerTopics(said, searches, now).map((topic) => topicGains(topic, search, likeness)),
  ];
}
