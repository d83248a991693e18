import type { Institution } from '../../../models/institution.ts';
import { type TrainedModel, TrainedModelModel } from '../../../models/trained-model.ts';
import { TrainingRunModel } from '../../../models/training-run.ts';
import { countedDays } from '../../comparing/record-compared.ts';
import { figuresOf, lastTrainings, type TrainedFigures } from '../../counts/trained.ts';
import { cannotCompare } from '../../trained-models/compare-models.ts';
import { keptModels, weightSizes } from '../../trained-models/model-store.ts';
import { cannotServe } from '../../trained-models/serve-again.ts';
import type { Words } from '../../words/words.ts';
import { type ComparisonView, comparisonView } from './comparison-view.ts';
import { type ModelChart, modelChart } from './model-chart.ts';
import { ndcgWords } from './ndcg-words.ts';
import { type Range, rangesOf } from './ranges.ts';

const shownTrainings = 20;
const megabyte = 1_000_000;

export type TrainingState = 'serves' | 'compared' | 'replaced' | 'waits' | 'rejected';

/** One training of the history. */
export interface TrainingRow {
  id: string;
  at: string;
  iso: string;
  enrolments: string;
  ndcg: string;
  interval: string;
  popular: string;
  state: TrainingState;
  /** Its weights are kept, and it may serve. */
  canServe: boolean;
}

export interface ModelsView {
  isHeld: boolean;
  /** The model that serves; undefined where none does. */
  serving: { at: string; chart: ModelChart | undefined; ranges: Range[] } | undefined;
  comparison: ComparisonView;
  rows: TrainingRow[];
  /** What is kept, and what it takes. */
  kept: string;
  isTraining: boolean;
}

export async function modelsView(institution: Institution, words: Words): Promise<ModelsView> {
  const institutionId = institution._id;
  const [trainings, sizes, running, live] = await Promise.all([
    lastTrainings(institutionId, shownTrainings),
    weightSizes(institutionId),
    TrainingRunModel.exists({ institutionId, state: 'running' }),
    institution.liveModel
      ? TrainedModelModel.findOne({ institutionId, _id: institution.liveModel }).lean<TrainedModel>()
      : null,
  ]);
  const rows = trainings.map((one) => trainingRow(one, institution, live?.createdAt, words));
  const kept = await TrainedModelModel.distinct('weights', { institutionId, state: 'accepted' });
  const bytes = kept.reduce((sum, id) => sum + (sizes.get(`${id}`) ?? 0), 0);
  return {
    isHeld: institution.isModelHeld === true,
    serving: live
      ? {
          at: words.moment(live.createdAt),
          chart: modelChart(live, words),
          ranges: rangesOf(compared(figuresOf(live), trainings), words),
        }
      : undefined,
    comparison: await comparisonView(institution, words),
    rows,
    kept: words.say('administration.models.kept', {
      ...{ most: keptModels, count: kept.length },
      size: words.number(bytes / megabyte, { maximumFractionDigits: 1 }),
    }),
    isTraining: running !== null,
  };
}

/** One model, what can be done with it, and why not. */
export interface ModelView {
  row: TrainingRow;
  chart: ModelChart | undefined;
  ranges: Range[];
  /** Why it cannot serve, in words; undefined where it can. */
  refusal: string | undefined;
  /** Why it cannot be compared with the one that serves, in words; undefined where it can. */
  comparisonRefusal: string | undefined;
  /** How it was decided whether it may serve, in words; undefined where that was not stored. */
  gate: string | undefined;
  /** For so long what a learner does counts. */
  countedDays: number;
  isNewest: boolean;
}

export async function modelView(
  institution: Institution,
  model: TrainedModel,
  words: Words,
): Promise<ModelView> {
  const institutionId = institution._id;
  const [newest, live] = await Promise.all([
    TrainedModelModel.findOne({ institutionId, state: 'accepted' }).sort({ createdAt: -1, _id: -1 }).lean(),
    institution.liveModel
      ? TrainedModelModel.findOne({ institutionId, _id: institution.liveModel }).lean<TrainedModel>()
      : null,
  ]);
  const refusal = cannotServe(model, institution);
  const uncomparable = cannotCompare(model, institution, live ?? undefined);
  const own = figuresOf(model);
  return {
    row: trainingRow(own, institution, live?.createdAt, words),
    chart: modelChart(model, words),
    ranges: rangesOf(
      [
        { name: 'this', ...own },
        ...(live && !live._id.equals(model._id) ? [{ name: 'serving' as const, ...figuresOf(live) }] : []),
      ],
      words,
    ),
    refusal: refusal && words.say(`administration.models.cannot.${refusal}`),
    comparisonRefusal: uncomparable && words.say(`administration.models.cannot.${uncomparable}`),
    gate: gateWords(model, words),
    countedDays,
    isNewest: newest?._id.equals(model._id) ?? false,
  };
}

function gateWords({ gate, intervals }: TrainedModel, words: Words): string | undefined {
  const gain = intervals?.gain;
  if (!gate || !gain) return undefined;
  const [from, to] = [ndcgWords(gain[0], words), ndcgWords(gain[1], words)];
  return words.say(`administration.models.gate.${gate}`, { from, to });
}

/** The model that serves, and the one that passed before it. */
function compared(served: TrainedFigures, trainings: readonly TrainedFigures[]) {
  const before = trainings.find(({ passed, at }) => passed && at < served.at);
  return [{ name: 'this' as const, ...served }, ...(before ? [{ name: 'before' as const, ...before }] : [])];
}

function trainingRow(
  { id, at, readAt, passed, model, popularity, intervals, interactions, weights }: TrainedFigures,
  { liveModel, comparing, peopleErasedAt }: Institution,
  servedAt: Date | undefined,
  words: Words,
): TrainingRow {
  const state: TrainingState = !passed
    ? 'rejected'
    : id === `${liveModel}`
      ? 'serves'
      : id === `${comparing?.compared}`
        ? 'compared'
        : servedAt && at > servedAt
          ? 'waits'
          : 'replaced';
  return {
    ...{ id, at: words.moment(at), iso: at.toISOString(), state },
    enrolments: interactions === undefined ? '–' : words.number(interactions),
    ndcg: ndcgWords(model, words),
    popular: ndcgWords(popularity, words),
    interval: intervals
      ? `${ndcgWords(intervals.model[0], words)}–${ndcgWords(intervals.model[1], words)}`
      : '–',
    canServe:
      passed &&
      weights !== undefined &&
      state !== 'serves' &&
      !comparing &&
      !(peopleErasedAt && readAt <= peopleErasedAt),
  };
}
