/** Why a course is offered, in a form that a face can put into words. */
export type Reason =
  /** `course` is the title of a course in the learner's history. */
  | { kind: 'because-you-took'; course: string }
  | { kind: 'matches-interest'; interest: string }
  | { kind: 'popular-in'; category: string }
  | { kind: 'popular' };

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
}
