import { createHash } from 'node:crypto';
import type { Types } from 'mongoose';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { type HeldBack, type ScopeMark, type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { type Lease, takeLease, takeLeaseFromDead } from '../../leases/lease.ts';
import { message, sentencesOf } from '../../messages/message.ts';
import { inEnglish } from '../../words/in-english.ts';
import { type ApplyCounts, apply, noCounts } from '../apply/apply.ts';
import type { Judgement } from '../apply/complete-scopes.ts';
import { storedTerms } from '../identity/stored-term.ts';
import type { SyncRecord } from '../record.ts';
import type { PullOptions, Rejection, Source } from '../source.ts';
import { SourceError } from '../source-error.ts';
import { Progress, type Report } from './progress.ts';
import { Rejections } from './rejections.ts';
import { RunInProgressError, TooEarlyError } from './run-errors.ts';
import { type StartingPoint, startingPoint } from './starting-point.ts';
import { watchForStop } from './stop-request.ts';

export interface RunOptions {
  institution: Pick<Institution, '_id' | 'learnerKey'>;
  source: Source;
  /** `changes`: since the last run that succeeded, where there is one. By default everything. */
  wanted?: SyncRun['wanted'];
  signal?: AbortSignal | undefined;
  onProgress?: Report;
  onReject?: (rejection: Rejection) => void;
  onEncoding?: PullOptions['onEncoding'];
  /** The run's lease, where the caller holds it (`runLease`). Without it the run takes its own, from a dead run too. */
  lease?: Lease;
  /** For tests. */
  now?: () => Date;
}

export interface RunOutcome {
  /** Including those of the run that it continued. */
  counts: ApplyCounts;
  /** The `seenAt` of everything that the run has seen. */
  seenAt: Date;
  isResumed: boolean;
  /** Removals that wait for an administrator. */
  heldBack?: HeldBack;
}

/** What a source's runs are called: the source's name, with the part where it is a part of a source. */
export function runName({ name, part }: Pick<Source, 'name' | 'part'>): string {
  return part === undefined ? name : `${name}:${part}`;
}

/**
 * Pulls from a source and writes what it yields. Read this file first: it takes the lease, finds the starting point
 * (`starting-point.ts`), records the run (`progress.ts`, `rejections.ts`), pulls, applies, and records the end. `due.ts`
 * says when that happens.
 *
 * Only one run of a source is in progress at a time, over all processes. A run that was interrupted, killed or broken off is
 * continued after its last checkpoint, and its counts go on too.
 * @throws RunInProgressError, TooEarlyError, and whatever the pull throws, after it was recorded
 */
export async function runSync(options: RunOptions): Promise<RunOutcome> {
  const { institution, source } = options;
  const institutionId = institution._id;
  const name = runName(source);
  const now = (options.now ?? (() => new Date()))();
  const lease = options.lease ?? (await takeLeaseFromDead(runLease(institutionId, name), options.signal));
  if (!lease) throw new RunInProgressError(name);
  try {
    await assertAllowed(institutionId, name, now);
    await recordInterrupted(institutionId, name);
    const start = await startingPoint({
      ...{ institutionId, source: name, wanted: options.wanted ?? 'everything', now },
      ...{ asOf: source.asOf, fingerprint: hashFingerprint(source) },
    });
    return await runRecorded(start, options, lease);
  } finally {
    if (!options.lease) await lease.release();
  }
}

export function runLease(institutionId: Types.ObjectId, name: string): string {
  return `${institutionId} ${name}`;
}

/** Hashed, because a file's path may have somebody's name in it. */
function hashFingerprint({ fingerprint }: Source): string | undefined {
  return fingerprint && createHash('sha256').update(fingerprint).digest('base64url');
}

async function runRecorded(start: StartingPoint, options: RunOptions, lease: Lease): Promise<RunOutcome> {
  const institutionId = options.institution._id;
  const { source } = options;
  const { cursor, since, ...stored } = start;
  const fingerprint = hashFingerprint(source);
  const unread = new Set(start.unread);
  // What was read counts as read at the end alone: until then it may be waiting to be written.
  const unreadSoFar = () => storable(new Set([...(start.unread ?? []), ...unread]));
  const { _id } = await SyncRunModel.create({
    ...{ institutionId, source: runName(source), state: 'running', startedAt: new Date(), ...stored },
    ...(since && { since }),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(cursor !== undefined && { resumedFrom: cursor, checkpoint: { cursor, counts: start.counts } }),
  });
  const write = async (fields: object, where: object = {}) => {
    await SyncRunModel.updateOne({ institutionId, _id, ...where }, fields);
  };
  const stop = watchForStop(institutionId, _id);
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const rejections = new Rejections(institutionId, _id);
  const onReject: RunOptions['onReject'] = (rejection) => {
    rejections.add(rejection);
    options.onReject?.(rejection);
  };
  const encodings: NonNullable<SyncRun['encodings']> = [];
  const onEncoding: RunOptions['onEncoding'] = (file, encoding) => {
    encodings.push({ file, encoding });
    options.onEncoding?.(file, encoding);
  };
  let changed = 0;
  const onProgress: Report = (progress, counts) => {
    changed = counts.changed;
    options.onProgress?.(progress, counts);
  };
  try {
    const { counts, judgement } = await pullAndApply(
      start,
      { ...options, signal, onReject, onEncoding, onProgress, unread, unreadSoFar },
      lease,
      write,
    );
    await recordChange(institutionId, counts.changed);
    await write({
      ...{ state: 'done', counts, finishedAt: new Date(), ...(await rejections.keep()) },
      ...(encodings.length > 0 && { encodings }),
      ...heldFields(judgement),
      unread: storable(unread),
      $unset: { checkpoint: 1, progress: 1, scopeMarks: 1 },
    });
    if (judgement) await endWaiting(institutionId, source, judgement, _id);
    // Thousands of courses are read every few minutes. Of each, the last run is enough, and one that waits for an administrator.
    if (source.part !== undefined)
      await SyncRunModel.deleteMany({
        ...{ institutionId, source: runName(source), _id: { $ne: _id } },
        isRemovalWaiting: { $ne: true },
      });
    const { heldBack } = judgement ?? {};
    return { counts, seenAt: start.seenAt, isResumed: cursor !== undefined, ...(heldBack && { heldBack }) };
  } catch (cause) {
    // A source that was told to stop throws an error of its own. The reason for the stop says more.
    const error = stop.signal.aborted ? stop.signal.reason : cause;
    await recordChange(institutionId, changed);
    await write({
      state: 'failed',
      finishedAt: new Date(),
      unread: unreadSoFar(),
      ...(encodings.length > 0 && { encodings }),
      ...whatWentWrong(error),
      ...errorCode(error),
      ...(await rejections.keep()),
      ...retryTime(error, options.now),
    });
    throw error;
  } finally {
    stop.end();
  }
}

/** More than a source has of parts that fail by themselves; the first are enough until everything is read again. */
const mostUnread = 1_000;

const storable = (unread: ReadonlySet<string>) => [...unread].slice(0, mostUnread);

function heldFields(judgement: Judgement | undefined): Partial<SyncRun> {
  if (!judgement?.heldBack) return {};
  const { heldBack, heldCourses } = judgement;
  return { heldBack, heldCourses, isRemovalWaiting: true };
}

/** What earlier runs of the source held back was judged anew, and what runs of its parts held back as far as it was looked at. */
async function endWaiting(
  institutionId: Types.ObjectId,
  source: Pick<Source, 'name' | 'part'>,
  { hasJudged }: Judgement,
  current: Types.ObjectId,
): Promise<void> {
  const waiting = { institutionId, isRemovalWaiting: true, _id: { $ne: current } } as const;
  const before = runName(source);
  const found = await SyncRunModel.find(waiting, { source: 1 }).lean<SyncRun[]>();
  const isJudged = ({ source: name }: SyncRun) =>
    name === before || (name.startsWith(`${before}:`) && hasJudged(name.slice(before.length + 1)));
  const ended = found.filter(isJudged).map(({ _id }) => _id);
  if (ended.length === 0) return;
  await SyncRunModel.updateMany(
    { institutionId, _id: { $in: ended } },
    { $unset: { isRemovalWaiting: 1, heldCourses: 1 } },
  );
}

/** To be called before the end of the run is recorded, so that whoever sees the end sees this too. */
export async function recordChange(institutionId: Types.ObjectId, changed: number): Promise<void> {
  if (changed > 0)
    await InstitutionModel.updateOne({ _id: institutionId }, { $max: { dataChangedAt: new Date() } });
}

async function pullAndApply(
  start: StartingPoint,
  {
    institution,
    source,
    signal,
    onProgress,
    onReject,
    onEncoding,
    now,
    unread,
    unreadSoFar,
  }: RunOptions & { unread: Set<string>; unreadSoFar: () => string[] },
  lease: Lease,
  write: (fields: object, where?: object) => Promise<void>,
): Promise<{ counts: ApplyCounts; judgement: Judgement | undefined }> {
  let judgement: Judgement | undefined;
  let rejectedBySource = 0;
  let rejectedAtCheckpoint = 0;
  const total = (counts: Readonly<ApplyCounts>, rejected = rejectedBySource): ApplyCounts =>
    sum(start.counts, counts, { ...noCounts, rejected, rows: rejected });
  const store: Report = (progress, counts) => {
    // Only people look at it, and the next one comes in a second. It must not overtake the end of the run.
    write({ progress: { ...progress, at: new Date() }, counts }, { state: 'running' }).catch(() => {});
  };
  const progress = new Progress(start.counts, store, onProgress ?? (() => {}));
  const pull = source.pull({
    since: start.since,
    cursor: start.cursor,
    storedTerm: storedTerms(institution._id, source),
    signal: signal ? AbortSignal.any([signal, lease.signal]) : lease.signal,
    onProgress: (done, all) => progress.asked(done, all),
    onReject: (rejection) => {
      rejectedBySource++;
      onReject?.(rejection);
    },
    onEncoding,
    unread,
  });
  const check = (record: SyncRecord) => {
    lease.assertHeld();
    // Ends a source that ignores its signal.
    signal?.throwIfAborted();
    if (record.kind === 'checkpoint') rejectedAtCheckpoint = rejectedBySource;
  };
  const keep = (cursor: string, counts: ApplyCounts, marks: readonly ScopeMark[]) =>
    write({
      checkpoint: { cursor, counts: total(counts, rejectedAtCheckpoint) },
      unread: unreadSoFar(),
      ...(marks.length > 0 && { $push: { scopeMarks: { $each: marks } } }),
    });
  const applied = apply({
    institution,
    source: source.name,
    hasOwnIds: source.hasOwnIds,
    records: withCheck(pull, check),
    seenAt: start.seenAt,
    now: now?.() ?? new Date(),
    onProgress: (counts) => progress.applied(total(counts)),
    ...(onReject && { onReject }),
    ...{ onCheckpoint: keep, marksBefore: start.scopeMarks },
    onJudged: (found) => {
      judgement = found;
    },
    beforeWrite: lease.assertHeld,
  });
  try {
    return { counts: total(await applied), judgement };
  } catch (error) {
    // The same where the lease was lost.
    throw lease.signal.aborted ? lease.signal.reason : error;
  }
}

async function* withCheck(
  records: AsyncIterable<SyncRecord>,
  check: (record: SyncRecord) => void,
): AsyncGenerator<SyncRecord> {
  for await (const record of records) {
    check(record);
    yield record;
  }
}

async function assertAllowed(institutionId: Types.ObjectId, source: string, now: Date): Promise<void> {
  const last = await SyncRunModel.findOne({ institutionId, source }).sort({ startedAt: -1 }).lean<SyncRun>();
  if (last?.retryAt && last.retryAt > now) throw new TooEarlyError(source, last.retryAt);
}

/**
 * Records the end of runs that died with their process and have no next run that would do it: of a command, or of a course that
 * nobody opens any more. Until then the pages show them, uploads of the kind are refused and training waits.
 */
export async function recordAllInterrupted(institutionId: Types.ObjectId): Promise<void> {
  const running = await SyncRunModel.find({ institutionId, state: 'running' }, { source: 1 }).lean<
    SyncRun[]
  >();
  for (const source of new Set(running.map((run) => run.source))) {
    const lease = await takeLease(runLease(institutionId, source));
    if (!lease) continue;
    await recordInterrupted(institutionId, source).finally(() => lease.release());
  }
}

const interrupted = [message('run.interrupted')];

/** To be called with the lease held: a run that is still recorded as running has then died. */
async function recordInterrupted(institutionId: Types.ObjectId, source: string): Promise<void> {
  await SyncRunModel.updateMany(
    { institutionId, source, state: 'running' },
    { state: 'failed', finishedAt: new Date(), error: inEnglish(interrupted), sentences: interrupted },
  );
}

function retryTime(error: unknown, now = () => new Date()): { retryAt?: Date } {
  const { retryAfterMilliseconds } = error as { retryAfterMilliseconds?: unknown };
  if (typeof retryAfterMilliseconds !== 'number') return {};
  return { retryAt: new Date(now().getTime() + retryAfterMilliseconds) };
}

function errorCode(error: unknown): { errorCode?: string } {
  return error instanceof SourceError ? { errorCode: error.code } : {};
}

function whatWentWrong(error: unknown): Pick<SyncRun, 'error' | 'sentences'> {
  const sentences = sentencesOf(error);
  return {
    error: error instanceof Error ? error.message : String(error),
    ...(sentences && { sentences }),
  };
}

function sum(...all: readonly Readonly<ApplyCounts>[]): ApplyCounts {
  const total = { ...noCounts };
  for (const counts of all)
    for (const name of Object.keys(total) as (keyof ApplyCounts)[]) total[name] += counts[name] ?? 0;
  return total;
}
