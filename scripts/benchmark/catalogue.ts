import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { CourseModel } from '../../models/course.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { peakBytes } from '../../src/experiment/peak-bytes.ts';
import { inThread } from '../../src/jobs/kinds/catalogue-thread.ts';
import { apply } from '../../src/sync/apply/apply.ts';
import { groupBy } from '../../src/sync/derivation/catalogue-course.ts';
import type { SyncRecord } from '../../src/sync/record.ts';
import { type SyntheticCatalogue, syntheticCatalogue } from './synthetic-catalogue.ts';

const changedCourses = 100;

/**
 * What it costs to look through a catalogue, whole and after a hundred changes, and how much of what is said of sections
 * and prerequisites is true: of a synthetic catalogue it is known.
 */
export async function benchmarkCatalogue(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { courses: { type: 'string', default: '100000' } } });
  const size = Number(values.courses);
  if (!(Number.isInteger(size) && size > 0))
    throw new Error(`--courses is "${values.courses}": say a whole number.`);
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-benchmark-'));
  const database = await openDatabase({
    ...{ uri: undefined, dataDirectory: folder, log: pino({ level: 'silent' }) },
  });
  try {
    const institution = (
      await InstitutionModel.create({ name: 'College', learnerKey: newLearnerKey() })
    ).toObject();
    const truth = syntheticCatalogue(size);
    const derive = () => inThread('derivation')(institution._id, new AbortController().signal);
    await say(institution, truth.courses);
    const before = process.memoryUsage.rss() / 2 ** 20;
    await timed('whole catalogue', derive);
    console.log(
      `memory  ${Math.round(before)} MiB before, ${Math.round(peakBytes() / 2 ** 20)} MiB at its peak`,
    );
    const some = truth.courses.slice(0, changedCourses);
    await say(
      institution,
      some.map((course) => ({ ...course, description: `New. ${course.description}` })),
    );
    await timed(`${changedCourses} changed`, derive);
    await timed('nothing changed', derive);
    await judge(institution, truth);
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
}

async function say(institution: Institution, courses: SyntheticCatalogue['courses']): Promise<void> {
  const now = new Date();
  const records = courses.map((course): SyncRecord => ({ kind: 'course', ...course }));
  await apply({ institution, source: 'csv', records, seenAt: now, now });
}

async function timed(name: string, derive: () => Promise<number | undefined>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const cpu = process.cpuUsage();
  const started = performance.now();
  const written = await derive();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${name.padEnd(16)} ${seconds.toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of processor time), ${written} courses written, nothing else answered for ${Math.round(delay.max / 1e6)} ms at most`,
  );
}

async function judge({ _id: institutionId }: Institution, truth: SyntheticCatalogue): Promise<void> {
  const found = await CourseModel.find({ institutionId }, { key: 1, group: 1, prerequisites: 1 }).lean();
  const pairs = { said: 0, right: 0, there: pairsIn(truth.sectionOf.values()) };
  const members = groupBy(found, ({ group }) => group);
  for (const sections of members.values()) {
    pairs.said += pairsOf(sections.length);
    pairs.right += pairsIn(sections.flatMap(({ key }) => truth.sectionOf.get(key) ?? []));
  }
  const asked = { said: 0, right: 0, there: truth.prerequisites.size };
  for (const { key, prerequisites } of found) {
    const first = truth.prerequisites.get(key) ?? [];
    asked.said += prerequisites.length;
    asked.right += prerequisites.filter((one) => first.includes(one)).length;
  }
  for (const [name, { said, right, there }] of Object.entries({
    'pairs of sections': pairs,
    prerequisites: asked,
  }))
    console.log(`${name}: ${said} said, ${right} of them right; ${there} there are`);
}

function pairsIn(names: Iterable<string>): number {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + pairsOf(count), 0);
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}
