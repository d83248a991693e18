import type { Types } from 'mongoose';
import type { Logger } from 'pino';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { Background } from '../jobs/background.ts';
import { takeLease } from '../leases/lease.ts';
import { wantTraining } from '../trained-models/model-store.ts';
import {
  buryDead,
  isAnyUnderWay,
  runTraining,
  type TrainingRunOptions,
  trainingLease,
} from './run-training.ts';
import { isTrainingDue } from './training-due.ts';

const lookEveryMilliseconds = 60_000;

export interface TrainingScheduleOptions extends Pick<TrainingRunOptions, 'engine'> {
  log: Pick<Logger, 'warn'>;
}

/**
 * Trains anew where data has changed, while the server runs: what is new since the last training is offered to nobody. The
 * model that serves goes on serving until a better one than popularity is whole (`training/train.ts`).
 */
export class TrainingSchedule {
  readonly #options: TrainingScheduleOptions;
  readonly #background: Background;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  constructor(options: TrainingScheduleOptions) {
    this.#options = options;
    this.#background = new Background((error) =>
      options.log.warn({ err: error }, 'training was not looked at'),
    );
  }

  /** Looks now, and then every minute. @returns what ends it; resolves when no training is under way */
  start(): () => Promise<void> {
    this.#timer = setInterval(() => this.#look(), lookEveryMilliseconds);
    this.#timer.unref();
    this.#look();
    return async () => {
      clearInterval(this.#timer);
      await this.#background.stop();
    };
  }

  /** Trains for an institution soon, whatever it was trained on before; here or in another process. */
  async want(institutionId: Types.ObjectId): Promise<void> {
    await wantTraining(institutionId);
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
      const isDue = await isTrainingDue(institution, new Date());
      if (!isDue && !(await isAnyUnderWay(institution._id))) continue;
      const lease = await takeLease(trainingLease);
      // Another process trains; who is due now is due at the next look.
      if (!lease) return;
      try {
        await this.#train(institution._id, AbortSignal.any([signal, lease.signal]));
      } finally {
        await lease.release();
      }
    }
  }

  async #train(institutionId: Types.ObjectId, signal: AbortSignal): Promise<void> {
    await buryDead(institutionId);
    // Asked again: another process may have trained between the look and the lease.
    const institution = await InstitutionModel.findById(institutionId).lean<Institution>();
    const why = institution && (await isTrainingDue(institution, new Date()));
    if (!why) return;
    await runTraining(institutionId, { ...this.#options, signal, always: why === 'asked' }).catch(
      (error: Error) => {
        if (signal.aborted) throw error;
        this.#options.log.warn({ institution: institution.name, err: error }, 'training failed');
      },
    );
    // Asked again while it trained: once more.
    const { trainingWantedAt } = institution;
    if (trainingWantedAt)
      await InstitutionModel.updateOne(
        { _id: institutionId, trainingWantedAt },
        { $unset: { trainingWantedAt: 1 } },
      );
  }
}
