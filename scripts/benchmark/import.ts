import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Institution, InstitutionModel, newLearnerKey } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { peakBytes } from '../../src/experiment/peak-bytes.ts';
import { importFiles } from '../../src/sync/sources/csv/import-files.ts';

const courseCount = 2_000;
const coursesOfLearner = 10;
const plainBatch = 1_000;

/**
 * An enrolments file of a million rows by the import, against what one would write without thinking: the same rows as upserts
 * by `bulkWrite`, a thousand at a time, to a collection with the same indexes in the same database. The plain loop
 * neither reads a file nor checks anything.
 */
export async function benchmarkImport(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rows: { type: 'string', default: '1000000' } } });
  const rows = Number(values.rows);
  if (!(Number.isInteger(rows) && rows > 0))
    throw new Error(`--rows is "${values.rows}": say a whole number.`);
  const folder = await mkdtemp(join(tmpdir(), 'next-courses-benchmark-'));
  const database = await openDatabase({
    uri: undefined,
    dataDirectory: folder,
    log: pino({ level: 'silent' }),
  });
  try {
    const institution = await InstitutionModel.create({ name: 'College', learnerKey: newLearnerKey() });
    const file = await writeFiles(folder, rows);
    const first = await timed(rows, () => imported(institution.toObject(), file, rows));
    const again = await timed(rows, () => imported(institution.toObject(), file, rows));
    const peak = peakBytes() / 2 ** 20;
    const plain = await timed(rows, () => plainLoop(institution.toObject(), rows));
    console.log(`import            ${first} rows/s`);
    console.log(`again, no change  ${again} rows/s`);
    console.log(`plain bulkWrite   ${plain} rows/s`);
    console.log(`import / plain    ${(first / plain).toFixed(2)}`);
    console.log(`peak of the importing process  ${Math.round(peak)} MiB`);
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
}

async function timed(rows: number, work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round((rows / (performance.now() - started)) * 1000);
}

async function imported(institution: Institution, files: Files, rows: number): Promise<void> {
  const samples: number[] = [];
  let next = 0.25;
  const { enrolments, rejected } = await importFiles({
    ...{ institution, ...files, now: new Date() },
    onBadRow: () => {},
    onProgress: (_file, progress) => {
      if (progress.rows < next * rows) return;
      next += 0.25;
      samples.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
    },
  });
  if (enrolments !== rows || rejected > 0) throw new Error(`${enrolments} rows were taken, ${rejected} not.`);
  console.log(`memory after each quarter: ${samples.join(', ')} MiB`);
}

interface Files {
  courses: string;
  enrolments: string;
}

async function writeFiles(folder: string, rows: number): Promise<Files> {
  const files = { courses: join(folder, 'courses.csv'), enrolments: join(folder, 'enrolments.csv') };
  await write(files.courses, 'course,title', courseCount, (i) => `C${i},Course ${i}`);
  await write(files.enrolments, 'learner,course,time,state', rows, (i) => Object.values(rowOf(i)).join());
  return files;
}

async function write(
  file: string,
  header: string,
  rows: number,
  rowOf: (i: number) => string,
): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(`${header}\n`);
  for (let i = 0; i < rows; i++) if (!stream.write(`${rowOf(i)}\n`)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}

function rowOf(i: number) {
  const learner = Math.floor(i / coursesOfLearner);
  const course = (learner * 7 + (i % coursesOfLearner) * 13) % courseCount;
  const time = 1_500_000_000 + i;
  return {
    learner: `learner${learner}`,
    course: `C${course}`,
    time,
    state: i % 3 === 0 ? 'completed' : 'active',
  };
}

async function plainLoop(institution: Institution, rows: number): Promise<void> {
  const Plain = mongoose.model('PlainEnrolment', EnrolmentModel.schema.clone(), 'plainEnrolments');
  await Plain.createIndexes();
  const seenAt = new Date();
  for (let from = 0; from < rows; from += plainBatch)
    await Plain.collection.bulkWrite(
      Array.from({ length: Math.min(plainBatch, rows - from) }, (_, i) =>
        upsertOf(institution, from + i, seenAt),
      ),
      { ordered: false },
    );
}

function upsertOf(institution: Institution, i: number, seenAt: Date) {
  const { learner, course, time, state } = rowOf(i);
  const set = { state, at: new Date(time * 1000), role: 'learner', weight: 1, source: 'csv', seenAt };
  const filter = { tenant: institution._id, learner: learnerKeyOf(institution, learner), course };
  return { updateOne: { filter, update: { $set: set }, upsert: true } };
}
