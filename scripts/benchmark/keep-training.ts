import { setTimeout as sleep } from 'node:timers/promises';
import type { Types } from 'mongoose';
import { TrainingRunModel } from '../../models/training-run.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import { requestedTraining } from '../../src/jobs/kinds/training-job.ts';

const lookEveryMilliseconds = 200;

/**
 * Has whatever worker there is train the institution's model again and again. Resolves when one is training.
 * @returns ends it
 */
export async function keepTraining(institutionId: Types.ObjectId): Promise<() => Promise<void>> {
  let isWanted = true;
  const request = requestedTraining(new JobQueue());
  const want = async () => {
    while (isWanted) {
      await request(institutionId);
      await sleep(lookEveryMilliseconds);
    }
  };
  const wanting = want();
  while (!(await TrainingRunModel.exists({ institutionId, state: 'running' })))
    await sleep(lookEveryMilliseconds);
  return async () => {
    isWanted = false;
    await wanting;
  };
}
