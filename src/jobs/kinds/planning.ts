import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { type JobKind, priorities } from '../job-kind.ts';
import type { JobQueue } from '../job-queue.ts';

const everyMilliseconds = 30_000;

/**
 * Looks every half a minute at all institutions that are approved, and adds what the clock or changed data make due. It is a job itself, so one
 * process at a time looks. What is in the queue already, because it is being done or has failed, is not added again.
 */
export function planning(kinds: readonly JobKind[], queue: JobQueue): JobKind {
  return {
    ...{ name: 'planning', priority: priorities.housekeeping, atOnce: 1, attempts: 3 },
    ...{ everyMilliseconds, pauseMilliseconds: everyMilliseconds, longestMilliseconds: 3_600_000 },
    async run(_job, { signal, log }) {
      const approved = InstitutionModel.find({ pendingSince: { $exists: false } }).lean<Institution[]>();
      for await (const institution of approved.cursor())
        for (const kind of kinds) {
          signal.throwIfAborted();
          if (!kind.plan) continue;
          // What fails at one institution keeps no other from its turn.
          try {
            for (const due of await kind.plan(institution, new Date())) await queue.plan(kind, due);
          } catch (error) {
            signal.throwIfAborted();
            log.warn(
              { institution: institution.name, kind: kind.name, err: error },
              'could not see what is due',
            );
          }
        }
    },
  };
}

/** An institution that is there and approved: it may have gone since its job was added. */
export async function approvedInstitution(_id: Institution['_id'] | undefined): Promise<Institution | null> {
  if (_id === undefined) return null;
  return InstitutionModel.findOne({ _id, pendingSince: { $exists: false } }).lean<Institution>();
}
