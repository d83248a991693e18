// What Prometheus may ask of this process. Read this file first.
//   measure-requests.ts  how long answers take, by page
//   stored-figures.ts    what the database says of all institutions together
//   serve-metrics.ts     the address that Prometheus reads, apart from the one that people reach
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What this process has counted since it started. No figure names a person, an institution or a course. */
export interface Metrics {
  registry: Registry;
  /** Seconds from the first byte of a request to the last of its answer. */
  answers: Histogram<'page' | 'method' | 'status'>;
  /** `outcome`: `accepted`, or the code of the refusal (docs/lti-checks.md). */
  launches: Counter<'outcome'>;
  /** `cause`: `results`, because fewer people opened what they were shown, or `damaged`. */
  rollbacks: Counter<'cause'>;
}

/** Bounds of the histogram, seconds: a panel takes some ten milliseconds, an upload minutes. */
const answerBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** @returns an own registry, with what Node.js says of the process in it */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: 'next_courses_answer_seconds',
    help: 'Time from the first byte of a request to the last of its answer, by page (the route), method and class of status.',
    labelNames: ['page', 'method', 'status'],
    buckets: answerBounds,
    registers: [registry],
  });
  const launches = new Counter({
    name: 'next_courses_launches_total',
    help: 'LTI launches by outcome: accepted, or the code of the refusal.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  // A rate of refusals is there from the first accepted launch on.
  launches.inc({ outcome: 'accepted' }, 0);
  const rollbacks = new Counter({
    name: 'next_courses_model_rollbacks_total',
    help: 'Models that the tool has taken out by itself for one of before, by cause: results, or damaged.',
    labelNames: ['cause'],
    registers: [registry],
  });
  for (const cause of ['results', 'damaged']) rollbacks.inc({ cause }, 0);
  return { registry, answers, launches, rollbacks };
}
