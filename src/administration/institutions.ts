import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { type Registration, RegistrationModel } from '../../models/registration.ts';
import { deleteUnused } from '../lti/registration/pending.ts';
import { AdministrationError } from './administration-error.ts';

/** An institution as the page shows it. */
export interface ListedInstitution {
  id: string;
  name: string;
  pending: boolean;
  /** Undefined: none is connected; its data came first (`npm run import -- --create`), or its LMS was removed. */
  lms:
    | {
        issuer: string;
        clientId: string;
        /** Undefined until the first launch brings it. */
        deploymentId: string | undefined;
      }
    | undefined;
  madeAt: Date;
}

/** Every institution: first those that wait for approval, then by name. */
export async function listInstitutions(): Promise<ListedInstitution[]> {
  const [institutions, registrations] = await Promise.all([
    InstitutionModel.find().sort({ name: 1 }).lean<Institution[]>(),
    RegistrationModel.find().lean<Registration[]>(),
  ]);
  const byId = new Map(registrations.map((registration) => [`${registration._id}`, registration]));
  const listed = institutions.map((institution): ListedInstitution => {
    const { _id, name, pendingSince, deploymentId, createdAt } = institution;
    const registration = byId.get(`${institution.registration}`);
    const lms = registration && {
      ...{ issuer: registration.issuer, clientId: registration.clientId, deploymentId },
    };
    return { id: `${_id}`, name, pending: pendingSince !== undefined, lms, madeAt: createdAt };
  });
  return listed.sort((a, b) => Number(b.pending) - Number(a.pending));
}

/** @throws AdministrationError when there is none, or it waits for approval and so has no data */
export async function institutionWith(id: string): Promise<Institution> {
  const found = await InstitutionModel.findOne({
    ...byId(id),
    pendingSince: { $exists: false },
  }).lean<Institution>();
  if (!found) throw new AdministrationError('institution-unknown');
  return found;
}

/** Lets its people in. @throws AdministrationError when it does not wait */
export async function approve(id: string): Promise<string> {
  const approved = await InstitutionModel.findOneAndUpdate(pendingWith(id), { $unset: { pendingSince: 1 } });
  if (!approved) throw new AdministrationError('institution-unknown');
  return approved.name;
}

/**
 * Deletes an institution that waits: nobody has launched from it, so it has no data. Its LMS may register again.
 * @throws AdministrationError when it does not wait
 */
export async function decline(id: string): Promise<string> {
  const declined = await InstitutionModel.findOneAndDelete(pendingWith(id)).lean<Institution>();
  if (!declined) throw new AdministrationError('institution-unknown');
  await deleteUnused(declined.registration);
  return declined.name;
}

function pendingWith(id: string) {
  return { ...byId(id), pendingSince: { $exists: true } };
}

function byId(id: string): { _id: string } {
  if (!/^[0-9a-f]{24}$/.test(id)) throw new AdministrationError('institution-unknown');
  return { _id: id };
}

/** Letters of an institution's name. */
export const longestName = 200;

/** Gives an institution another name. @returns why not, where it has not got it */
export async function rename(
  { _id, name: before }: Institution,
  name: string,
): Promise<'renamed' | 'same' | 'empty' | 'long' | 'taken'> {
  if (name === '') return 'empty';
  if (name.length > longestName) return 'long';
  if (name === before) return 'same';
  try {
    await InstitutionModel.updateOne({ _id }, { name });
    return 'renamed';
  } catch (error) {
    if ((error as { code?: unknown }).code === duplicateKey) return 'taken';
    throw error;
  }
}

/** MongoDB's code for a value that a unique index has already. */
const duplicateKey = 11_000;

/**
 * Takes an institution's LMS away: nobody can open the tool there any more. All its data stays. The registration goes with the last
 * institution of it.
 * @returns whether there was one
 */
export async function disconnect({ _id, registration }: Institution): Promise<boolean> {
  if (!registration) return false;
  await InstitutionModel.updateOne(
    { _id, registration },
    { $unset: { registration: 1, deploymentId: 1, announcedBy: 1 } },
  );
  await deleteUnused(registration);
  return true;
}
