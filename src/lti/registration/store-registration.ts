import type { Types } from 'mongoose';
import { type Institution, InstitutionModel, newLearnerKey } from '../../../models/institution.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';

/** What a dynamic registration brought, checked. */
export interface Registered {
  registration: Omit<Registration, '_id' | 'createdAt'>;
  /** Undefined where the platform names it at the first launch (Canvas). */
  deploymentId: string | undefined;
  /** Whether it was approved beforehand (invitation, allow-list). */
  approved: boolean;
}

const duplicateKey = 11_000;

/**
 * Writes a registration and its institution; doing it again updates the addresses. A known institution keeps its name,
 * its data and its approval, and a new one gets a name of its own: no registration reaches another one's data.
 */
export async function storeRegistration({
  registration,
  deploymentId,
  approved,
}: Registered): Promise<Institution> {
  const { issuer, clientId, ...rest } = registration;
  const stored = await onceMore(() =>
    RegistrationModel.findOneAndUpdate(
      { issuer, clientId },
      { $set: rest, ...(rest.tokenAudience === undefined && { $unset: { tokenAudience: 1 } }) },
      { upsert: true, returnDocument: 'after' },
    ).lean<Registration>(),
  );
  return onceMore(
    async () =>
      (await known(stored._id, deploymentId, approved)) ??
      create(stored._id, deploymentId, approved, rest.name),
  );
}

async function known(
  registration: Types.ObjectId,
  deploymentId: string | undefined,
  approved: boolean,
): Promise<Institution | null> {
  const connection = { registration, ...(deploymentId === undefined ? {} : { deploymentId }) };
  return InstitutionModel.findOneAndUpdate(connection, approved ? { $unset: { pendingSince: 1 } } : {}, {
    returnDocument: 'after',
  }).lean<Institution>();
}

async function create(
  registration: Types.ObjectId,
  deploymentId: string | undefined,
  approved: boolean,
  name: string,
): Promise<Institution> {
  const created = await InstitutionModel.create({
    registration,
    ...(deploymentId === undefined ? {} : { deploymentId }),
    ...(approved ? {} : { pendingSince: new Date() }),
    name: await freeName(name),
    learnerKey: newLearnerKey(),
  });
  return created.toObject();
}

/** Names are unique, and a stranger's must not be mistaken for a known one's: `name (2)`. */
async function freeName(name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (!(await InstitutionModel.exists({ name: candidate }))) return candidate;
  }
}

/** A parallel request has just written the same: the second time it is found. */
async function onceMore<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: unknown }).code !== duplicateKey) throw error;
    return write();
  }
}
