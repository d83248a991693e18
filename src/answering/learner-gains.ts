import { goalGains, isTaught } from './goal-gains.ts';
import type { LearnerState } from './learner-state.ts';
import { learnerTopics } from './learner-topics.ts';
import { type Gain, type Likeness, type TopicReading, topicGains } from './topic-gains.ts';

/** What courses gain by each thing that the learner looks for. Of a goal that courses here teach, its skills count, not its words. */
export function learnerGains(
  { goal, profile, taken, active, searches }: LearnerState,
  now: Date,
  reading: TopicReading,
  likeness?: Likeness,
): ReadonlyMap<string, Gain>[] {
  const isKnown = isTaught(goal);
  const said = isKnown ? { ...profile, goal: undefined } : profile;
  const gains = isKnown ? goalGains(goal, taken, active) : [];
  for (const topic of learnerTopics(said, searches, now)) gains.push(topicGains(topic, reading, likeness));
  return gains;
}
