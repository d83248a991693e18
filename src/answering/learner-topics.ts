import type { Topic } from '../recommender/text/topic.ts';
import type { Reason } from './reasons.ts';

/** What a learner says about themselves, and what they looked at. */
export interface Profile {
  /** Most important first. */
  interests: readonly string[];
  /** In their own words, or the name of an occupation. */
  goal?: string | undefined;
  skills: readonly string[];
  /** Titles of the courses that they opened lately and have not taken; newest first. */
  lookedAt?: readonly OpenedTitle[];
}

export interface Search {
  text: string;
  at: Date;
}

/** A course that was opened; its title stands for what is looked for. */
export interface OpenedTitle extends Search {
  /** Its key. */
  course?: string;
}

/** Something that a learner looks for, with the reason that it gives to the courses that match it. */
export interface LearnerTopic extends Topic {
  /** Of a course that may be said to match. */
  reason: Reason;
  /** Key of the course that the reason names. */
  about?: string;
  /**
   * Of a course that has something to do with it; absent: such a course gains nothing.
   * @param matched what the course holds of it; empty where it holds all, roughly
   */
  related?: (matched: readonly string[]) => Reason;
}

/** A weight is what the best match gains, in standard deviations of the model's scores over the catalogue. */
const interestWeight = 6;
/** What somebody searched for a moment ago is what they want now. */
const searchWeight = 8;
/** Opening a course says less than typing. */
const openedWeight = 3;
/** Somebody wants to learn several skills, and one course rarely teaches them all. */
const skillWeight = 4;
/** The title of a course that was opened is like a course that has the rarer half of its words. */
const looseCoverage = 0.5;
/** A course must hold every word of a skill to be said to teach it. */
const wholeCoverage = 1;

const day = 86_400_000;
/** A search, or an opened course, counts half after this time, and nothing after `searchLife`. */
const searchHalfLife = 2 * day;
export const searchLife = 10 * day;
export const mostSearches = 5;

/**
 * The topics that count at this moment: interests, the words of the goal, the skills that the learner named, and the latest searches
 * and opened courses by their age. What comes twice counts once. Of a goal whose skills are known, those count instead of its words
 * (goal-gains.ts).
 * @param searches newest first
 */
export function learnerTopics(profile: Profile, searches: readonly Search[], now: Date): LearnerTopic[] {
  const { goal, interests, skills, lookedAt = [] } = profile;
  // One list that is added to: lists that are put together make the code that reads them be compiled again and again.
  const topics: LearnerTopic[] = [];
  for (const interest of interests)
    topics.push({
      text: interest,
      weight: interestWeight,
      coverage: looseCoverage,
      reason: { kind: 'matches-interest', interest },
      related: (matched) => ({ kind: 'related-to-interest', interest, matched }),
    });
  if (goal !== undefined)
    topics.push({
      text: goal,
      weight: interestWeight,
      coverage: looseCoverage,
      reason: { kind: 'matches-goal', goal },
      related: (matched) => ({ kind: 'related-to-goal', goal, matched }),
    });
  for (const skill of firstOfEach(skills, (text) => text.toLowerCase()))
    topics.push({
      text: skill,
      weight: skillWeight,
      coverage: wholeCoverage,
      reason: { kind: 'teaches-skill', skill },
      related: () => ({ kind: 'related-to-skill', skill }),
    });
  const addLatest = (
    searched: readonly OpenedTitle[],
    weight: number,
    reasonsFor: (text: string) => Pick<LearnerTopic, 'reason' | 'related'>,
  ) => {
    const latest = firstOfEach(searched, ({ text }) => text.toLowerCase())
      .filter(({ at }) => now.getTime() - at.getTime() < searchLife)
      .slice(0, mostSearches);
    for (const { text, at, course: about } of latest)
      topics.push({
        text,
        weight: weight * 0.5 ** ((now.getTime() - at.getTime()) / searchHalfLife),
        coverage: looseCoverage,
        ...reasonsFor(text),
        ...(about !== undefined && { about }),
      });
  };
  addLatest(searches, searchWeight, (search) => ({
    reason: { kind: 'matches-search', search },
    related: (matched) => ({ kind: 'related-to-search', search, matched }),
  }));
  addLatest(lookedAt, openedWeight, (course) => ({ reason: { kind: 'because-you-looked-at', course } }));
  return topics;
}

function firstOfEach<T>(items: readonly T[], key: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(key(item))) first.set(key(item), item);
  return [...first.values()];
}
