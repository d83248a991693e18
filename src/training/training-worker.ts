// Trains in a thread of its own, so that the server goes on answering. Its parent is src/training/train.ts.
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { fit } from '../recommender/fit.ts';
import { toBytes } from '../recommender/serialize.ts';
import { networkTraining } from './trainer.ts';
import type { TrainingMessage, TrainingTask } from './training-message.ts';

const { dataset, texts, engine } = workerData as TrainingTask;
const post = (message: TrainingMessage) => parentPort?.postMessage(message);
const trainNetwork = await networkTraining(engine, (line) => post({ kind: 'warning', line }));
const training = fit(dataset, texts, { threads: availableParallelism() }, trainNetwork);

for (;;) {
  const { done, value } = training.next();
  if (done) {
    const { recommender, ...report } = value;
    post({ kind: 'done', bytes: toBytes(recommender), ...report });
    break;
  }
  post({ kind: 'progress', progress: value });
}
