import { type Alias, AliasModel, ownLearnerKey } from '../../models/alias.ts';
import type { Institution } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import type { Person } from './pseudonyms.ts';

/** Their ids of people are not those of launches (docs/decisions/0010-aliases.md). */
export const sourcesWithOwnIds = ['one-roster', 'canvas'] as const;
export type SourceWithOwnIds = (typeof sourcesWithOwnIds)[number];

/**
 * Whom an administrator means.
 * @param subject the LMS's own id of the person; with a source, their id there (of Canvas, host and number:
 * `school.instructure.com/4711`)
 * @returns undefined where two people carry the id
 */
export async function findPerson(
  institution: Pick<Institution, '_id' | 'learnerKey'>,
  subject: string,
  source?: SourceWithOwnIds,
): Promise<Person | undefined> {
  const institutionId = institution._id;
  if (source === undefined) return { institutionId, learner: learnerKeyOf(institution, subject) };
  const own = ownLearnerKey(institution, source, subject);
  const said = await AliasModel.find({ institutionId, of: 'learner', from: own }).lean<Alias[]>();
  return said.length > 1 ? undefined : { institutionId, learner: said[0]?.to ?? own };
}
