// Fits a model in a thread of its own, so that the server goes on answering. fit-in-thread.ts starts it.
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { fit } from '../recommender/fit.ts';
import { toBytes } from '../recommender/serialize.ts';
import type { FitMessage, FitTask } from './fit-in-thread.ts';
import { loadNetworkTrainer } from './network-trainer.ts';

const { dataset, texts, trainer, configuration } = workerData as FitTask;
const post = (message: FitMessage) => parentPort?.postMessage(message);
const trainNetwork = await loadNetworkTrainer(trainer, (line) => post({ kind: 'warning', line }));
const options = { ...configuration, threads: availableParallelism() };
const fitting = fit(dataset, texts, options, trainNetwork);

for (;;) {
  const { done, value } = fitting.next();
  if (done) {
    const { recommender, ...report } = value;
    post({ kind: 'done', bytes: toBytes(recommender), ...report });
    break;
  }
  post({ kind: 'progress', progress: value });
}
