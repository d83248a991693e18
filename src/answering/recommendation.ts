/** Why a course is offered, in a form that a face can put into words. `course` is a title. */
export type Reason =
  /** A course of the learner's history. */
  | { kind: 'because-you-took'; course: string }
  /** One that they are in now. */
  | { kind: 'because-you-take'; course: string }
  /** One that they rated high. */
  | { kind: 'because-you-liked'; course: string }
  /** One that they opened lately and have not taken. */
  | { kind: 'because-you-looked-at'; course: string }
  /** A supplement to a course that they are in now. */
  | { kind: 'goes-with'; course: string }
  | { kind: 'matches-interest'; interest: string }
  | { kind: 'matches-search'; search: string }
  /** `goal`: the career goal that the skill belongs to; absent for a skill that the learner named. */
  | { kind: 'teaches-skill'; skill: string; goal?: string }
  /** A goal that no list of skills is known of; its own words match. */
  | { kind: 'matches-goal'; goal: string }
  | { kind: 'popular-in'; category: string }
  | { kind: 'popular' }
  /** Nothing speaks for it but that it is left: in a small catalogue of which much was taken. */
  | { kind: 'not-taken-yet' }
  /** Drawn at random, for the sake of learning what else is liked. */
  | { kind: 'chance' };

/** One offered course. */
export interface Recommendation {
  course: {
    key: string;
    title: string;
    categories: string[];
    level?: string;
    url?: string;
    /** Plain text. */
    description?: string;
  };
  /** Strongest first. */
  reasons: Reason[];
  /** While exploration is on: the probability that the answer held this course. Whoever shows it logs it. */
  propensity?: number;
}
