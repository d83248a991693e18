import type { Types } from 'mongoose';
import { CourseModel } from '../../../models/course.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import {
  type NoticeChannel,
  type NoticeSetting,
  NoticeSettingModel,
} from '../../../models/notice-setting.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { type TrainedModel, TrainedModelModel } from '../../../models/trained-model.ts';
import { type TrainingRun, TrainingRunModel } from '../../../models/training-run.ts';
import type { InstitutionCoverage } from '../../counts/coverage.ts';
import { figuresOf, lastTrainings, type TrainedFigures } from '../../counts/trained.ts';
import { failedJobs } from '../../jobs/job-figures.ts';
import { findFallen } from '../../trained-models/put-back-fallen.ts';
import type { Words } from '../../words/words.ts';
import type { DataEnvironment } from '../data/data-environment.ts';
import { type SourceKind, sourceKindsOf } from '../data/source-kinds.ts';
import { type SourceState, sourceState } from '../data/source-state.ts';
import { ndcgWords } from '../models/ndcg-words.ts';
import { type Attention, type Situation, toldKinds, whatNeedsAttention } from './attention.ts';

/** Trainings on the small chart. */
const chartedTrainings = 12;

/** What needs attention at an institution, and what was looked at to find it. */
export interface FoundAttention {
  /** The most urgent first. Empty: everything works. */
  found: Attention[];
  kinds: SourceKind[];
  /** Of each kind. */
  states: SourceState[];
  /** The newest first. */
  trainings: TrainedFigures[];
}

/**
 * Looks at everything at the moment when it is asked.
 * @param coverage where it has been counted; without it, sources of which no run is kept any more are as good as never read
 */
export async function findAttention(
  institution: Institution,
  environment: Pick<DataEnvironment, 'providers' | 'connectors' | 'fileSources'>,
  words: Words,
  coverage?: InstitutionCoverage,
  now = new Date(),
): Promise<FoundAttention> {
  const institutionId = institution._id;
  const kinds = await sourceKindsOf(institutionId, environment, coverage);
  const [states, trainings, lastTraining, waiting, setting, someCourse, jobs] = await Promise.all([
    Promise.all(
      kinds.map((kind) => sourceState(institution, kind, coverage?.bySource.get(kind.name), { words, now })),
    ),
    lastTrainings(institutionId, chartedTrainings),
    TrainingRunModel.findOne({ institutionId, state: { $ne: 'running' } })
      .sort({ startedAt: -1 })
      .lean<TrainingRun>(),
    InstitutionModel.countDocuments({ pendingSince: { $exists: true } }),
    NoticeSettingModel.findOne({ institutionId }, { failures: 1 }).lean<NoticeSetting>(),
    coverage ?? CourseModel.exists({ institutionId }),
    failedJobs(institutionId),
  ]);
  const failures = await failuresOf(institutionId, states);
  const ofModel = await aboutModel(institution, trainings, words);
  const found = whatNeedsAttention({
    institution: {
      ...{ id: `${institutionId}`, hasLms: institution.registration !== undefined },
      ...{ isModelHeld: institution.isModelHeld === true, hasModel: institution.liveModel !== undefined },
    },
    hasNoCourses: coverage ? coverage.all.courses === 0 : someCourse === null,
    ...{ sources: states, trainings, waiting, ...ofModel },
    failingSince: new Map(failures.map(({ source, since }) => [source, words.moment(since)])),
    refused: new Set(failures.filter(({ code }) => tokenCodes.has(code ?? '')).map(({ source }) => source)),
    hasTrainingFailed: lastTraining?.state === 'failed',
    failedJobs: jobs.flatMap(({ _id: id, kind: name, institution: of, failedAt = now, error: why }) => {
      const kind = toldKinds.find((told) => told === name);
      return kind ? [{ id, kind, isOfTool: of === undefined, when: words.moment(failedAt), why }] : [];
    }),
    failingNotices: new Map(
      Object.entries(setting?.failures ?? {}).map(([channel, { since }]) => [
        channel as NoticeChannel,
        words.moment(since),
      ]),
    ),
  });
  return { found, kinds, states, trainings };
}

/** Why a model of before serves that no person has put back, if so. */
async function aboutModel(
  { _id: institutionId, liveModel, isModelHeld }: Institution,
  [newest]: readonly TrainedFigures[],
  words: Words,
): Promise<Pick<Situation, 'worse' | 'putBack'>> {
  const isNewestWorse = newest?.isWorse === true && newest.id !== `${liveModel}`;
  const live =
    liveModel && (isNewestWorse || isModelHeld)
      ? await TrainedModelModel.findOne({ institutionId, _id: liveModel }).lean<TrainedModel>()
      : null;
  const fallen = isModelHeld && live ? await findFallen(live) : undefined;
  const percent = (share: number) => words.number(share, { style: 'percent', maximumFractionDigits: 1 });
  return {
    worse:
      isNewestWorse && live && live.createdAt < newest.at
        ? {
            newest: ndcgWords(newest.model, words),
            serving: ndcgWords(figuresOf(live).model, words),
            isKept: newest.passed,
          }
        : undefined,
    putBack: fallen?.fell
      ? {
          since: words.moment(fallen.fell.at),
          share: percent(fallen.fell.share),
          expected: percent(fallen.fell.expected),
        }
      : undefined,
  };
}

/** What the source or the LMS says no to, until somebody gives it another token or right. */
const tokenCodes: ReadonlySet<string> = new Set([
  ...['token-refused', 'permission-revoked', 'client-refused', 'account-refused', 'secret-unreadable'],
]);

/** Since when each source that fails has failed, and why it did the last time. */
async function failuresOf(institutionId: Types.ObjectId, states: readonly SourceState[]) {
  const failing = states.filter(({ lastFailure, isSetUp }) => lastFailure && isSetUp !== false);
  return Promise.all(
    failing.map(async ({ name: source, lastGood }) => {
      const good = lastGood && new Date(lastGood.started.iso);
      const failed = {
        institutionId,
        source,
        state: 'failed',
        ...(good && { startedAt: { $gt: good } }),
      } as const;
      const [first, last] = await Promise.all(
        ([1, -1] as const).map((startedAt) =>
          SyncRunModel.findOne(failed).sort({ startedAt }).lean<SyncRun>(),
        ),
      );
      return { source, since: first?.startedAt ?? new Date(), code: last?.errorCode };
    }),
  );
}
