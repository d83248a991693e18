// A process of `npm run benchmark -- jobs` that does jobs until it is killed: argv is the database's address and the process's name.

import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { connectTo } from '../../src/database/open-database.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import { JobWorker } from '../../src/jobs/job-worker.ts';
import { leaseTimes } from '../../src/leases/held-lease.ts';
import { type Effect, effectsName, type Run, runsName, workMilliseconds } from './jobs-work.ts';

const [uri = '', by = '', life = ''] = process.argv.slice(2);
Object.assign(leaseTimes, { life: Number(life), renewEvery: Number(life) / 4 });
await connectTo({ uri, isAlone: true });
const runs = mongoose.connection.collection<Run>(runsName);
const effects = mongoose.connection.collection<Effect>(effectsName);
let questions = 0;
mongoose.set('debug', () => questions++);

new JobWorker({
  queue: new JobQueue(),
  log: pino({ level: 'silent' }),
  kinds: [
    {
      ...{ name: 'work', priority: 1, atOnce: 4, attempts: 10, longestMilliseconds: 60_000 },
      async run({ _id }, { signal }) {
        const run = { _id: new mongoose.mongo.ObjectId(), job: _id, by, at: new Date() };
        try {
          await runs.insertOne(run);
          await sleep(workMilliseconds, undefined, { signal });
          await effects.updateOne({ _id }, { $setOnInsert: { by } }, { upsert: true });
        } finally {
          await recordEnd(run);
        }
      },
    },
  ],
}).start();
/** Also while the database is being started again. */
async function recordEnd(run: Run): Promise<void> {
  const end = { ...run, end: new Date() };
  while (!(await runs.replaceOne({ _id: run._id }, end, { upsert: true }).catch(() => undefined)))
    await sleep(100);
}

process.on('message', () => {
  process.send?.({ questions });
  questions = 0;
});
