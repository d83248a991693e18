import type { CourseIndex } from '../recommender/text/course-index.ts';
import { gainsOf } from '../recommender/text/topic.ts';
import type { CourseSearch, Found, FoundCourse } from './course-search.ts';
import type { LearnerTopic } from './learner-topics.ts';
import type { Reason } from './reasons.ts';
import type { SectionsByRow } from './sections-by-row.ts';

/** What a course gains by what somebody looks for, in the unit of the scores, and why. */
export interface Gain {
  gain: number;
  reason: Reason;
  /** Key of the course that the reason names. */
  about?: string | undefined;
}

/** What topics are looked for with. */
export interface TopicReading {
  /** Of the catalogue; undefined: the learner looks for nothing. */
  search: CourseSearch | undefined;
  /** BCP 47 tag of the reader's language. */
  locale?: string | undefined;
}

/** The courses of a model, by their texts. */
export interface Likeness extends Pick<SectionsByRow, 'sections'> {
  texts: CourseIndex;
}

/** What is only related, with less of the best match's score than this, is no answer. */
const leastOfBest = 0.4;
/** Another name of a thing covers a little less than the whole of it. */
const wholeTopic = 0.85;
/**
 * Of the weight of an interest that is a category's name, what a course gains by lying in it; one that also names it
 * gains more. NDCG@10 of newcomers who state the category of their first course: docs/recommender.md.
 */
const shareOfCategory = 0.9;

/**
 * What each course gains by a topic, by its key: the weight of the topic for the best match, in proportion for the others.
 * A course that may not be said to match gains by how much of the topic it holds. Where nothing fits, nobody gains. An interest
 * that is a category's name is matched by all courses of that category.
 * @param likeness of the courses, for titles of courses that were opened
 */
export function topicGains(
  topic: LearnerTopic,
  { search, locale }: TopicReading,
  likeness?: Likeness,
): Map<string, Gain> {
  const { reason } = topic;
  if (reason.kind === 'because-you-looked-at')
    return likeness ? titleGains(topic, locale, likeness) : new Map();
  const gains = reason.kind === 'matches-interest' ? categoryGains(topic, search) : new Map<string, Gain>();
  const found: Found = search?.find(topic.text, locale) ?? { hits: [], nothingFits: true };
  if (found.nothingFits) return gains;
  const best = found.hits[0]?.score ?? 1;
  // What a description says by the way counts only where no course is about it.
  const isNamed = found.hits.some((hit) => hit.isNamed);
  for (const hit of found.hits) {
    if (hit.coverage < leastCoverage(topic)) continue;
    if (hit.strength === 'related' && (hit.score < leastOfBest * best || (isNamed && !hit.isNamed))) continue;
    const said = reasonFor(topic, hit);
    if (said === undefined) continue;
    const share = hit.strength === 'related' ? hit.coverage : 1;
    const gain = (topic.weight * share * hit.score) / best;
    if (gain > (gains.get(hit.key)?.gain ?? 0)) gains.set(hit.key, { gain, reason: said });
  }
  return gains;
}

/** Who is interested in a category is interested in each of its courses: which of them is for the model to say. */
function categoryGains({ text, weight, reason }: LearnerTopic, search?: CourseSearch): Map<string, Gain> {
  const gained: Gain = { gain: shareOfCategory * weight, reason };
  return new Map(Array.from(search?.coursesIn(text) ?? [], (key) => [key, gained]));
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
  language: string | undefined,
  { texts, sections }: Likeness,
): Map<string, Gain> {
  const { columns, values } = gainsOf(texts, { ...topic, language });
  const gains = new Map<string, Gain>();
  for (const [i, row] of columns.entries()) {
    const key = sections[row]![0]?.key;
    if (key !== undefined) gains.set(key, { gain: values[i]!, reason: topic.reason, about: topic.about });
  }
  return gains;
}
