import type { LabelledQuery } from './read-queries.ts';

/** A course that an engine answers with. */
export interface Answer {
  /** Key of the course. */
  course: string;
  /** The engine says that the course is about what was asked for. */
  isClaimed: boolean;
}

/** How good the answers to labelled questions are; shares from 0 to 1. */
export interface TextMetrics {
  queries: number;
  /** Mean over the questions that something fits; gains are 2^grade − 1. */
  ndcg_at_5: number;
  /** Of the questions that something fits: those whose first course is one of the tempting wrong ones. */
  first_wrong: number;
  /** Of all claims among the first ten answers: those of courses that do not answer the question. */
  claimed_wrong: number;
  /** Of the questions that nothing fits: those with a claim. */
  hopeless_claimed: number;
  /** Of the questions that something fits: those without any answer. */
  nothing_found: number;
  /** Of the questions that something fits: those with a claim. */
  claimed: number;
}

const places = 5;

/** @param answers by question, best first, ten at most */
export function measureAnswers(
  queries: readonly LabelledQuery[],
  answers: readonly (readonly Answer[])[],
): TextMetrics {
  const both = queries.map((query, i) => ({ query, found: answers[i] ?? [] }));
  const hopeful = both.filter(({ query }) => !query.isHopeless);
  const hopeless = both.filter(({ query }) => query.isHopeless);
  const claims = both.flatMap(({ query, found }) =>
    found.filter(({ isClaimed }) => isClaimed).map(({ course }) => isRight(query, course)),
  );
  const hasClaim = ({ found }: { found: readonly Answer[] }) => found.some(({ isClaimed }) => isClaimed);
  return {
    queries: queries.length,
    ndcg_at_5: mean(hopeful.map(({ query, found }) => ndcg(query, found))),
    first_wrong: share(hopeful, ({ query, found }) => query.wrong.has(found[0]?.course ?? '')),
    claimed_wrong: share(claims, (right) => !right),
    hopeless_claimed: share(hopeless, hasClaim),
    nothing_found: share(hopeful, ({ found }) => found.length === 0),
    claimed: share(hopeful, hasClaim),
  };
}

function isRight({ grades, alsoRight }: LabelledQuery, course: string): boolean {
  return grades.has(course) || alsoRight.has(course);
}

/** A course that is right and not graded gains as one that is fine to show, and the ideal list does not hold it. */
export function ndcg({ grades, alsoRight }: LabelledQuery, found: readonly Answer[]): number {
  const gain = (grade: number) => 2 ** grade - 1;
  const sum = (gains: readonly number[]) =>
    gains.slice(0, places).reduce((total, one, i) => total + one / Math.log2(i + 2), 0);
  const ideal = sum([...grades.values()].map(gain).sort((a, b) => b - a));
  const best = Math.max(0, ...grades.values());
  const own = sum(found.map(({ course }) => gain(grades.get(course) ?? (alsoRight.has(course) ? best : 0))));
  return ideal === 0 ? 0 : Math.min(1, own / ideal);
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
