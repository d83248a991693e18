// Reads an institution's data and fits a model to it, in a thread of its own, so that the server goes on answering.
// fit-in-thread.ts starts it. It awaits nothing outside of a function, as kernels/crew-worker.ts says.
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import mongoose from 'mongoose';
import { giveWay } from '../configuration/give-way.ts';
import { connectTo } from '../database/open-database.ts';
import { runToEnd } from '../recommender/data/progress.ts';
import { meanInterval } from '../recommender/evaluation/bootstrap.ts';
import { learnAppeal } from '../recommender/feedback/appeal.ts';
import { type FitResult, fit } from '../recommender/fit.ts';
import { Recommender } from '../recommender/recommender.ts';
import { encodeModel } from '../trained-models/stored-model.ts';
import type { FitMessage, FitTask, FittedModel } from './fit-in-thread.ts';
import { LearningCurves } from './learning-curves.ts';
import { loadNetworkTrainer } from './network-trainer.ts';
import { loadTrainingData, type TrainingData } from './training-data.ts';

/** With fewer interactions another thread takes longer to start than it saves; the model is the same. */
const fewInteractions = 2_000;

const { address, institutionId, unless, trainer, configuration } = workerData as FitTask;
const post = (message: FitMessage, moved: Uint8Array[] = []) =>
  parentPort?.postMessage(
    message,
    moved.map(({ buffer }) => buffer as ArrayBuffer),
  );

giveWay();
void fitInstitution();

async function fitInstitution(): Promise<void> {
  await connectTo(address);
  const data = await loadTrainingData(new mongoose.Types.ObjectId(institutionId)).finally(() =>
    mongoose.disconnect(),
  );
  if (data.fingerprint === unless) post({ kind: 'unchanged' });
  else await fitTo(data);
}

async function fitTo({ readAt, dataset, texts, sections, shown, fingerprint, termLoad }: TrainingData) {
  const trainNetwork = await loadNetworkTrainer(trainer, (line) => post({ kind: 'warning', line }));
  const threads = dataset.courses.length < fewInteractions ? 1 : availableParallelism();
  const curves = new LearningCurves();
  const { recommender, test, ...report } = runToEnd(
    fit(dataset, texts, { ...configuration, threads }, trainNetwork),
    (progress) => {
      curves.add(progress);
      post({ kind: 'progress', progress });
    },
  );
  const appeal = learnAppeal(shown, dataset.courseCount);
  const learnt = appeal ? new Recommender({ ...recommender.parts, appeal }) : recommender;
  const bytes = encodeModel(learnt, sections);
  const { learnerCount: learners, courseCount: courses } = dataset;
  const read = { readAt, learners, courses, interactions: dataset.courses.length };
  const measured = { test: figuresOf(test), intervals: intervalsOf(test), curves: curves.all() };
  const { popularFor } = recommender.parts;
  post({ kind: 'done', bytes, data: read, fingerprint, termLoad, popularFor, ...report, ...measured }, [
    bytes,
  ]);
}

/** Without what was measured of each learner. */
function figuresOf({ model, popularity }: FitResult['test']): FittedModel['test'] {
  const { ndcgs: _ofModel, ...ofModel } = model;
  const { ndcgs: _ofPopularity, ...ofPopularity } = popularity;
  return { model: ofModel, popularity: ofPopularity };
}

function intervalsOf({ model, popularity }: FitResult['test']): FittedModel['intervals'] {
  // Both were measured on the same cases.
  const gains = model.ndcgs.map((ndcg, i) => ndcg - popularity.ndcgs[i]!);
  return {
    model: meanInterval(model.ndcgs),
    popularity: meanInterval(popularity.ndcgs),
    gain: meanInterval(gains),
  };
}
