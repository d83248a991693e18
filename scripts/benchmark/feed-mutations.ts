import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';
import { createRandom, type Random } from '../../src/recommender/data/random.ts';
import { type Column, table } from '../../src/terminal/table.ts';
import { EngineSchool } from './feed-mutations/engine-school.ts';
import { feedOf, type Reader, readOneRoster, readRecords, readRosters } from './feed-mutations/feeds.ts';
import { applyInMemory, type Outcome } from './feed-mutations/memory.ts';
import { type Mutation, mutate, mutations, pick } from './feed-mutations/mutations.ts';
import { createSchool, laterSchool, type School } from './feed-mutations/school.ts';

/** Of a hundred feeds so many come this way. The OneRoster service is read by many requests, so it is the slowest. */
const readers: readonly (readonly [name: string, share: number, reader: Reader])[] = [
  ['records', 45, readRecords],
  ['rosters', 45, readRosters],
  ['OneRoster', 10, readOneRoster],
];
/** Every document is written anew after each feed. */
const engineCourses = 8;
const reportEvery = 10_000;
const now = new Date('2026-11-01T08:00:00Z');

interface Row {
  feed: string;
  feeds: number;
  /** One to three in a feed. */
  mutations: number;
  wrong: number;
  /** People who had truly left, and how many of them were withdrawn. */
  left: number;
  believed: number;
  heldBack: number;
}

/**
 * How many people are wrongly withdrawn by feeds that something has happened to on their way. A person is wrongly withdrawn who
 * is withdrawn afterwards and is truly in the course. The feeds go through the parsers and the guard in memory; some of them
 * also go through runs and the database, where the outcome must be the same. Feeds of the kind `silent` are counted alone: what
 * they lack looks like people who have left.
 */
export async function benchmarkFeedMutations(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { count: text, engine: text, seed: text, courses: text, people: text, json: text },
  });
  const count = Number(values.count ?? 100_000);
  const people = Number(values.people ?? 25);
  const school = createSchool(Number(values.courses ?? 40), people);
  const seed = Number(values.seed ?? 1);
  const rows = await inMemory(school, count, seed);
  const engine = await throughEngine(createSchool(engineCourses, people), Number(values.engine ?? 200), seed);
  const columns: Column<Row>[] = [
    { head: 'feed', cell: ({ feed }) => feed },
    { head: 'feeds', cell: ({ feeds }) => `${feeds}` },
    { head: 'mutations', cell: ({ mutations }) => `${mutations}` },
    { head: 'wrongly withdrawn', cell: ({ wrong }) => `${wrong}` },
    { head: 'feeds held back', cell: ({ heldBack }) => `${heldBack}` },
    { head: 'truly left', cell: ({ left }) => `${left}` },
    { head: 'of them withdrawn', cell: ({ believed }) => `${believed}` },
  ];
  console.log(table(columns, [...rows, engine]).join('\n'));
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify([...rows, engine], null, 2)}\n`);
}

interface Mutated {
  times: number;
  /** Names of people in courses who have truly left. */
  left: ReadonlySet<string>;
  reader: Reader;
  name: string;
  /** The same for the same number. */
  read: () => ReturnType<Reader>;
}

async function inMemory(school: School, count: number, seed: number): Promise<Row[]> {
  const rows = new Map([...readers.map(([name]) => name), 'silent'].map((name) => [name, emptyRow(name)]));
  for (let i = 0; i < count; i++) {
    const isSilent = i % 100 === 99;
    const mutated = mutatedFeed(school, seed + i, isSilent);
    const outcome = await applyInMemory(mutated.read(), school, now);
    add(rows.get(isSilent ? 'silent' : mutated.name) as Row, mutated, outcome);
    if (i % reportEvery === reportEvery - 1) report(rows.values());
  }
  return [...rows.values()];
}

/** The same feeds through runs and the database. @throws where the outcome is another than in memory */
async function throughEngine(school: School, count: number, seed: number): Promise<Row> {
  const row = emptyRow('through the engine');
  const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-benchmark-'));
  const database = await openDatabase({ uri: undefined, dataDirectory, log: pino({ level: 'silent' }) });
  try {
    const stored = await EngineSchool.create(school);
    for (let i = 0; i < count; i++) {
      const mutated = mutatedFeed(school, seed + i, false);
      const expected = await applyInMemory(mutated.read(), school, now);
      const outcome = await stored.sync(mutated.read());
      if (JSON.stringify([...outcome.withdrawn].sort()) !== JSON.stringify([...expected.withdrawn].sort()))
        throw new Error(`Feed ${seed + i} (${mutated.name}) ends differently in memory and in the engine.`);
      add(row, mutated, outcome);
      await stored.restore();
    }
  } finally {
    await database.close();
    await rm(dataDirectory, { recursive: true });
  }
  return row;
}

function mutatedFeed(school: School, seed: number, isSilent: boolean): Mutated {
  const random = createRandom(seed);
  const { later, left } = laterSchool(school, random);
  const [name, , reader] = chosenReader(random);
  let feed = feedOf(later);
  const times = isSilent ? 1 : 1 + random.below(3);
  for (let i = 0; i < times; i++) {
    const mutation: Mutation = isSilent ? 'silent' : pick(mutations, random);
    feed = mutate(feed, mutation, random);
  }
  const wanted = random.below(2 ** 30);
  const options = { signal: new AbortController().signal, onProgress: () => {}, onReject: () => {} };
  return { times, left, reader, name, read: () => reader(feed, createRandom(wanted), options) };
}

function chosenReader(random: Random): (typeof readers)[number] {
  let left = random.next() * 100;
  for (const chosen of readers) {
    left -= chosen[1];
    if (left < 0) return chosen;
  }
  return readers[0] as (typeof readers)[number];
}

function add(row: Row, { left, times }: Mutated, { withdrawn, heldBack }: Outcome): void {
  row.feeds++;
  row.mutations += times;
  row.left += left.size;
  for (const name of withdrawn)
    if (left.has(name)) row.believed++;
    else row.wrong++;
  if (heldBack > 0) row.heldBack++;
}

/** A million takes a while. */
function report(rows: Iterable<Row>): void {
  const loud = [...rows].filter(({ feed }) => feed !== 'silent');
  const sum = (name: 'mutations' | 'wrong') => loud.reduce((total, row) => total + row[name], 0);
  console.error(`${sum('mutations')} mutations, ${sum('wrong')} wrongly withdrawn`);
}

function emptyRow(feed: string): Row {
  return { feed, feeds: 0, mutations: 0, wrong: 0, left: 0, believed: 0, heldBack: 0 };
}
