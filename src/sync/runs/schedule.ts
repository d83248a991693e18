import type { Logger } from 'pino';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import type { SourceProvider } from '../source.ts';
import { dueOf } from './due.ts';
import { type RunOptions, recordAllInterrupted, runSync, takeRunLease } from './run-sync.ts';

const lookEveryMilliseconds = 30_000;
/** Pulls at one moment in this process: they wait for other machines most of the time. */
const atOnce = 2;

export interface ScheduleOptions {
  providers: readonly SourceProvider[];
  log: Pick<Logger, 'warn'>;
}

/**
 * Runs every institution's sources when they are due, until it is stopped. Several processes may do so: of those that
 * start a run at one moment one gets the lease, and the others see at the next look that it is no longer due.
 * @returns what ends it; resolves when no run is under way
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
  for (const { _id } of institutions) await recordAllInterrupted(_id);
  for (const institution of institutions)
    for (const provider of providers) {
      const id = `${institution._id} ${provider.name}`;
      if (signal.aborted || running.size >= atOnce) return;
      if (running.has(id)) continue;
      const now = new Date();
      const { at, wanted } = await dueOf(institution._id, provider, now);
      if (at > now) continue;
      const source = await provider.forInstitution(institution);
      if (!source) continue;
      const run = runAlone({ institution, source, wanted, signal }).catch((error: Error) => {
        if (error.name === 'RunInProgressError' || signal.aborted) return;
        log.warn({ institution: institution.name, source: source.name, err: error }, 'sync failed');
      });
      running.set(
        id,
        run.finally(() => running.delete(id)),
      );
    }
}

async function runAlone(options: RunOptions): Promise<void> {
  const lease = await takeRunLease(options);
  await runSync({ ...options, lease }).finally(() => lease.release());
}
