import type { Types } from 'mongoose';
import { AuditEntryModel } from '../../../models/audit-entry.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { type TrainingRun, TrainingRunModel } from '../../../models/training-run.ts';
import type { Coverage } from '../../counts/coverage.ts';
import { lastTrainings, type TrainedFigures } from '../../counts/trained.ts';
import type { Usage } from '../../counts/usage.ts';
import type { Words } from '../../words/words.ts';
import { auditLines } from '../audit/audit-lines.ts';
import type { DataEnvironment } from '../data/data-environment.ts';
import { sourceKindsOf } from '../data/source-kinds.ts';
import { type SourceState, sourceState } from '../data/source-state.ts';
import { type AgeFigure, ageFigure } from './age-figure.ts';
import { type Attention, whatNeedsAttention } from './attention.ts';
import { type BetterFigure, betterFigure } from './better-figure.ts';
import { type SourceLine, sourceLine } from './source-line.ts';
import { type UsedFigure, usedFigure } from './used-figure.ts';

const shownAudit = 4;
/** Trainings on the small chart. */
const chartedTrainings = 12;

/** What the page shows, in the reader's words. */
export interface HomeView {
  health: { state: 'good' | 'warn' | 'bad'; first: ShownAttention | undefined; more: ShownAttention[] };
  used: UsedFigure;
  better: BetterFigure;
  age: AgeFigure;
  sources: SourceLine[];
  /** Titles of sources that could be set up. */
  notSetUp: { title: string; path: string }[];
  lately: ReturnType<typeof auditLines>;
}

export interface ShownAttention {
  severity: Attention['severity'];
  what: string;
  action: string;
  address: string;
}

/** What the page needs to count with; each is the same as other pages use. */
export interface HomeCounts {
  coverageOf(
    institution: Institution,
  ): Promise<{ all: Coverage; bySource: ReadonlyMap<string, Coverage> } | undefined>;
  usageOf(institutionId: Types.ObjectId): Promise<Usage>;
}

/** Looks at everything at the moment when it is asked. */
export async function homeView(
  institution: Institution,
  environment: Pick<DataEnvironment, 'providers' | 'connectors' | 'fileSources'>,
  counts: HomeCounts,
  words: Words,
): Promise<HomeView> {
  const now = new Date();
  const institutionId = institution._id;
  const coverage = await counts.coverageOf(institution);
  const kinds = await sourceKindsOf(institutionId, environment, coverage);
  const [states, usage, trainings, lastTraining, waiting, audit] = await Promise.all([
    Promise.all(
      kinds.map((kind) => sourceState(institution, kind, coverage?.bySource.get(kind.name), { words, now })),
    ),
    counts.usageOf(institutionId),
    lastTrainings(institutionId, chartedTrainings),
    TrainingRunModel.findOne({ institutionId, state: { $ne: 'running' } })
      .sort({ startedAt: -1 })
      .lean<TrainingRun>(),
    InstitutionModel.countDocuments({ pendingSince: { $exists: true } }),
    AuditEntryModel.find({ institutionId }).sort({ at: -1 }).limit(shownAudit).lean(),
  ]);
  const failures = await failuresOf(institutionId, states);
  const found = whatNeedsAttention({
    institution: {
      ...{ id: `${institutionId}`, hasLms: institution.registration !== undefined },
      ...{ isModelHeld: institution.isModelHeld === true, hasModel: institution.liveModel !== undefined },
    },
    ...{ coverage: coverage?.all, sources: states, trainings, waiting },
    failingSince: new Map(failures.map(({ source, since }) => [source, words.moment(since)])),
    refused: new Set(failures.filter(({ code }) => tokenCodes.has(code ?? '')).map(({ source }) => source)),
    hasTrainingFailed: lastTraining?.state === 'failed',
  }).map(
    ({ severity, what, action, path }): ShownAttention => ({
      ...{ severity, what: words.tell(what), action: words.tell(action), address: `/administration${path}` },
    }),
  );
  const [first, ...more] = found;
  const asked = kinds.flatMap(({ name, provider }, i) =>
    provider && states[i]?.isSetUp ? [{ name, everyMinutes: provider.everyMinutes }] : [],
  );
  return {
    health: { state: first?.severity ?? 'good', first, more },
    used: usedFigure(usage, coverage?.all.learners, words, now),
    better: betterFigure(servedFirst(trainings, institution), institution, words),
    age: await ageFigure(institutionId, asked, states, words, now),
    sources: states.filter(hasSomething).map((state) => sourceLine(state, words, now)),
    notSetUp: states
      .filter((state) => !hasSomething(state) && state.canBeConnected)
      .map(({ title, name }) => ({
        ...{ title, path: `/administration/institutions/${institutionId}/data/${name}` },
      })),
    lately: auditLines(audit, words),
  };
}

/** What the source or the LMS says no to, until somebody gives it another token or right. */
const tokenCodes: ReadonlySet<string> = new Set([
  ...['token-refused', 'permission-revoked', 'client-refused', 'account-refused', 'secret-unreadable'],
]);

function hasSomething({ isSetUp, lastGood, lastSeen, lastFailure, running }: SourceState): boolean {
  return isSetUp === true || [lastGood, lastSeen, lastFailure, running].some((one) => one !== undefined);
}

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

/** The one that serves, then the others as they are. */
function servedFirst(trainings: readonly TrainedFigures[], { liveModel }: Institution) {
  return { served: trainings.find(({ id }) => id === `${liveModel}`), trainings };
}
