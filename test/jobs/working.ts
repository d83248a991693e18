import { type Logger, pino } from 'pino';
import { JobModel } from '../../models/job.ts';
import type { JobKind } from '../../src/jobs/job-kind.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import { JobWorker } from '../../src/jobs/job-worker.ts';
import { planning } from '../../src/jobs/kinds/planning.ts';

const silent = pino({ level: 'silent' });

export interface WorkingOptions {
  queue?: JobQueue;
  log?: Logger;
  place?: string;
}

/** Does jobs of these kinds. @returns ends it; resolves when nothing is running */
export function work(
  kinds: readonly JobKind[],
  { queue = new JobQueue(), log = silent, place }: WorkingOptions = {},
): () => Promise<void> {
  return new JobWorker({ kinds, queue, log, place }).start();
}

/** The same for what the clock begins: it looks at once what is due. */
export async function workByTheClock(
  kinds: readonly JobKind[],
  options: WorkingOptions = {},
): Promise<() => Promise<void>> {
  const queue = options.queue ?? new JobQueue();
  await JobModel.updateOne({ _id: 'planning', state: 'waiting' }, { nextAt: new Date(0) });
  return work([planning(kinds, queue), ...kinds], { ...options, queue });
}
