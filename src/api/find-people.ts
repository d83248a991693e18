import { ownLearnerKey } from '../../models/alias.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { findAliases, onlyTarget } from '../sync/identity/find-aliases.ts';
import type { Deed } from './activity.ts';

/** @returns the pseudonym of who did it; undefined: whose id it is no launch and no roster has told yet */
export type PseudonymOf = (deed: Pick<Deed, 'learner' | 'idOf'>) => string | undefined;

/** Who is who among the people of a batch. What senders know by ids of their own is not stored under these. */
export async function knownPeople(
  institution: Pick<Institution, '_id' | 'learnerKey'>,
  deeds: readonly Deed[],
): Promise<PseudonymOf> {
  const own = deeds.flatMap(({ learner, idOf }) => (idOf ? ownLearnerKey(institution, idOf, learner) : []));
  const aliases = await findAliases(institution._id, 'learner', own);
  return ({ learner, idOf }) =>
    idOf
      ? onlyTarget(aliases.get(ownLearnerKey(institution, idOf, learner)) ?? [])
      : learnerKeyOf(institution, learner);
}
