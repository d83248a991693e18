import { parseArgs } from 'node:util';
import { createRandom } from '../../src/recommender/data/random.ts';
import { type Attempt, launch, others, roster } from './fuzz/attempts.ts';
import { OddValues } from './fuzz/odd-values.ts';
import { Target } from './fuzz/target.ts';

/** So many attempts are under way at a time. */
const atOnce = 8;

export interface FuzzResult {
  /** Answers by status, for each kind of input. */
  statuses: Readonly<Record<string, ReadonlyMap<number, number>>>;
  /** What the tool logged as errors, and what a reader threw that must not throw, with how often. */
  errors: ReadonlyMap<string, number>;
}

/**
 * Sends values of unknown shape through the real handlers of the whole tool: launches, xAPI, Caliper, rosters, logins, forms. An
 * answer of 500 is a fault, whatever was sent.
 */
export async function fuzz(
  counts: { launches: number; others: number },
  seed: number,
  onProgress: (words: string) => void = () => {},
): Promise<FuzzResult> {
  const target = await Target.start();
  try {
    const statuses: Record<string, Map<number, number>> = {};
    const errors = new Map<string, number>();
    const kinds: [string, Attempt, number][] = [['launches', launch, counts.launches]];
    const each = Math.ceil(counts.others / Object.keys(others).length);
    for (const [name, attempt] of Object.entries(others)) kinds.push([name, attempt, each]);
    const rosterRandom = new OddValues(createRandom(seed));
    target.rosters.next = () => rosterRandom.mutate(roster);
    for (const [name, attempt, count] of kinds) {
      statuses[name] = await repeat(count, seed, (odd) => attempt(target, odd), errors);
      onProgress(`${name}: ${count}`);
    }
    for (const [words, count] of target.errors) errors.set(words, count);
    return { statuses, errors };
  } finally {
    await target.close();
  }
}

/** @returns how often each status was answered, until there are `count` */
async function repeat(
  count: number,
  seed: number,
  attempt: (odd: OddValues) => Promise<readonly number[]>,
  errors: Map<string, number>,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let begun = 0;
  let answered = 0;
  const work = async () => {
    while (answered < count) {
      // Each has numbers of its own, so that one can be repeated alone.
      const odd = new OddValues(createRandom(seed * 1_000_003 + begun++));
      const answers = await attempt(odd).catch((error: Error) => {
        const words = `${error.stack?.split('\n').slice(0, 3).join(' ')}`;
        errors.set(words, (errors.get(words) ?? 0) + 1);
        return [500];
      });
      answered += answers.length;
      for (const status of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return statuses;
}

/** `npm run benchmark -- fuzz [--launches N] [--others N] [--seed N]` */
export async function benchmarkFuzz(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      launches: { type: 'string', default: '20000' },
      others: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [launches, others, seed] = [values.launches, values.others, values.seed].map((text) =>
    Number.parseInt(text, 10),
  );
  const counts = { launches: launches ?? 0, others: others ?? 0 };
  const { statuses, errors } = await fuzz(counts, seed ?? 1, (words) => console.error(words));
  let failures = 0;
  for (const [name, found] of Object.entries(statuses)) {
    const sorted = [...found].sort(([a], [b]) => a - b);
    failures += found.get(500) ?? 0;
    console.log(`${name}: ${sorted.map(([status, count]) => `${count} × ${status}`).join(', ')}`);
  }
  for (const [words, count] of errors) console.log(`logged ${count} ×: ${words}`);
  console.log(`${failures} answers of 500`);
  if (failures > 0) process.exitCode = 1;
}
