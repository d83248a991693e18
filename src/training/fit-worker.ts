// Fits a model in a thread of its own, so that the server goes on answering. fit-in-thread.ts starts it.
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { learnAppeal } from '../recommender/feedback/appeal.ts';
import { fit } from '../recommender/fit.ts';
import { Recommender } from '../recommender/recommender.ts';
import { toBytes } from '../recommender/serialize.ts';
import type { FitMessage, FitTask } from './fit-in-thread.ts';
import { loadNetworkTrainer } from './network-trainer.ts';

const { dataset, texts, shown, trainer } = workerData as FitTask;
const post = (message: FitMessage) => parentPort?.postMessage(message);
const trainNetwork = await loadNetworkTrainer(trainer, (line) => post({ kind: 'warning', line }));
const fitting = fit(dataset, texts, { threads: availableParallelism() }, trainNetwork);

for (;;) {
  const { done, value } = fitting.next();
  if (done) {
    const { recommender, ...report } = value;
    const appeal = learnAppeal(shown, dataset.courseCount);
    const learnt = appeal ? new Recommender({ ...recommender.parts, appeal }) : recommender;
    post({ kind: 'done', bytes: toBytes(learnt), ...report });
    break;
  }
  post({ kind: 'progress', progress: value });
}
