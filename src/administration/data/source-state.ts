import type { Types } from 'mongoose';
import { ConnectionModel } from '../../../models/connection.ts';
import type { Institution } from '../../../models/institution.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import type { Coverage } from '../../counts/coverage.ts';
import { findJob } from '../../jobs/job-queue.ts';
import { readForecast } from '../../jobs/kinds/forecasts.ts';
import { nextRun, syncKind } from '../../jobs/kinds/sync-job.ts';
import { type Due, findDue } from '../../sync/runs/due.ts';
import { findWaiting } from '../../sync/runs/release-removals.ts';
import type { SourceProvider } from '../../sync/source.ts';
import type { Words } from '../../words/words.ts';
import { type Moment, toMoment } from '../moment.ts';
import {
  type HeldBackView,
  heldBackView,
  type ProgressView,
  progressView,
  type Reading,
  type RunView,
  runView,
} from './run-view.ts';
import type { SourceKind } from './source-kinds.ts';

const shownWaiting = 20;

/** The state of one source of an institution. */
export interface SourceState {
  name: string;
  title: string;
  /** Undefined where there is nothing to set up: files. */
  isSetUp: boolean | undefined;
  /** By a form on these pages. */
  canBeConnected: boolean;
  files: SourceKind['files'];
  running: (RunView & { progress: ProgressView }) | undefined;
  /** Of the whole source, or of a part of it such as one course's roster. */
  lastGood: RunView | undefined;
  /** When it last named something, where no good run of it is kept any more. */
  lastSeen: Moment | undefined;
  /** Where it is newer than the last good one. */
  lastFailure: RunView | undefined;
  /** Without a moment it is due, and begins as soon as the schedule looks. */
  next: { moment: Moment | undefined; wanted: SyncRun['wanted'] } | undefined;
  /** The source asks this tool not to ask again before. */
  retry: Moment | undefined;
  coverage: Coverage | undefined;
  /** Removals that wait for the administrator, of each run that holds some back: of a source's parts each has its own. */
  waiting: HeldBackView[];
  /** A dry run is finding out what would change. */
  isForecasting: boolean;
  /** Rows that the last good run of the whole source left out, where they are a tenth or more of what it read. */
  leftOut: number | undefined;
  /** It is set up and does not fail, but was last read more than twice its interval ago. */
  isOverdue: boolean;
  state: 'good' | 'bad' | 'unknown' | 'running';
}

export async function sourceState(
  institution: Institution,
  kind: SourceKind,
  coverage: Coverage | undefined,
  reading: Reading,
): Promise<SourceState> {
  const { words, now } = reading;
  const institutionId = institution._id;
  const { name, provider, connector, files } = kind;
  const title = titleOf(kind, words);
  const isSetUp = await isSetUpFor(institution, kind);
  const [running, good, ofPart, failure, forecasting, waiting] = await Promise.all([
    lastRun(institutionId, name, 'running'),
    lastRun(institutionId, name, 'done'),
    lastRun(institutionId, partsOf(name), 'done'),
    lastRun(institutionId, name, 'failed'),
    readForecast({ institutionId, source: name }),
    findWaiting(institutionId, name),
  ]);
  const isFailing = failure !== null && (good === null || failure.startedAt > good.startedAt);
  const lastGood = good && ofPart ? newer(good, ofPart) : (good ?? ofPart);
  const seenAt = lastGood ? undefined : coverage?.seenAt;
  const readAt = good?.startedAt ?? lastGood?.startedAt ?? seenAt;
  const leftOut = isFailing || !lastGood ? undefined : muchLeftOut(lastGood.counts);
  const isOverdue = !isFailing && isSetUp === true && readAt !== undefined && isOld(readAt, provider, now);
  const due = provider && isSetUp && !running ? await findNext(institutionId, provider, now) : undefined;
  return {
    ...{ name, title, isSetUp, files, coverage, canBeConnected: connector !== undefined },
    running: running
      ? { ...runView(running, reading), progress: progressView(running.progress, running.counts, words) }
      : undefined,
    lastGood: lastGood ? runView(lastGood, reading) : undefined,
    lastSeen: seenAt && toMoment(seenAt, now, words),
    lastFailure: isFailing ? runView(failure, reading) : undefined,
    next: due && { moment: due.at > now ? toMoment(due.at, now, words) : undefined, wanted: due.wanted },
    retry:
      isFailing && failure.retryAt && failure.retryAt > now
        ? toMoment(failure.retryAt, now, words)
        : undefined,
    waiting: waiting
      .slice(0, shownWaiting)
      .flatMap(({ heldBack }) => (heldBack ? heldBackView(heldBack, words) : [])),
    isForecasting: forecasting?.state === 'running',
    isOverdue,
    leftOut,
    state: running
      ? 'running'
      : isFailing || isOverdue || leftOut || waiting.length > 0
        ? 'bad'
        : lastGood || seenAt
          ? 'good'
          : 'unknown',
  };
}

/** By its job, where there is one, or else when that will be added. */
async function findNext(institutionId: Types.ObjectId, provider: SourceProvider, now: Date): Promise<Due> {
  const [job, due] = await Promise.all([
    findJob(syncKind, institutionId, provider.name),
    findDue(institutionId, provider, now),
  ]);
  return job?.state === 'running' ? due : nextRun(job, due);
}

/** A name, or words of a language. */
function titleOf({ title }: SourceKind, words: Words): string {
  return typeof title === 'string' ? title : words.tell(title);
}

/** A row here and there is wrong in every export; a tenth is not. */
const muchShare = 0.1;

/** A row of enrolments may also say what its person studies, and one that is left out in part is counted among the others too. */
function muchLeftOut({ courses, enrolments, events, studies = 0, rejected }: SyncRun['counts']) {
  const about = courses + Math.max(enrolments, studies) + events + rejected;
  return rejected > 0 && rejected >= muchShare * about ? rejected : undefined;
}

function isOld(readAt: Date, provider: SourceProvider | undefined, now: Date): boolean {
  if (!provider) return false;
  return now.getTime() - readAt.getTime() > 2 * provider.everyMinutes * 60_000;
}

/** Undefined where there is nothing to set up. */
async function isSetUpFor(institution: Institution, { name, provider, connector }: SourceKind) {
  if (connector)
    return (await ConnectionModel.exists({ institutionId: institution._id, source: name })) !== null;
  return provider && (await provider.forInstitution(institution)) !== undefined;
}

/** The names of runs of a source's parts: `names-and-roles:4711` (`runName`). A semicolon follows the colon in every encoding. */
function partsOf(source: string) {
  return { $gt: `${source}:`, $lt: `${source};` };
}

function newer(one: SyncRun, other: SyncRun): SyncRun {
  return one.startedAt > other.startedAt ? one : other;
}

function lastRun(
  institutionId: Types.ObjectId,
  source: string | ReturnType<typeof partsOf>,
  state: SyncRun['state'],
): Promise<SyncRun | null> {
  return SyncRunModel.findOne({ institutionId, source, state })
    .sort({ startedAt: -1 })
    .lean<SyncRun>()
    .exec();
}
