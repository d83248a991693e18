import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { type PlatformInput, PlatformInputError } from './platform-input.ts';

/**
 * Registers a platform and one deployment of it. Registering it again updates the addresses. An institution of that name
 * that has no LMS yet (`npm run import -- --create`) is connected.
 * @throws PlatformInputError when the name belongs to another deployment
 */
export async function addPlatform(input: PlatformInput): Promise<Institution> {
  const { issuer, clientId, deploymentId, name, ...addresses } = input;
  const registered = await RegistrationModel.findOne({ issuer, clientId }).lean<Registration>();
  const namesake = await InstitutionModel.findOne({ name }).lean<Institution>();
  const isOther =
    namesake?.registration &&
    !(registered?._id.equals(namesake.registration) && namesake.deploymentId === deploymentId);
  if (isOther)
    throw new PlatformInputError([
      {
        ...{ field: 'name', why: 'taken' },
        words: `"${name}" belongs to another deployment: choose another name.`,
      },
    ]);

  const registration = await RegistrationModel.findOneAndUpdate(
    { issuer, clientId },
    { ...addresses, name },
    { upsert: true, returnDocument: 'after' },
  );
  const connection = { registration: registration._id, deploymentId };
  const institution = await InstitutionModel.findOneAndUpdate(
    namesake ? { _id: namesake._id } : connection,
    {
      $set: { ...connection, name },
      $unset: { pendingSince: 1, announcedBy: 1 },
      $setOnInsert: { learnerKey: newLearnerKey() },
    },
    { upsert: true, returnDocument: 'after' },
  );
  return institution.toObject();
}

/** A registered deployment. `deploymentId` is empty until the first launch, where the LMS did not name it at registration. */
export interface ListedPlatform extends PlatformInput {
  /** Registered by itself, and not approved yet. */
  pending: boolean;
}

/** Every deployment, by name. */
export async function listPlatforms(): Promise<ListedPlatform[]> {
  const registrations = await RegistrationModel.find().lean<Registration[]>();
  const institutions = await InstitutionModel.find({ registration: { $exists: true } })
    .sort({ name: 1 })
    .lean<Institution[]>();
  return institutions.flatMap(({ registration, deploymentId = '', name, pendingSince }) => {
    const found = registrations.find(({ _id }) => _id.equals(registration));
    if (!found) return [];
    const { issuer, clientId, authorizationUrl, tokenUrl, jwksUrl } = found;
    const pending = pendingSince !== undefined;
    return { name, issuer, clientId, deploymentId, authorizationUrl, tokenUrl, jwksUrl, pending };
  });
}

/** Approves an institution that registered itself. @returns whether there is one of that name */
export async function approveInstitution(name: string): Promise<boolean> {
  const { matchedCount } = await InstitutionModel.updateOne({ name }, { $unset: { pendingSince: 1 } });
  return matchedCount === 1;
}

/**
 * Disconnects deployments, and deletes the registration with the last one. The institutions keep all their data.
 * @param deploymentId undefined: every deployment of the client
 * @returns the names of the institutions; empty where there was nothing to remove
 */
export async function removePlatform(
  issuer: string,
  clientId: string,
  deploymentId: string | undefined,
): Promise<string[]> {
  const registration = await RegistrationModel.findOne({ issuer, clientId });
  if (!registration) return [];
  const filter = { registration: registration._id, ...(deploymentId === undefined ? {} : { deploymentId }) };
  const names = await InstitutionModel.distinct('name', filter);
  await InstitutionModel.updateMany(filter, {
    $unset: { registration: 1, deploymentId: 1, announcedBy: 1 },
  });
  if (!(await InstitutionModel.exists({ registration: registration._id }))) await registration.deleteOne();
  return names;
}
