import type { Logger } from 'pino';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { tidyComparisons } from '../../comparing/comparisons.ts';
import { forgetPending } from '../../lti/registration/pending.ts';
import { forgetUnseen } from '../../privacy/forget-unseen.ts';
import { eraseObjected } from '../../privacy/objections.ts';
import { type JobKind, priorities } from '../job-kind.ts';

const day = 86_400_000;

/**
 * Once a day deletes the people whom an institution no longer keeps, what a run that died may have left of people who object, and what
 * a comparison no longer needs of its learners.
 */
export function retentionJob(): JobKind {
  return {
    ...{ name: 'retention', priority: priorities.retention, atOnce: 1, attempts: 3 },
    ...{ longestMilliseconds: 6 * 3_600_000, pauseMilliseconds: 6 * 3_600_000 },
    // A tool that is tried out for some minutes does not search everything.
    ...{ everyMilliseconds: day, firstAfterMilliseconds: 10 * 60_000 },
    async run(_job, { log, signal }) {
      await applyRetention(log, signal);
      signal.throwIfAborted();
    },
  };
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
