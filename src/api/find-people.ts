import { ownLearnerKey } from '../../models/alias.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { findAliases, onlyTarget } from '../sync/identity/find-aliases.ts';
import type { Activity } from './activity.ts';

/** @returns the pseudonym of the person; undefined where no launch and no roster has told yet whose id it is */
export type ToPseudonym = (activity: Pick<Activity, 'learner' | 'idFrom'>) => string | undefined;

/** Identifies the people of a batch. Nobody is stored under an id that only the sender knows. */
export async function findPeople(
  institution: Pick<Institution, '_id' | 'learnerKey'>,
  activities: readonly Activity[],
): Promise<ToPseudonym> {
  const own = activities.flatMap(({ learner, idFrom }) =>
    idFrom ? ownLearnerKey(institution, idFrom, learner) : [],
  );
  const aliases = await findAliases(institution._id, 'learner', own);
  return ({ learner, idFrom }) =>
    idFrom
      ? onlyTarget(aliases.get(ownLearnerKey(institution, idFrom, learner)) ?? [])
      : learnerKeyOf(institution, learner);
}
