// One import, so that its memory is its own. Its parent is scripts/benchmark/import.ts, which has the database.
import mongoose from 'mongoose';
import { pino } from 'pino';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { peakBytes } from '../../src/experiment/peak-bytes.ts';
import type { ApplyCounts } from '../../src/sync/apply/apply.ts';
import { importFiles } from '../../src/sync/sources/csv/import-files.ts';
import { importBundle } from '../../src/sync/sources/one-roster/bundle/import-bundle.ts';
import type { Measured, Task } from './import.ts';
import { rowOf } from './import-data.ts';

const mebibyte = 2 ** 20;

const task = JSON.parse(process.argv[2] as string) as Task;
const log = pino({ level: 'silent' });
const dataDirectory = task.dataDirectory;
const database = await openDatabase({ uri: undefined, dataDirectory, log, share: true });
try {
  console.log(JSON.stringify(await measure()));
} finally {
  await database.close();
}

async function measure(): Promise<Measured> {
  const institution = (await InstitutionModel.findById(task.institution).lean<Institution>()) as Institution;
  const memory: number[] = [];
  const started = performance.now();
  if (task.kind === 'plain') await plainLoop(institution, task.rows, task.batch as number);
  else await imported(institution, memory);
  const seconds = (performance.now() - started) / 1000;
  return {
    ...{ rowsPerSecond: Math.round(task.rows / seconds), memory },
    peak: Math.round(peakBytes() / mebibyte),
  };
}

/** @param memory what is held after each quarter of the rows, MiB */
async function imported(institution: Institution, memory: number[]): Promise<void> {
  const onProgress = (_file: string, { rows }: { rows: number }) => {
    if (memory.length < 4 && rows >= ((memory.length + 1) / 4) * task.rows)
      memory.push(Math.round(process.memoryUsage.rss() / mebibyte));
  };
  const common = { institution, now: new Date(), onBadRow: () => {}, onProgress };
  const { enrolments, rejected }: ApplyCounts =
    task.kind === 'csv'
      ? await importFiles({ ...common, ...task.files })
      : await importBundle({ ...common, path: task.path as string });
  if (enrolments !== task.rows || rejected > 0)
    throw new Error(`${enrolments} rows were taken, ${rejected} not.`);
}

/** What one would write without thinking: neither reads a file nor checks anything. */
async function plainLoop(institution: Institution, rows: number, batch: number): Promise<void> {
  const Plain = mongoose.model('PlainEnrolment', EnrolmentModel.schema.clone(), 'plainEnrolments');
  await Plain.createIndexes();
  const seenAt = new Date();
  for (let from = 0; from < rows; from += batch)
    await Plain.collection.bulkWrite(
      Array.from({ length: Math.min(batch, rows - from) }, (_, i) => upsertOf(institution, from + i, seenAt)),
      { ordered: false },
    );
}

function upsertOf(institution: Institution, i: number, seenAt: Date) {
  const { learner, course, time, state } = rowOf(i);
  const set = { state, at: new Date(time * 1000), role: 'learner', weight: 1, source: 'csv', seenAt };
  const filter = { institutionId: institution._id, learner: learnerKeyOf(institution, learner), course };
  return { updateOne: { filter, update: { $set: set }, upsert: true } };
}
