import type { Institution } from '../../../models/institution.ts';
import { type TrainingRun, TrainingRunModel } from '../../../models/training-run.ts';
import { type Message, message } from '../../messages/message.ts';
import type { Words } from '../../words/words.ts';
import { configurationMessage } from '../model/choices.ts';
import { servingModelOf } from '../model/chosen-model.ts';
import { ndcgWords } from '../models/ndcg-words.ts';
import type { Said } from './left-out-reasons.ts';
import type { Reading } from './run-view.ts';

/** The recommender of an institution, as the page shows it. */
export interface TrainingView {
  /** What the model that serves was trained with; undefined: none serves. */
  serving: Message | undefined;
  /** 0 to 1; undefined: no training runs. */
  share: number | undefined;
  /** Somebody has asked for one that has not begun. */
  isWanted: boolean;
  last: { when: string; said: Said; isBad: boolean } | undefined;
  /** The data is newer than the last training. */
  isStale: boolean;
}

export async function trainingView(institution: Institution, { words, now }: Reading): Promise<TrainingView> {
  const { _id: institutionId, dataChangedAt, trainingWantedAt } = institution;
  const newest = TrainingRunModel.find({ institutionId })
    .sort({ startedAt: -1 })
    .limit(2)
    .lean<TrainingRun[]>();
  const [runs, serving] = await Promise.all([newest, servingModelOf(institution)]);
  const running = runs.find(({ state }) => state === 'running');
  const last = runs.find(({ state }) => state !== 'running');
  return {
    serving: serving && configurationMessage(serving.configuration),
    share: running && (running.share ?? 0),
    isWanted: trainingWantedAt !== undefined && running === undefined,
    last: last && {
      when: words.ago(last.startedAt, now),
      said: trainingSaid(last, words),
      isBad: last.state === 'failed',
    },
    isStale: dataChangedAt !== undefined && last !== undefined && dataChangedAt > last.startedAt,
  };
}

/** What a training that failed says is an error of a program, in English. */
function trainingSaid(
  { state, error, outcome = 'rejected', data, ndcgAt10, seconds = 0 }: TrainingRun,
  words: Words,
): Said {
  if (state === 'failed' && error !== undefined) return { text: error, isEnglish: true };
  if (state === 'failed') return saying(words, [message('administration.attention.trainingFailed')]);
  if (outcome === 'unchanged') return saying(words, [message('administration.data.training.unchanged')]);
  const { learners = 0, courses = 0, interactions = 0 } = data ?? {};
  const { model = 0, popularity = 0 } = ndcgAt10 ?? {};
  return saying(words, [
    message('administration.source.has', { courses, learners, enrolments: interactions }),
    message('administration.data.training.took', { duration: words.duration(seconds) }),
    message('administration.better.against', {
      ...{ model: ndcgWords(model, words), popular: ndcgWords(popularity, words) },
    }),
    message(`administration.data.training.${outcome}`),
  ]);
}

function saying(words: Words, sentences: readonly Message[]): Said {
  return { text: words.tell(sentences), isEnglish: false };
}
