import type { Types } from 'mongoose';
import type { Logger } from 'pino';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { withTimeLimit } from '../../leases/time-limit.ts';
import type { SourceProvider } from '../source.ts';
import { type RunOptions, recordAllInterrupted, runSync, takeRunLease } from './run-sync.ts';

const lookEveryMilliseconds = 30_000;
/** Runs at one moment in this process. They wait for other machines most of the time. */
const atOnce = 2;
/** A school of a hundred thousand takes some hours. Then the run ends, and the next one goes on from there. */
const longestRunMilliseconds = 12 * 3_600_000;

export interface ScheduleOptions {
  providers: readonly SourceProvider[];
  log: Pick<Logger, 'warn'>;
}

/**
 * Runs every institution's sources when they are due, until it is stopped. Several processes may have a schedule: one of them
 * gets the lease of a run, and the others see at their next look that it is no longer due.
 * @returns stops it; resolves when no run is in progress
 */
export function startSchedule(options: ScheduleOptions): () => Promise<void> {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  let looking = Promise.resolve();
  const look = () => {
    looking = looking
      .then(() => startDue(options, running, stopping.signal))
      .catch((error) => options.log.warn({ err: error }, 'sources were not looked at'));
  };
  const timer = setInterval(look, lookEveryMilliseconds);
  timer.unref();
  look();
  return async () => {
    clearInterval(timer);
    stopping.abort(new Error('Stopped. The next run completes it.'));
    await looking;
    await Promise.all(running.values());
  };
}

async function startDue(
  { providers, log }: ScheduleOptions,
  running: Map<string, Promise<void>>,
  signal: AbortSignal,
): Promise<void> {
  const institutions = await InstitutionModel.find({ pendingSince: { $exists: false } }).lean<
    Institution[]
  >();
  // What fails at one institution or source keeps no other from its turn.
  const tryFor = async (institution: Institution, work: () => Promise<void>) => {
    await work().catch((error) => {
      if (!signal.aborted)
        log.warn({ institution: institution.name, err: error }, 'sources were not looked at');
    });
  };
  for (const institution of institutions)
    await tryFor(institution, () => recordAllInterrupted(institution._id));
  const waiting: DueSource[] = [];
  for (const institution of institutions)
    for (const provider of providers) {
      if (signal.aborted || running.size >= atOnce) return;
      const id = `${institution._id} ${provider.name}`;
      if (running.has(id)) continue;
      await tryFor(institution, async () => {
        const now = new Date();
        const due = await findDue(institution._id, provider, now);
        if (due.at <= now) waiting.push({ id, institution, provider, ...due });
      });
    }
  // Who waits longest comes first, or those at the top of the list would take every turn.
  waiting.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { id, institution, provider, wanted } of waiting) {
    if (signal.aborted || running.size >= atOnce) return;
    await tryFor(institution, async () => {
      const source = await provider.forInstitution(institution);
      if (!source) return;
      const run = withTimeLimit('The run', longestRunMilliseconds, signal, (either) =>
        runWithLease({ institution, source, wanted, signal: either }),
      ).catch((error: Error) => {
        if (error.name === 'RunInProgressError' || signal.aborted) return;
        log.warn({ institution: institution.name, source: source.name, err: error }, 'sync failed');
      });
      running.set(
        id,
        run.finally(() => running.delete(id)),
      );
    });
  }
}

interface DueSource extends Due {
  id: string;
  institution: Institution;
  provider: SourceProvider;
}

async function runWithLease(options: RunOptions): Promise<void> {
  const lease = await takeRunLease(options);
  await runSync({ ...options, lease }).finally(() => lease.release());
}

const minute = 60_000;
/** After failures a source is asked again in 5, 10, 20 … minutes, but not later than it would be without them. */
const firstRetryMinutes = 5;
/** A share of the pause, by chance, so that institutions do not all come at one moment. */
const jitter = 0.1;

export interface Due {
  at: Date;
  wanted: SyncRun['wanted'];
}

/**
 * When a source is to be asked next, and for what. Every process comes to the same answer, because the chance in it is taken
 * from the last run's id.
 */
export async function findDue(
  institutionId: Types.ObjectId,
  { name, everyMinutes, everythingEveryMinutes }: SourceProvider,
  now: Date,
): Promise<Due> {
  const ours = { institutionId, source: name };
  const recent = await SyncRunModel.find(ours).sort({ startedAt: -1 }).limit(10).lean<SyncRun[]>();
  const complete = { ...ours, state: 'done', wanted: 'everything' } as const;
  const whole = await SyncRunModel.findOne(complete).sort({ startedAt: -1 }).lean<SyncRun>();
  const wholeDue = whole ? whole.startedAt.getTime() + everythingEveryMinutes * minute : 0;
  const wanted = now.getTime() >= wholeDue ? 'everything' : 'changes';
  const [last] = recent;
  if (!last) return { at: new Date(0), wanted };
  const failures = recent.findIndex(({ state }) => state === 'done');
  const inARow = failures === -1 ? recent.length : failures;
  // An administrator who has stopped a run does not want it back in five minutes.
  const pause =
    inARow === 0 || last.stopRequestedAt
      ? everyMinutes
      : Math.min(everyMinutes, firstRetryMinutes * 2 ** (inARow - 1));
  const at = last.startedAt.getTime() + pause * minute * (1 + jitter * chanceFrom(last._id));
  return { at: new Date(Math.max(at, last.retryAt?.getTime() ?? 0)), wanted };
}

/** From 0 to 1, the same each time. */
function chanceFrom(id: Types.ObjectId): number {
  return Number.parseInt(id.toHexString().slice(-4), 16) / 0xffff;
}
