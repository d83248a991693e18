import type { SearchedCourse } from '../../recommender/text/search/searched-course.ts';
import type { LabelledQuery } from './read-queries.ts';
import type { TextEngine } from './text-engines.ts';
import { type Answer, measureAnswers, type TextMetrics } from './text-metrics.ts';

export interface EngineResult extends TextMetrics {
  engine: string;
  /** Milliseconds of the slowest question of a hundred. */
  p99_ms: number;
  index_seconds: number;
}

/** The questions are timed in so many rounds, and the median round counts: other programs may have held up one of them. */
const rounds = 5;
const repetitions = 5;

/** Has an engine read the courses and answer the questions. @param keys of the courses, in their order */
export function runEngine(
  engine: TextEngine,
  courses: readonly SearchedCourse[],
  keys: readonly string[],
  queries: readonly LabelledQuery[],
): EngineResult & { answers: Answer[][] } {
  const start = performance.now();
  const find = engine.build(courses);
  const indexSeconds = (performance.now() - start) / 1000;
  const answers = queries.map(({ query }) =>
    find(query).map(({ course, isClaimed }) => ({ course: keys[course] as string, isClaimed })),
  );
  const slowest = Array.from({ length: rounds }, () => slowestOfHundred(find, queries)).sort((a, b) => a - b);
  return {
    engine: engine.name,
    ...measureAnswers(queries, answers),
    p99_ms: slowest[Math.floor(rounds / 2)] ?? 0,
    index_seconds: indexSeconds,
    answers,
  };
}

/** Milliseconds that 99 of 100 questions take at most. */
function slowestOfHundred(find: (query: string) => unknown, queries: readonly LabelledQuery[]): number {
  const times: number[] = [];
  for (let i = 0; i < repetitions; i++)
    for (const { query } of queries) {
      const asked = performance.now();
      find(query);
      times.push(performance.now() - asked);
    }
  times.sort((a, b) => a - b);
  return times[Math.floor(0.99 * (times.length - 1))] ?? 0;
}
