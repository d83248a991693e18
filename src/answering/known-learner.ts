import type { Hiding } from './hidden-courses.ts';

/** What a page says of the learner whom an answer is for: the answer has read it anyway. */
export interface KnownLearner {
  /** What they have hidden, the latest first. */
  hidden: readonly Hiding[];
  /** Keys of the courses that they keep for later. */
  saved: ReadonlySet<string>;
  /** The searches that count at this moment, newest first, each once. */
  searches: readonly string[];
  /** What they have told. A goal that a taxonomy knows is in the reader's language; empty: none. */
  profile: {
    interests: readonly string[];
    goal: string;
    skills: readonly string[];
    /** BCP 47 tags. */
    languages: readonly string[];
  };
  /** They take a course, or have taken one. */
  hasTaken: boolean;
  hasSkippedPicker: boolean;
}
