import { type SyncForecast, SyncForecastModel } from '../../models/sync-forecast.ts';
import { type SyncRun, SyncRunModel } from '../../models/sync-run.ts';
import { takeLease } from '../leases/lease.ts';
import { message, sentencesOf } from '../messages/message.ts';
import { dryRun } from '../sync/runs/dry-run.ts';
import { TooEarlyError } from '../sync/runs/run-errors.ts';
import type { RunOptions } from '../sync/runs/run-sync.ts';
import { inEnglish } from '../words/in-english.ts';

const storeEveryMilliseconds = 1_000;

type ForecastOptions = Pick<RunOptions, 'institution' | 'source'> & { signal: AbortSignal };

/**
 * Finds out what a run of everything would change, and keeps the answer for a day; if it fails, it keeps the reason. Each
 * source has one forecast running at a time, over all processes: while one is running, this does nothing.
 */
export async function keepForecast({ institution, source, signal }: ForecastOptions): Promise<void> {
  const institutionId = institution._id;
  const ours = { institutionId, source: source.name };
  const lease = await takeLease(leaseId(ours));
  if (!lease) return;
  const write = async (fields: object) => {
    await SyncForecastModel.updateOne(ours, fields, { upsert: true });
  };
  try {
    await SyncForecastModel.replaceOne(
      ours,
      { ...ours, state: 'running', startedAt: new Date() },
      { upsert: true },
    );
    let storedAt = 0;
    await assertAllowed(ours);
    const forecast = await dryRun({
      ...{ institution, source, signal: AbortSignal.any([signal, lease.signal]) },
      onProgress: (progress, counts) => {
        if (performance.now() - storedAt < storeEveryMilliseconds) return;
        storedAt = performance.now();
        // Only shown to people, and the next one is a second away: a failure does not matter.
        write({ progress: { ...progress, at: new Date() }, counts }).catch(() => {});
      },
    });
    // No example names a person, not even by a pseudonym: who deletes a person does not look here.
    const changes = forecast.changes.map((change) =>
      change.of === 'course' ? change : { ...change, examples: [] },
    );
    await write({ state: 'done', finishedAt: new Date(), ...forecast, changes, $unset: { progress: 1 } });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const sentences = sentencesOf(error);
    await write({ state: 'failed', finishedAt: new Date(), error: words, ...(sentences && { sentences }) });
  } finally {
    await lease.release();
  }
}

/** The latest forecast of a source. One whose process has died is marked as failed, so that another can be requested. */
export async function readForecast(
  ours: Pick<SyncForecast, 'institutionId' | 'source'>,
): Promise<SyncForecast | null> {
  const read = () => SyncForecastModel.findOne(ours).lean<SyncForecast>();
  const found = await read();
  if (found?.state !== 'running') return found;
  const lease = await takeLease(leaseId(ours));
  if (!lease) return found;
  try {
    const sentences = [message('run.forecastInterrupted')];
    const interrupted = {
      ...{ state: 'failed', finishedAt: new Date(), error: inEnglish(sentences), sentences },
    };
    await SyncForecastModel.updateOne({ ...ours, state: 'running' }, interrupted);
    return await read();
  } finally {
    await lease.release();
  }
}

function leaseId({ institutionId, source }: Pick<SyncForecast, 'institutionId' | 'source'>): string {
  return `${institutionId} ${source} forecast`;
}

/** A dry run asks the other side as often as a run does, so it keeps to the same pauses. */
async function assertAllowed({
  institutionId,
  source,
}: Pick<SyncRun, 'institutionId' | 'source'>): Promise<void> {
  const last = await SyncRunModel.findOne({ institutionId, source }).sort({ startedAt: -1 }).lean<SyncRun>();
  if (last?.retryAt && last.retryAt > new Date()) throw new TooEarlyError(source, last.retryAt);
}
