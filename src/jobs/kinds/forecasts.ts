import type { Institution } from '../../../models/institution.ts';
import { type SyncForecast, SyncForecastModel } from '../../../models/sync-forecast.ts';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { message, sentencesOf } from '../../messages/message.ts';
import { dryRun } from '../../sync/runs/dry-run.ts';
import { TooEarlyError } from '../../sync/runs/run-errors.ts';
import type { RunOptions } from '../../sync/runs/run-sync.ts';
import type { SourceProvider } from '../../sync/source.ts';
import { inEnglish } from '../../words/in-english.ts';
import { type JobKind, priorities } from '../job-kind.ts';
import { findJob } from '../job-queue.ts';
import { approvedInstitution } from './planning.ts';

const kind = 'forecast';
const storeEveryMilliseconds = 1_000;
const longestMilliseconds = 12 * 3_600_000;

type ForecastOptions = Pick<RunOptions, 'institution' | 'source'> & { signal: AbortSignal };
type Ours = Pick<SyncForecast, 'institutionId' | 'source'>;

/** Finds out what a run of everything would change, for somebody who has asked. */
export function forecastJob(providers: readonly SourceProvider[]): JobKind {
  return {
    ...{ name: kind, priority: priorities.requested, atOnce: 2, attempts: 3, longestMilliseconds },
    async run({ institution: id, source: name }, { signal }) {
      const institution = await approvedInstitution(id);
      const provider = providers.find((one) => one.name === name);
      const source = institution && (await provider?.forInstitution(institution));
      if (institution && source) await keepForecast({ institution, source, signal });
    },
    async givenUp({ institution: institutionId, source }) {
      if (institutionId && source !== undefined) await recordInterrupted({ institutionId, source });
    },
  };
}

export function requestedForecast({ _id }: Institution, source: string) {
  return { kind, institution: _id, source };
}

/**
 * Finds out what a run of everything would change, and keeps the answer for a day. What goes wrong is an answer too.
 * @throws the signal's reason
 */
async function keepForecast({ institution, source, signal }: ForecastOptions): Promise<void> {
  const institutionId = institution._id;
  const ours = { institutionId, source: source.name };
  const write = async (fields: object) => {
    await SyncForecastModel.updateOne(ours, fields, { upsert: true });
  };
  await SyncForecastModel.replaceOne(
    ours,
    { ...ours, state: 'running', startedAt: new Date() },
    { upsert: true },
  );
  try {
    let storedAt = 0;
    await assertAllowed(ours);
    const forecast = await dryRun({
      ...{ institution, source, signal },
      onProgress: (progress, counts) => {
        if (performance.now() - storedAt < storeEveryMilliseconds) return;
        storedAt = performance.now();
        // Only shown to people, and the next one is a second away: a failure does not matter.
        write({ progress: { ...progress, at: new Date() }, counts }).catch(() => {});
      },
    });
    signal.throwIfAborted();
    // No example names a person, not even by a pseudonym: who deletes a person does not look here.
    const changes = forecast.changes.map((change) =>
      change.of === 'course' ? change : { ...change, examples: [] },
    );
    await write({ state: 'done', finishedAt: new Date(), ...forecast, changes, $unset: { progress: 1 } });
  } catch (error) {
    // It is begun again, here or in another process.
    signal.throwIfAborted();
    const words = error instanceof Error ? error.message : String(error);
    const sentences = sentencesOf(error);
    await write({ state: 'failed', finishedAt: new Date(), error: words, ...(sentences && { sentences }) });
  }
}

/** The latest forecast of a source. One that is asked for counts as running, and one that nobody works on any more as failed. */
export async function readForecast(ours: Ours): Promise<SyncForecast | null> {
  const read = () => SyncForecastModel.findOne(ours).lean<SyncForecast>();
  const [job, found] = await Promise.all([findJob(kind, ours.institutionId, ours.source), read()]);
  if (job && job.state !== 'failed')
    return found?.state === 'running'
      ? found
      : { _id: ours.institutionId, ...ours, state: 'running', startedAt: job.wantedAt };
  if (found?.state !== 'running') return found;
  // It may have ended between the two looks.
  await recordInterrupted(ours);
  return read();
}

async function recordInterrupted(ours: Ours): Promise<void> {
  const sentences = [message('run.forecastInterrupted')];
  await SyncForecastModel.updateOne(
    { ...ours, state: 'running' },
    { state: 'failed', finishedAt: new Date(), error: inEnglish(sentences), sentences },
  );
}

/** A dry run asks the other side as often as a run does, so it keeps to the same pauses. */
async function assertAllowed({
  institutionId,
  source,
}: Pick<SyncRun, 'institutionId' | 'source'>): Promise<void> {
  const last = await SyncRunModel.findOne({ institutionId, source }).sort({ startedAt: -1 }).lean<SyncRun>();
  if (last?.retryAt && last.retryAt > new Date()) throw new TooEarlyError(source, last.retryAt);
}
