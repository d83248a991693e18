// Background work: what has to be done is a document (models/job.ts), and processes take them. Read this file first.
//   job-kind.ts   one kind of work; kinds/ has them all
//   job-queue.ts  asking for work
//   take-job.ts   which job comes next, and that one process alone has it
//   ../values/back-off.ts  how long a failed one is left alone
//   kinds/planning.ts  what the clock begins
// docs/decisions/0018-jobs.md says why it is our own.
import type { Logger } from 'pino';
import type { Job } from '../../models/job.ts';
import { type LoggedError, loggedError } from '../configuration/logged-error.ts';
import { withCorrelationId } from '../correlation/correlation-id.ts';
import { isDatabaseAway } from '../database/database-away.ts';
import { withTimeLimit } from '../leases/time-limit.ts';
import { inSpan } from '../tracing/spans.ts';
import { backOff } from '../values/back-off.ts';
import { HopelessError, type JobKind, PostponedError } from './job-kind.ts';
import type { JobQueue } from './job-queue.ts';
import { type Room, type TakenJob, takeJob } from './take-job.ts';

/** With nothing to do a process asks one question a second, of a small collection: measured in docs/decisions/0018-jobs.md. */
const lookEveryMilliseconds = 1_000;
/** A share of the time between two repetitions, by chance, so that they drift apart. */
const jitter = 0.1;
const longestError = 500;
/** It comes back within seconds, or nothing can be done anyway. */
const databaseAwayMilliseconds = 10_000;

export interface JobWorkerOptions {
  kinds: readonly JobKind[];
  queue: JobQueue;
  log: Pick<Logger, 'child' | 'warn'>;
  /** Of the process's folder of uploaded files. */
  place?: string | undefined;
  /** Leaves what has not been due for so long to other processes. */
  afterMilliseconds?: number;
}

/** Takes jobs and does them, several at one moment, until it is stopped. */
export class JobWorker {
  readonly #options: JobWorkerOptions;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  readonly #running = new Map<string, { kind: string; end: Promise<void> }>();
  readonly #stopping = new AbortController();
  #looking: Promise<void> | undefined;
  #isAskedAgain = false;
  #hasFailed = false;

  constructor(options: JobWorkerOptions) {
    this.#options = options;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.name, kind]));
  }

