// From changed data to a model that serves. Read in this order:
//   training-schedule.ts   what is due (here), every minute
//   ../leases/lease.ts      the lease: one training at a time, over all processes
//   run-training.ts        one training from beginning to end, and its record
//   train.ts               fit, gate, store
//   fit-in-thread.ts       reading and fitting in a thread (fit-worker.ts), by the chosen trainer (network-trainer.ts)
//   training-data.ts       the data that a model learns from
// then ../trained-models/: model-store.ts stores the model, and live-models.ts swaps it in.
import type { Types } from 'mongoose';
import type { Logger } from 'pino';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { BackgroundWork } from '../jobs/background-work.ts';
import { takeLease } from '../leases/lease.ts';
import { requestTraining } from '../trained-models/model-store.ts';
import {
  deleteInterruptedRuns,
  hasRunningRecord,
  runTraining,
  type TrainingRunOptions,
  trainingLease,
} from './run-training.ts';

const lookEveryMilliseconds = 60_000;
/** Rosters change a little all day long: a new course may wait for so long until it is recommended. */
const pauseMilliseconds = 60 * 60_000;

/**
 * Why an institution's model has to be trained now; undefined: it has not. Either somebody has requested it; or the
 * data has changed since the last training began, that training began more than an hour ago, and no sync of everything
 * is running, which would change more.
 */
export async function reasonToTrain(
  institution: Institution,
  now: Date,
): Promise<'requested' | 'changed' | undefined> {
  const { _id: institutionId, trainingWantedAt, dataChangedAt } = institution;
  if (trainingWantedAt) return 'requested';
  if (!dataChangedAt) return undefined;
  const last = await TrainingRunModel.findOne({ institutionId, state: { $ne: 'running' } })
    .sort({ startedAt: -1 })
    .lean();
  if (
    last &&
    (dataChangedAt <= last.startedAt || now.getTime() - last.startedAt.getTime() < pauseMilliseconds)
  )
    return undefined;
  const pulling = await SyncRunModel.exists({ institutionId, state: 'running', wanted: 'everything' });
  return pulling ? undefined : 'changed';
}

export interface TrainingScheduleOptions extends Pick<TrainingRunOptions, 'trainer'> {
  log: Pick<Logger, 'warn'>;
}

/**
 * Trains again where data has changed, while the server runs: a course that is newer than the model is recommended to
 * nobody. The model that serves goes on serving until a new one has passed the gate and is stored whole.
 */
export class TrainingSchedule {
  readonly #options: TrainingScheduleOptions;
  readonly #background: BackgroundWork;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  constructor(options: TrainingScheduleOptions) {
    this.#options = options;
    this.#background = new BackgroundWork((error) =>
      options.log.warn({ err: error }, 'could not look for institutions whose training is due'),
    );
  }

  /** Looks now, and then every minute. @returns what ends it; resolves when no training is running */
  start(): () => Promise<void> {
    this.#timer = setInterval(() => this.#look(), lookEveryMilliseconds);
    this.#timer.unref();
    this.#look();
    return async () => {
      clearInterval(this.#timer);
      await this.#background.stop();
    };
  }

  /** Has an institution's model trained soon, whatever the last one was trained on; here or in another process. */
  async request(institutionId: Types.ObjectId): Promise<void> {
    await requestTraining(institutionId);
    if (this.#timer) this.#look();
  }

  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#background.start((signal) =>
      this.#trainDue(signal).finally(() => {
        this.#isLooking = false;
      }),
    );
  }

  async #trainDue(signal: AbortSignal): Promise<void> {
    const institutions = await InstitutionModel.find({ pendingSince: { $exists: false } }).lean<
      Institution[]
    >();
    for (const institution of institutions) {
      signal.throwIfAborted();
      // What fails at one institution keeps no other from its turn.
      try {
        if (!(await this.#trainWhenDue(institution, signal))) return;
      } catch (error) {
        signal.throwIfAborted();
        this.#options.log.warn({ institution: institution.name, err: error }, 'could not train');
      }
    }
  }

  /** @returns false where another process is training: what is due now is still due at the next look */
  async #trainWhenDue(institution: Institution, signal: AbortSignal): Promise<boolean> {
    const isDue = await reasonToTrain(institution, new Date());
    if (!isDue && !(await hasRunningRecord(institution._id))) return true;
    const lease = await takeLease(trainingLease);
    if (!lease) return false;
    try {
      await this.#train(institution._id, AbortSignal.any([signal, lease.signal]));
      return true;
    } finally {
      await lease.release();
    }
  }

  async #train(institutionId: Types.ObjectId, signal: AbortSignal): Promise<void> {
    await deleteInterruptedRuns(institutionId);
    // Read again: another process may have trained between the look and the lease.
    const institution = await InstitutionModel.findById(institutionId).lean<Institution>();
    const reason = institution && (await reasonToTrain(institution, new Date()));
    if (!reason) return;
    const options = { ...this.#options, signal, always: reason === 'requested' };
    await runTraining(institutionId, options).catch((error: Error) => {
      if (signal.aborted) throw error;
      this.#options.log.warn({ institution: institution.name, err: error }, 'training failed');
    });
    // The request is met, unless there has been another one while it was training.
    const { trainingWantedAt } = institution;
    if (trainingWantedAt)
      await InstitutionModel.updateOne(
        { _id: institutionId, trainingWantedAt },
        { $unset: { trainingWantedAt: 1 } },
      );
  }
}
