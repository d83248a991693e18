import type { Types } from 'mongoose';
import { AuditEntryModel } from '../../../models/audit-entry.ts';
import type { Institution } from '../../../models/institution.ts';
import type { Coverage } from '../../counts/coverage.ts';
import type { TrainedFigures } from '../../counts/trained.ts';
import type { Usage } from '../../counts/usage.ts';
import type { Words } from '../../words/words.ts';
import { auditLines, auditTitles } from '../audit/audit-lines.ts';
import type { DataEnvironment } from '../data/data-environment.ts';
import type { SourceState } from '../data/source-state.ts';
import { type AgeFigure, ageFigure } from './age-figure.ts';
import type { Attention } from './attention.ts';
import { type BetterFigure, betterFigure } from './better-figure.ts';
import { findAttention } from './find-attention.ts';
import { type SourceLine, sourceLine } from './source-line.ts';
import { type UsedFigure, usedFigure } from './used-figure.ts';

const shownAudit = 4;

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
  /** Not a place to go to, but this job to be tried again. */
  tryAgain: string | undefined;
  /** Why, in English. */
  why: string | undefined;
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
  const [{ found, kinds, states, trainings }, usage, audit] = await Promise.all([
    findAttention(institution, environment, words, coverage, now),
    counts.usageOf(institutionId),
    AuditEntryModel.find({ institutionId }).sort({ at: -1 }).limit(shownAudit).lean(),
  ]);
  const [first, ...more] = found.map(
    ({ severity, what, action, path, tryAgain, why }): ShownAttention => ({
      ...{ severity, what: words.tell(what), action: words.tell(action), tryAgain, why },
      address: `/administration${path}`,
    }),
  );
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
    lately: auditLines(audit, await auditTitles(institutionId, audit), words),
  };
}

function hasSomething({ isSetUp, lastGood, lastSeen, lastFailure, running }: SourceState): boolean {
  return isSetUp === true || [lastGood, lastSeen, lastFailure, running].some((one) => one !== undefined);
}

/** The one that serves, then the others as they are. */
function servedFirst(trainings: readonly TrainedFigures[], { liveModel }: Institution) {
  return { served: trainings.find(({ id }) => id === `${liveModel}`), trainings };
}
