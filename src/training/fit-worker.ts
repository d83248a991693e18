// Fits a model in a thread of its own, so that the server goes on answering. fit-in-thread.ts starts it.
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { learnAppeal } from '../recommender/feedback/appeal.ts';
import { fit } from '../recommender/fit.ts';
import { Recommender } from '../recommender/recommender.ts';
import { toBytes } from '../recommender/serialize.ts';
import type { FitMessage, FitTask } from './fit-in-thread.ts';
import { loadNetworkTrainer } from './network-trainer.ts';

/** With fewer interactions another thread takes longer to start than it saves; the model is the same. */
const fewInteractions = 2_000;

const { dataset, texts, shown, trainer, configuration } = workerData as FitTask;
const post = (message: FitMessage) => parentPort?.postMessage(message);
const trainNetwork = await loadNetworkTrainer(trainer, (line) => post({ kind: 'warning', line }));
const threads = dataset.courses.length < fewInteractions ? 1 : availableParallelism();
const fitting = fit(dataset, texts, { ...configuration, threads }, trainNetwork);

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
