import mongoose from 'mongoose';
import { type Job, JobModel } from '../../models/job.ts';
import { currentCorrelationId } from '../correlation/correlation-id.ts';
import { type JobKind, jobId, type PlannedJob, priorities } from './job-kind.ts';

const duplicateKey = 11000;

/** What somebody asks for. */
export type RequestedJob = Pick<Job, 'kind' | 'institution' | 'source' | 'data' | 'place'>;

/** Asking for background work. A process that does such work takes it within a second (`job-worker.ts`), this one at once. */
export class JobQueue {
  readonly #listeners = new Set<() => void>();

  /**
   * Asks for a job, before all that the clock begins. One that has failed or waits is asked for anew.
   * @param options `unlessWaiting`: one that waits stays as it is
   * @returns whether it was asked for: one that is being done is not
   */
  async request(wanted: RequestedJob, { unlessWaiting = false } = {}): Promise<boolean> {
    const correlationId = currentCorrelationId();
    const fields = {
      ...wanted,
      ...{ priority: priorities.requested, state: 'waiting', holder: '', attempts: 0 },
      ...(correlationId !== undefined && { correlationId }),
    };
    const change = [
      { $set: { ...literals(fields), wantedAt: '$$NOW', nextAt: '$$NOW' } },
      { $unset: ['error', 'failedAt'] },
    ];
    const _id = jobId(wanted.kind, wanted.institution, wanted.source);
    const replaced = { $in: unlessWaiting ? (['failed'] as const) : (['failed', 'waiting'] as const) };
    const put = async () => {
      await jobs().updateOne({ _id, state: replaced }, change, { upsert: true });
      return true;
    };
    // Two who ask at one moment both add it; the second then finds the job of the first.
    const isAsked = await put()
      .catch(unlessThere(put))
      .catch(unlessThere(() => false));
    for (const listener of this.#listeners) listener();
    return isAsked;
  }

  /** Adds a job that the clock begins, where it is not there. One that had failed before it was requested is tried anew. */
  async plan({ name, priority }: JobKind, { at, isRequested, ...planned }: PlannedJob): Promise<void> {
    const _id = jobId(name, planned.institution, planned.source);
    const job = {
      ...{ kind: name, ...planned, state: 'waiting' as const, holder: '', attempts: 0 },
      ...{ priority: isRequested ? priorities.requested : priority, wantedAt: new Date(), nextAt: at },
    };
    await jobs().updateOne({ _id }, { $setOnInsert: job as object }, { upsert: true });
    if (isRequested) await jobs().updateOne({ _id, state: 'failed', failedAt: { $lt: at } }, triedAnew());
  }

  /** Tries a failed job of an institution, or of the whole tool, again. @returns whether there is one */
  async tryAgain(_id: string, institution: Job['institution'] | undefined): Promise<boolean> {
    const failed = { _id, state: 'failed', institution: { $in: [null, institution] } } as object;
    const { modifiedCount } = await jobs().updateOne(failed, triedAnew());
    for (const listener of this.#listeners) listener();
    return modifiedCount === 1;
  }

  /** @param listener is called when something was asked for in this process */
  onRequest(listener: () => void): void {
    this.#listeners.add(listener);
  }
}

/** The job of a kind, as it is now. */
export async function findJob(...what: Parameters<typeof jobId>): Promise<Job | null> {
  return JobModel.findById(jobId(...what)).lean<Job>();
}

/** A change to a job that has failed: it is due at once, before all that the clock begins. */
function triedAnew(): object[] {
  const correlationId = currentCorrelationId();
  return [
    {
      $set: {
        ...literals({ state: 'waiting', attempts: 0, priority: priorities.requested }),
        ...(correlationId !== undefined && literals({ correlationId })),
        nextAt: '$$NOW',
      },
    },
    { $unset: ['error', 'failedAt'] },
  ];
}

/** For pipelines, which take a text that begins with a dollar sign for a field. */
function literals(fields: object): Record<string, object> {
  return Object.fromEntries(Object.entries(fields).map(([name, $literal]) => [name, { $literal }]));
}

function unlessThere<Found>(
  otherwise: () => Found | Promise<Found>,
): (error: unknown) => Found | Promise<Found> {
  return (error) => {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === duplicateKey) return otherwise();
    throw error;
  };
}

function jobs(): mongoose.mongo.Collection<Job> {
  return JobModel.collection as unknown as mongoose.mongo.Collection<Job>;
}
