import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import type { Registration } from '../../../models/registration.ts';
import { LtiError } from '../error.ts';

/**
 * The institution that a deployment belongs to. Where the platform named no deployment at registration, the first
 * launch of that registration names it. Any other deployment stays unknown.
 * @throws LtiError when it is unknown, or not approved yet
 */
export async function institutionOf(registration: Registration, deploymentId: string): Promise<Institution> {
  const connection = { registration: registration._id, deploymentId };
  const institution =
    (await InstitutionModel.findOne(connection).lean<Institution>()) ?? (await adopt(connection));
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

/** An approved institution takes the deployment in one write, so one of two deployments that launch at one moment wins. */
async function adopt(connection: {
  registration: Registration['_id'];
  deploymentId: string;
}): Promise<Institution | null> {
  const awaiting = { registration: connection.registration, deploymentId: { $exists: false } };
  const adopted = await InstitutionModel.findOneAndUpdate(
    { ...awaiting, pendingSince: { $exists: false } },
    { deploymentId: connection.deploymentId },
    { returnDocument: 'after' },
  ).lean<Institution>();
  if (adopted) return adopted;
  // Another request may have adopted it in between, or it waits for approval.
  return (
    (await InstitutionModel.findOne(connection).lean<Institution>()) ??
    InstitutionModel.findOne(awaiting).lean<Institution>()
  );
}