  /** @returns ends it; resolves when nothing is running. What was running is waiting again. */
  start(): () => Promise<void> {
    const timer = setInterval(() => this.#look(), lookEveryMilliseconds);
    timer.unref();
    this.#options.queue.onRequest(() => this.#look());
    this.#looking = this.#addRepeated().catch((error) => this.#failed(error));
    this.#looking.finally(() => {
      this.#looking = undefined;
      this.#look();
    });
    return async () => {
      clearInterval(timer);
      this.#stopping.abort(new Error('Stopped. The next run completes it.'));
      await this.#looking;
      await Promise.all(Array.from(this.#running.values(), ({ end }) => end));
    };
  }

  async #addRepeated(): Promise<void> {
    for (const kind of this.#kinds.values())
      if (kind.everyMilliseconds !== undefined)
        await this.#options.queue.plan(kind, {
          at: new Date(Date.now() + (kind.firstAfterMilliseconds ?? 0)),
        });
  }

  /** One look at a time: what is asked for meanwhile is looked for once more. */
  #look(): void {
    this.#isAskedAgain = this.#looking !== undefined;
    if (this.#looking || this.#stopping.signal.aborted) return;
    this.#looking = this.#takeAll()
      .then(
        () => {
          this.#hasFailed = false;
        },
        (error) => this.#failed(error),
      )
      .finally(() => {
        this.#looking = undefined;
        if (this.#isAskedAgain) this.#look();
      });
  }

  async #takeAll(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const taken = await takeJob(this.#room());
      if (!taken) return;
      const { _id, kind } = taken.job;
      const end = this.#do(taken).finally(() => {
        this.#running.delete(_id);
        this.#look();
      });
      this.#running.set(_id, { kind, end });
    }
  }

  #room(): Room {
    const under = Array.from(this.#running.values(), ({ kind }) => kind);
    const left = (name: string, most: number) => under.filter((kind) => kind === name).length < most;
    const all = [...this.#kinds.values()];
    return {
      kinds: all.filter(({ name, atOnce }) => left(name, atOnce)).map(({ name }) => name),
      requested: all
        .filter(({ name, atOnce, atOnceForRequests = 0 }) => left(name, atOnce + atOnceForRequests))
        .map(({ name }) => name),
      place: this.#options.place,
      afterMilliseconds: this.#options.afterMilliseconds ?? 0,
    };
  }

  /** Never rejects: where the end cannot be written, the job's time runs out, and another process takes it. */
  async #do(taken: TakenJob): Promise<void> {
    const { job, lease } = taken;
    const kind = this.#kinds.get(job.kind) as JobKind;
    // The request's id is in each line anyway (`create-log.ts`).
    const log = this.#options.log.child({ job: job._id, attempt: job.attempts });
    const act = async () => {
      let end: object | 'delete' | undefined;
      try {
        await inSpan(`job ${job.kind}`, { correlation_id: job.correlationId ?? '' }, () =>
          this.#run(kind, taken, log),
        );
        end = ended(kind);
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        if (lease.signal.aborted) {
          log.warn('another process has taken this job over');
          return;
        }
        if (this.#stopping.signal.aborted) end = later(0, job);
        else if (error instanceof PostponedError) end = later(error.milliseconds, job);
        // Where the end of it cannot be stored either, its time runs out.
        else if (isDatabaseAway(error)) end = later(databaseAwayMilliseconds, job);
        else end = await failed(kind, job, error, log);
      }
      await lease.end(end);
    };
    await withCorrelationId(job.correlationId, () =>
      act()
        .catch((error) => log.warn({ err: error }, 'the end of a job was not stored'))
        .finally(() => lease.abandon()),
    );
  }

  async #run(
    kind: JobKind,
    { job, lease, isLeftByDead }: TakenJob,
    log: Pick<Logger, 'info' | 'warn'>,
  ): Promise<void> {
    this.#stopping.signal.throwIfAborted();
    // It may be the job that ends the process, and it has had its attempts.
    if (isLeftByDead && job.attempts > kind.attempts) throw new DiedError();
    await withTimeLimit(
      'The job',
      kind.longestMilliseconds,
      AbortSignal.any([this.#stopping.signal, lease.signal]),
      (signal) => kind.run(job, { signal, log }),
    );
  }

  /** The database is away: said once, as the next looks will fail too. */
  #failed(error: unknown): void {
    if (!this.#hasFailed && !this.#stopping.signal.aborted)
      this.#options.log.warn({ err: error }, 'jobs were not looked for');
    this.#hasFailed = true;
  }
}

class DiedError extends Error {
  constructor() {
    super('The process that did this job ended without a word, several times. It may need more memory.');
    this.name = 'DiedError';
  }
}

function ended({ everyMilliseconds, priority }: JobKind): object | 'delete' {
  if (everyMilliseconds === undefined) return 'delete';
  const pause = Math.round(everyMilliseconds * (1 + jitter * Math.random()));
  return [
    { $set: { state: 'waiting', holder: '', attempts: 0, priority, nextAt: { $add: ['$$NOW', pause] } } },
    // Somebody may have tried it again by hand.
    { $unset: ['error', 'failedAt', 'correlationId'] },
  ];
}

/** It was no attempt. */
function later(milliseconds: number, { attempts }: Job): object {
  return [
    {
      $set: {
        ...{ state: 'waiting', holder: '', attempts: attempts - 1 },
        nextAt: { $add: ['$$NOW', milliseconds] },
      },
    },
  ];
}

async function failed(kind: JobKind, job: Job, error: Error, log: Pick<Logger, 'warn'>): Promise<object> {
  const isGivenUp = job.attempts >= kind.attempts || error instanceof HopelessError;
  log.warn({ err: error, isGivenUp }, 'a job failed');
  const { message: said } = loggedError(error) as LoggedError;
  if (isGivenUp) await kind.givenUp?.(job, error);
  const { pauseMilliseconds } = kind;
  const isTriedAgain = !isGivenUp || pauseMilliseconds !== undefined;
  const at = isTriedAgain ? await kind.again?.(job) : undefined;
  const longest = pauseMilliseconds ?? Number.POSITIVE_INFINITY;
  const pause = isGivenUp ? longest : backOff(job.attempts, longest);
  return [
    {
      $set: {
        ...{ state: isGivenUp ? 'failed' : 'waiting', holder: '' },
        error: { $literal: said.slice(0, longestError) },
        ...(isGivenUp && { failedAt: '$$NOW' }),
        ...(isTriedAgain && { nextAt: at && at > new Date() ? at : { $add: ['$$NOW', pause] } }),
      },
    },
    ...(isTriedAgain ? [] : [{ $unset: ['nextAt'] }]),
  ];
}
