import type { CourseIndex } from '../recommender/text/course-index.ts';
import { gainsOf } from '../recommender/text/topic.ts';
import type { CourseSearch, Found, FoundCourse } from './course-search.ts';
import type { LearnerTopic } from './learner-topics.ts';
import type { Reason } from './reasons.ts';

/** What a course gains by what somebody looks for, in the unit of the scores, and why. */
export interface Gain {
  gain: number;
  reason: Reason;
}

/** Another name of a thing covers a little less than the whole of it. */
const wholeTopic = 0.85;

/**
 * What each course gains by a topic, by its key: the weight of the topic for the best match, in proportion for the others.
 * A course that may not be said to match gains by how much of the topic it holds. Where nothing fits, nobody gains.
 * @param search of the catalogue; undefined: nothing is known of its texts
 */
export function topicGains(
  topic: LearnerTopic,
  search: CourseSearch | undefined,
  likeness?: { texts: CourseIndex; courseKeys: readonly string[] },
): Map<string, Gain> {
  if (topic.reason.kind === 'because-you-looked-at')
    return likeness ? titleGains(topic, likeness) : new Map();
  const found: Found = search?.find(topic.text) ?? { hits: [], nothingFits: true };
  if (found.nothingFits) return new Map();
  const best = found.hits[0]?.score ?? 1;
  const gains = new Map<string, Gain>();
  for (const hit of found.hits) {
    const reason = hit.coverage < leastCoverage(topic) ? undefined : reasonFor(topic, hit);
    if (reason === undefined) continue;
    const share = hit.strength === 'related' ? hit.coverage : 1;
    gains.set(hit.key, { gain: (topic.weight * share * hit.score) / best, reason });
  }
  return gains;
}

/** Of a skill nearly all must be held; who has an interest is glad of what has part of it. */
function leastCoverage({ coverage }: LearnerTopic): number {
  return coverage === 1 ? wholeTopic : 0;
}

function reasonFor(
  { reason, related }: LearnerTopic,
  { strength, matched, missing }: FoundCourse,
): Reason | undefined {
  return strength === 'related' ? related?.(missing.length === 0 ? [] : matched) : reason;
}

/** By the words that a course shares with the title of one that was opened. */
function titleGains(
  topic: LearnerTopic,
  { texts, courseKeys }: { texts: CourseIndex; courseKeys: readonly string[] },
): Map<string, Gain> {
  const { columns, values } = gainsOf(texts, topic);
  return new Map(
    Array.from(columns, (row, i) => [courseKeys[row] as string, { gain: values[i]!, reason: topic.reason }]),
  );
}
