import type { Logger } from 'pino';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { tidyComparisons } from '../comparing/comparisons.ts';
import { forgetPending } from '../lti/registration/pending.ts';
import { forgetUnseen } from '../privacy/forget-unseen.ts';
import { eraseObjected } from '../privacy/objections.ts';

const day = 86_400_000;
/** A server that is started several times a day, by hand or after crashes, does not search everything each time. */
const firstAfterMilliseconds = 10 * 60_000;

/**
 * Once a day, not at the same moment as other processes, deletes the people whom an institution no longer keeps, what a run that died
 * may have left of people who object, and what a comparison no longer needs of its learners.
 * @returns what ends the schedule; resolves when nothing is being deleted
 */
export function startRetentionSchedule(log: Pick<Logger, 'info' | 'error'>): () => Promise<void> {
  let last = Promise.resolve();
  let timer: NodeJS.Timeout;
  const ended = new AbortController();
  const plan = (milliseconds: number) => {
    timer = setTimeout(() => {
      last = applyRetention(log, ended.signal).then(() => {
        if (!ended.signal.aborted) plan(day * (0.9 + 0.2 * Math.random()));
      });
    }, milliseconds);
    timer.unref();
  };
  plan(firstAfterMilliseconds);
  return async () => {
    ended.abort();
    clearTimeout(timer);
    await last;
  };
}

/** All institutions, one after the other. A failure at one does not keep the others from their turn. */
export async function applyRetention(
  log: Pick<Logger, 'info' | 'error'>,
  signal?: AbortSignal,
): Promise<void> {
  const institutions = await InstitutionModel.find()
    .lean<Institution[]>()
    .catch((error) => {
      log.error({ err: error }, 'could not look for people who are no longer kept');
      return [];
    });
  const forgotten = await forgetPending(new Date()).catch((error) => {
    log.error({ err: error }, 'registrations that nobody has approved were not deleted');
    return 0;
  });
  if (forgotten > 0)
    log.info({ registrations: forgotten }, 'registrations that nobody has approved were deleted');
  for (const institution of institutions) {
    if (signal?.aborted) return;
    const institutionId = institution._id;
    try {
      await eraseObjected(institutionId);
      await tidyComparisons(institutionId);
      const people = await forgetUnseen(institution, new Date(), signal);
      if (people > 0) log.info({ institutionId, people }, 'people who were not seen for long were deleted');
    } catch (error) {
      log.error({ institutionId, err: error }, 'people who are no longer kept were not deleted');
    }
  }
}
