import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';

/** An institution with a key of its own, in the database; nothing else is there. */
export async function createInstitution(fields: Partial<Institution> = {}): Promise<Institution> {
  const created = await InstitutionModel.create({ name: 'College', learnerKey: newLearnerKey(), ...fields });
  return created.toObject();
}
