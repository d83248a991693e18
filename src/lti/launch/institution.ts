import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import type { Registration } from '../../../models/registration.ts';
import { LtiError } from '../error.ts';
import type { CheckedMessage } from './checks.ts';

/** Of a launch: which deployment it comes from, and what its platform calls itself. */
type From = Pick<CheckedMessage, 'deploymentId' | 'platformGuid'>;

/**
 * The institution that a deployment belongs to. Where the platform named no deployment at registration, the first
 * launch of that registration names it. Where it announced one that nobody has launched from, a launch from another
 * deployment of the same platform takes its place: an administrator of Canvas may leave the announced one switched off
 * and make another. Any other deployment stays unknown.
 * @throws LtiError when it is unknown, or not approved yet
 */
export async function institutionOf(registration: Registration, from: From): Promise<Institution> {
  const connection = { registration: registration._id, deploymentId: from.deploymentId };
  const institution = (await launchedFrom(connection)) ?? (await adopt(connection, from.platformGuid));
  if (!institution) throw new LtiError('deployment-unknown');
  if (institution.pendingSince) throw new LtiError('institution-pending');
  return institution;
}

/**
 * Refuses logins while nobody has approved the registration. A stranger who has registered an LMS could otherwise send
 * people to any address through this tool, and make it fetch keys.
 * @throws LtiError when every institution of the registration waits for approval
 */
export async function refuseUnapproved({ _id }: Registration): Promise<void> {
  const approved = { registration: _id, pendingSince: { $exists: false } };
  if (!(await InstitutionModel.exists(approved))) throw new LtiError('institution-pending');
}

interface Connection {
  registration: Registration['_id'];
  deploymentId: string;
}

/** A deployment that was announced is the institution's for good once somebody has launched from it. */
async function launchedFrom(connection: Connection): Promise<Institution | null> {
  const found = await InstitutionModel.findOne(connection).lean<Institution>();
  if (!found?.announcedBy || found.pendingSince) return found;
  return InstitutionModel.findOneAndUpdate(
    connection,
    { $unset: { announcedBy: 1 } },
    { returnDocument: 'after' },
  ).lean<Institution>();
}

/** An approved institution takes the deployment in one write, so one of two deployments that launch at one moment wins. */
async function adopt(connection: Connection, platformGuid: string | undefined): Promise<Institution | null> {
  const { registration, deploymentId } = connection;
  const awaiting = {
    registration,
    $or: [
      { deploymentId: { $exists: false } },
      ...(platformGuid === undefined ? [] : [{ announcedBy: platformGuid }]),
    ],
  };
  const adopted = await InstitutionModel.findOneAndUpdate(
    { ...awaiting, pendingSince: { $exists: false } },
    { $set: { deploymentId }, $unset: { announcedBy: 1 } },
    { returnDocument: 'after' },
  ).lean<Institution>();
  if (adopted) return adopted;
  // Another request may have adopted it in between, or it waits for approval.
  return (
    (await InstitutionModel.findOne(connection).lean<Institution>()) ??
    InstitutionModel.findOne({ ...awaiting, pendingSince: { $exists: true } }).lean<Institution>()
  );
}
