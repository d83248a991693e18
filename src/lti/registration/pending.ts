import type { Types } from 'mongoose';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { RegistrationModel } from '../../../models/registration.ts';

const day = 86_400_000;
/** Anybody may register. Whoever is meant to be approved is approved sooner, or registers again. */
const keptMilliseconds = 30 * day;

/**
 * Forgets the registrations of strangers that nobody has approved for thirty days. They have no data, because nobody could launch.
 * @returns how many
 */
export async function forgetPending(now: Date): Promise<number> {
  const old = { pendingSince: { $lt: new Date(now.getTime() - keptMilliseconds) } };
  const institutions = await InstitutionModel.find(old, { registration: 1 }).lean<Institution[]>();
  let forgotten = 0;
  for (const { _id, registration } of institutions) {
    // Approved in the meantime, it stays.
    forgotten += (await InstitutionModel.deleteOne({ _id, ...old })).deletedCount;
    await deleteUnused(registration);
  }
  return forgotten;
}

/** Deletes a registration that no institution has any more. */
export async function deleteUnused(registration: Types.ObjectId | undefined): Promise<void> {
  if (registration && !(await InstitutionModel.exists({ registration })))
    await RegistrationModel.deleteOne({ _id: registration });
}
