import type { Types } from 'mongoose';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { RegistrationError } from './registration-error.ts';

/** What approves a registration at once: an invitation by our administrator, or a host that is on the allow-list. */
export type Approval = 'invitation' | 'host' | undefined;

/** What a dynamic registration brought, after all checks. */
export interface NewRegistration {
  registration: Omit<Registration, '_id' | 'createdAt'>;
  /** Undefined where the platform names it only at the first launch. */
  deployment: NamedDeployment | undefined;
  approval: Approval;
}

/** A deployment that a platform has named at registration. */
interface NamedDeployment {
  deploymentId: string;
  /** `Institution.announcedBy`; undefined: it is this deployment and no other. */
  announcedBy: string | undefined;
}

const duplicateKey = 11_000;

/**
 * Writes a registration and its institution. A known institution keeps its name, its data and its approval. A new one
 * gets a name that no other has, so no registration reaches the data of another. The addresses of a known client change
 * only with an invitation, and so does the deployment of an institution that waits for its first launch: whoever may put a file
 * on an LMS's host could otherwise say where that LMS's keys are, or lock people out. For the same reason a client that waits gets
 * no second institution, which could keep the deployment of that launch; and an invitation speaks for the client: what waits for
 * approval there, without data, is deleted, since a stranger may have registered it. Canvas, asked again, names any of the
 * account's deployments, one that was deleted among them: one that is announced only makes no second institution of a client.
 * @throws RegistrationError when a known client comes with other addresses and no invitation
 */
export async function storeRegistration({
  registration,
  deployment,
  approval,
}: NewRegistration): Promise<Institution> {
  const { issuer, clientId, ...rest } = registration;
  const invited = { $set: rest, ...(rest.tokenAudience === undefined && { $unset: { tokenAudience: 1 } }) };
  const stored = await retryDuplicate(() =>
    RegistrationModel.findOneAndUpdate(
      { issuer, clientId },
      approval === 'invitation' ? invited : { $setOnInsert: rest },
      { upsert: true, returnDocument: 'after' },
    ).lean<Registration>(),
  );
  if (addresses.some((name) => stored[name] !== rest[name])) throw new RegistrationError('known-otherwise');
  if (approval === 'invitation')
    await InstitutionModel.deleteMany({ registration: stored._id, pendingSince: { $exists: true } });
  return retryDuplicate(
    async () =>
      (await known(stored._id, deployment, approval)) ?? create(stored._id, deployment, approval, rest.name),
  );
}

const addresses = ['authorizationUrl', 'tokenUrl', 'jwksUrl', 'tokenAudience'] as const;

async function known(
  registration: Types.ObjectId,
  deployment: NamedDeployment | undefined,
  approval: Approval,
): Promise<Institution | null> {
  const approving = approval ? { $unset: { pendingSince: 1 } } : {};
  // Of several those that are approved come first.
  const update = (filter: object, change: object) =>
    InstitutionModel.findOneAndUpdate({ registration, ...filter }, change, {
      ...{ sort: { pendingSince: 1 }, returnDocument: 'after' },
    }).lean<Institution>();
  const { deploymentId, announcedBy } = deployment ?? {};
  const unsaid = {
    ...(deploymentId === undefined && { deploymentId: 1 }),
    ...(announcedBy === undefined && { announcedBy: 1 }),
  };
  const taking =
    approval === 'invitation'
      ? { ...(deployment && { $set: written(deployment) }), $unset: { pendingSince: 1, ...unsaid } }
      : approving;
  const same = deploymentId === undefined ? null : await update({ deploymentId }, approving);
  const awaiting = {
    $or: [{ deploymentId: { $exists: false } }, { announcedBy: { $nin: [null, announcedBy ?? null] } }],
  };
  const found = same ?? (await update(awaiting, taking));
  return found || (deployment && announcedBy === undefined) ? found : update({}, approving);
}

async function create(
  registration: Types.ObjectId,
  deployment: NamedDeployment | undefined,
  approval: Approval,
  name: string,
): Promise<Institution> {
  const created = await InstitutionModel.create({
    registration,
    ...(deployment && written(deployment)),
    ...(approval ? {} : { pendingSince: new Date() }),
    name: await freeName(name),
    learnerKey: newLearnerKey(),
  });
  return created.toObject();
}

function written({
  deploymentId,
  announcedBy,
}: NamedDeployment): Pick<Institution, 'deploymentId' | 'announcedBy'> {
  return { deploymentId, ...(announcedBy === undefined ? {} : { announcedBy }) };
}

/** Names are unique, and a new institution must not be mistaken for a known one: `name (2)`. */
async function freeName(name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (!(await InstitutionModel.exists({ name: candidate }))) return candidate;
  }
}

/** Tries again where a parallel request has just written the same document: the second attempt finds it. */
async function retryDuplicate<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: unknown }).code !== duplicateKey) throw error;
    return write();
  }
}
