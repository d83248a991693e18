import type { Institution } from '../../../models/institution.ts';
import { type TrainingRun, TrainingRunModel } from '../../../models/training-run.ts';
import { configurationWords } from '../model/choices.ts';
import { servingConfiguration } from '../model/chosen-model.ts';
import { counted, durationWords, type Moment, toMoment } from '../time-and-number-words.ts';

/** The recommender of an institution, as the page shows it. */
export interface TrainingView {
  /** What the model that serves was trained with, in words; undefined: none serves. */
  serving: string | undefined;
  /** 0 to 1; undefined: no training runs. */
  share: number | undefined;
  /** Somebody has asked for one that has not begun. */
  isWanted: boolean;
  last: { at: Moment; words: string; isBad: boolean } | undefined;
  /** The data is newer than the last training. */
  isStale: boolean;
}

export async function trainingView(institution: Institution, now: Date): Promise<TrainingView> {
  const { _id: institutionId, dataChangedAt, trainingWantedAt } = institution;
  const newest = TrainingRunModel.find({ institutionId })
    .sort({ startedAt: -1 })
    .limit(2)
    .lean<TrainingRun[]>();
  const [runs, serving] = await Promise.all([newest, servingConfiguration(institution)]);
  const running = runs.find(({ state }) => state === 'running');
  const last = runs.find(({ state }) => state !== 'running');
  return {
    serving: serving && configurationWords(serving),
    share: running && (running.share ?? 0),
    isWanted: trainingWantedAt !== undefined && running === undefined,
    last: last && {
      at: toMoment(last.startedAt, now),
      words: trainingWords(last),
      isBad: last.state === 'failed',
    },
    isStale: dataChangedAt !== undefined && last !== undefined && dataChangedAt > last.startedAt,
  };
}

function trainingWords({ state, error, outcome, data, ndcgAt10, seconds = 0 }: TrainingRun): string {
  if (state === 'failed') return error ?? 'It failed.';
  if (outcome === 'unchanged')
    return 'Data and choices are those of the last model, so there was nothing to do.';
  const { learners = 0, courses = 0, interactions = 0 } = data ?? {};
  const learnt = `${counted(interactions, 'enrolment')} of ${counted(learners, 'learner')} in ${counted(courses, 'course')}, in ${durationWords(seconds)}.`;
  const { model = 0, popularity = 0 } = ndcgAt10 ?? {};
  const figures = `On held-out courses its NDCG@10 is ${model.toFixed(3)}; offering what is popular reaches ${popularity.toFixed(3)}.`;
  const decision =
    outcome === 'accepted'
      ? 'It serves.'
      : outcome === 'held'
        ? 'It is kept and does not serve: an older one was put back.'
        : 'It is no better than that, so it does not serve; the model before it goes on, where there is one.';
  return `${learnt} ${figures} ${decision}`;
}
