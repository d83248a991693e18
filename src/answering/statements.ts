import type { Topic } from '../recommender/text/topic.ts';
import { careerOf } from './careers.ts';
import type { Reason } from './recommendation.ts';

/** What a learner said of themselves, and what they looked at. */
export interface Profile {
  /** Most important first. */
  interests: readonly string[];
  goal?: string | undefined;
  skills: readonly string[];
  /** Titles of the courses that they opened lately and have not taken; newest first. */
  lookedAt?: readonly Search[];
}

export interface Search {
  text: string;
  at: Date;
}

/** A topic with the reason that it is for the courses that match it. */
export interface Statement extends Topic {
  reason: Reason;
}

/** Weights are in standard deviations of the model's scores over the catalogue: what the best match gains. */
const interestWeight = 6;
/** What somebody looked for a moment ago is what they want now. */
const searchWeight = 8;
/** Somebody who looks at a course says less than somebody who types. */
const lookWeight = 3;
/** A goal takes several skills, and one course rarely teaches them all. */
const skillWeight = 4;
/** An interest of two words matches a course that has the rarer one of them. */
const looseCoverage = 0.5;
/** A course that is said to teach a skill has every word of it. */
const wholeCoverage = 1;

const day = 86_400_000;
/** A search, or a look at a course, counts half after this long, and not at all after `searchLife`. */
const searchHalfLife = 2 * day;
export const searchLife = 10 * day;
export const mostSearches = 5;

/**
 * The statements that count at this moment: interests, the skills of the goal (of one that is not listed its own
 * words), the skills that were named, and the latest searches and looks by their age. Said twice counts once.
 * @param searches newest first
 */
export function statementsOf(profile: Profile, searches: readonly Search[], now: Date): Statement[] {
  const { goal } = profile;
  const career = goal === undefined ? undefined : careerOf(goal);
  const skills: Statement[] = (career?.skills ?? []).map((skill) => ({
    ...{ text: skill, weight: skillWeight, coverage: wholeCoverage },
    reason: { kind: 'teaches-skill', skill, goal: goal as string },
  }));
  const ownSkills: Statement[] = profile.skills.map((skill) => ({
    ...{ text: skill, weight: skillWeight, coverage: wholeCoverage },
    reason: { kind: 'teaches-skill', skill },
  }));
  const unlisted: Statement[] =
    goal === undefined || career
      ? []
      : [
          {
            ...{ text: goal, weight: interestWeight, coverage: looseCoverage },
            reason: { kind: 'matches-goal', goal },
          },
        ];
  const interests: Statement[] = profile.interests.map((interest) => ({
    ...{ text: interest, weight: interestWeight, coverage: looseCoverage },
    reason: { kind: 'matches-interest', interest },
  }));
  const latest = (said: readonly Search[], weight: number, reasonOf: (text: string) => Reason): Statement[] =>
    firstOfEach(said, ({ text }) => text.toLowerCase())
      .filter(({ at }) => now.getTime() - at.getTime() < searchLife)
      .slice(0, mostSearches)
      .map(({ text, at }) => ({
        ...{ text, weight: weight * 0.5 ** ((now.getTime() - at.getTime()) / searchHalfLife) },
        ...{ coverage: looseCoverage, reason: reasonOf(text) },
      }));
  return [
    ...interests,
    ...unlisted,
    ...firstOfEach([...skills, ...ownSkills], ({ text }) => text.toLowerCase()),
    ...latest(searches, searchWeight, (search) => ({ kind: 'matches-search', search })),
    ...latest(profile.lookedAt ?? [], lookWeight, (course) => ({ kind: 'because-you-looked-at', course })),
  ];
}

function firstOfEach<T>(items: readonly T[], key: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(key(item))) first.set(key(item), item);
  return [...first.values()];
}
