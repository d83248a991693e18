import type { Logger } from 'pino';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { tidyComparisons } from '../../comparing/comparisons.ts';
import { forgetPending } from '../../lti/registration/pending.ts';
import { forgetUnseen } from '../../privacy/forget-unseen.ts';
import { eraseObjected } from '../../privacy/objections.ts';
import { type PutBack, putBackFallen } from '../../trained-models/put-back-fallen.ts';
import { type JobKind, priorities } from '../job-kind.ts';

const day = 86_400_000;

/**
 * Once a day deletes the people whom an institution no longer keeps, what a run that died may have left of people who object, and what
 * a comparison no longer needs of its learners; before that it puts back models whose successors people take less of.
 * @param onPutBack told of each
 */
export function retentionJob(onPutBack: OnPutBack): JobKind {
  return {
    ...{ name: 'retention', priority: priorities.retention, atOnce: 1, attempts: 3 },
    ...{ longestMilliseconds: 6 * 3_600_000, pauseMilliseconds: 6 * 3_600_000 },
    // A tool that is tried out for some minutes does not search everything.
    ...{ everyMilliseconds: day, firstAfterMilliseconds: 10 * 60_000 },
    async run(_job, { log, signal }) {
      await putBackModels(onPutBack, log, signal);
      await applyRetention(log, signal);
      signal.throwIfAborted();
    },
  };
}

export type OnPutBack = (institution: Institution, putBack: PutBack) => Promise<void>;

/** A failure at one institution keeps no other from its turn, and is tried again the next day. */
async function putBackModels(
  onPutBack: OnPutBack,
  log: Pick<Logger, 'info' | 'warn'>,
  signal: AbortSignal,
): Promise<void> {
  for (const institution of await InstitutionModel.find().lean<Institution[]>()) {
    signal.throwIfAborted();
    const institutionId = institution._id;
    try {
      const putBack = await putBackFallen(institution);
      if (!putBack) continue;
      log.warn(
        { institutionId, ...putBack.fell },
        'fewer people open what they are shown: the model before serves again',
      );
      await onPutBack(institution, putBack);
    } catch (error) {
      log.warn({ institutionId, err: error }, 'could not see how people take what they are shown');
    }
  }
}

/**
 * All institutions, one after the other. A failure at one does not keep the others from their turn.
 * @throws RetentionError, after all
 */
export async function applyRetention(
  log: Pick<Logger, 'info' | 'warn'>,
  signal?: AbortSignal,
): Promise<void> {
  const institutions = await InstitutionModel.find().lean<Institution[]>();
  const forgotten = await forgetPending(new Date());
  if (forgotten > 0)
    log.info({ registrations: forgotten }, 'registrations that nobody has approved were deleted');
  let failures = 0;
  for (const institution of institutions) {
    if (signal?.aborted) return;
    const institutionId = institution._id;
    try {
      await eraseObjected(institutionId);
      await tidyComparisons(institutionId);
      const people = await forgetUnseen(institution, new Date(), signal);
      if (people > 0) log.info({ institutionId, people }, 'people who were not seen for long were deleted');
    } catch (error) {
      failures++;
      log.warn({ institutionId, err: error }, 'people who are no longer kept were not deleted');
    }
  }
  if (failures > 0) throw new RetentionError(failures);
}

/** People may still be stored who should not be. The log says where and why. */
class RetentionError extends Error {
  constructor(failures: number) {
    super(`People who are no longer kept were not deleted at ${failures} institutions.`);
    this.name = 'RetentionError';
  }
}
