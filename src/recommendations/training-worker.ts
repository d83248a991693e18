// Trains in a thread of its own, so that the server goes on answering. Its parent is src/recommendations/train.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { fit } from '../recommender/fit.ts';
import { toBytes } from '../recommender/serialize.ts';
import type { TrainingData } from './training-data.ts';
import type { TrainingMessage } from './training-message.ts';

const { dataset, texts } = workerData as Pick<TrainingData, 'dataset' | 'texts'>;
const post = (message: TrainingMessage) => parentPort?.postMessage(message);
const training = fit(dataset, texts);

for (;;) {
  const { done, value } = training.next();
  if (done) {
    const { recommender, ...report } = value;
    post({ kind: 'done', bytes: toBytes(recommender), ...report });
    break;
  }
  post({ kind: 'progress', progress: value });
}
