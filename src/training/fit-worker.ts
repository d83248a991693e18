// Fits a model in a thread of its own, so that the server goes on answering. fit-in-thread.ts starts it.
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { meanInterval } from '../recommender/evaluation/bootstrap.ts';
import { learnAppeal } from '../recommender/feedback/appeal.ts';
import { type FitResult, fit } from '../recommender/fit.ts';
import { Recommender } from '../recommender/recommender.ts';
import { toBytes } from '../recommender/serialize.ts';
import type { FitMessage, FitTask, FittedModel } from './fit-in-thread.ts';
import { LearningCurves } from './learning-curves.ts';
import { loadNetworkTrainer } from './network-trainer.ts';

/** With fewer interactions another thread takes longer to start than it saves; the model is the same. */
const fewInteractions = 2_000;

const { dataset, texts, shown, trainer, configuration } = workerData as FitTask;
const post = (message: FitMessage) => parentPort?.postMessage(message);
const trainNetwork = await loadNetworkTrainer(trainer, (line) => post({ kind: 'warning', line }));
const threads = dataset.courses.length < fewInteractions ? 1 : availableParallelism();
const curves = new LearningCurves();
const fitting = fit(dataset, texts, { ...configuration, threads }, trainNetwork);

for (;;) {
  const { done, value } = fitting.next();
  if (done) {
    const { recommender, test, ...report } = value;
    const appeal = learnAppeal(shown, dataset.courseCount);
    const learnt = appeal ? new Recommender({ ...recommender.parts, appeal }) : recommender;
    const measured = { test: figuresOf(test), intervals: intervalsOf(test), curves: curves.all() };
    post({ kind: 'done', bytes: toBytes(learnt), ...report, ...measured });
    break;
  }
  curves.add(value);
  post({ kind: 'progress', progress: value });
}

/** Without what was measured of each learner. */
function figuresOf({ model, popularity }: FitResult['test']): FittedModel['test'] {
  const { ndcgs: _ofModel, ...ofModel } = model;
  const { ndcgs: _ofPopularity, ...ofPopularity } = popularity;
  return { model: ofModel, popularity: ofPopularity };
}

function intervalsOf({ model, popularity }: FitResult['test']): FittedModel['intervals'] {
  return { model: meanInterval(model.ndcgs), popularity: meanInterval(popularity.ndcgs) };
}
