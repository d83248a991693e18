import { createHash, randomBytes } from 'node:crypto';
import type { Types } from 'mongoose';
import { type ApiCredential, ApiCredentialModel, type ApiRight } from '../../models/api-credential.ts';
import { SenderReportModel } from '../../models/sender-report.ts';

const minute = 60_000;
/** Whoever says nothing gets a secret that reads nothing. */
const usualRights: readonly ApiRight[] = ['events'];

/** Whether a system may be called that: a user name of Basic has no colon, and one line of a list no blanks. */
export function isSystemName(text: string): boolean {
  return /^[^\s:]{1,60}$/.test(text);
}

/**
 * @param name of the system that gets it; an older one of the name is no longer good
 * @param homes addresses of the systems whose ids of people it sends; none: they are found out
 * @param rights what it may do; an older secret of the name had its own
 * @returns the secret, 256 random bits; it is kept nowhere
 */
export async function issueCredential(
  institutionId: Types.ObjectId,
  name: string,
  homes: readonly string[] = [],
  rights: readonly ApiRight[] = usualRights,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await ApiCredentialModel.deleteOne({ institutionId, name });
  const fields = {
    institutionId,
    name,
    ...(homes.length > 0 && { homes: [...homes] }),
    rights: [...rights],
    createdAt: new Date(),
  };
  await ApiCredentialModel.create({ _id: hash(secret), ...fields });
  return secret;
}

/** What a system may do with its secret. */
export function rightsOf({ rights }: Pick<ApiCredential, 'rights'>): readonly ApiRight[] {
  return rights ?? usualRights;
}

export async function listCredentials(institutionId: Types.ObjectId): Promise<ApiCredential[]> {
  return ApiCredentialModel.find({ institutionId }).sort({ name: 1 }).lean<ApiCredential[]>();
}

/** @returns whether there was one */
export async function revokeCredential(institutionId: Types.ObjectId, name: string): Promise<boolean> {
  await SenderReportModel.deleteMany({ institutionId, sender: name });
  return (await ApiCredentialModel.deleteOne({ institutionId, name })).deletedCount > 0;
}

/**
 * @param authorization the header: `Bearer SECRET` (RFC 6750), as Caliper sensors send it, or `Basic` (RFC 7617) with the
 * secret as password and any user name, as xAPI clients do
 */
export async function findCredential(authorization: string | undefined): Promise<ApiCredential | undefined> {
  const secret = secretIn(authorization ?? '');
  if (secret === undefined) return undefined;
  const found = await ApiCredentialModel.findOne({ _id: hash(secret) }).lean<ApiCredential>();
  if (!found) return undefined;
  const { _id, institutionId, usedAt } = found;
  if (!usedAt || Date.now() - usedAt.getTime() > minute)
    await ApiCredentialModel.updateOne({ _id, institutionId }, { usedAt: new Date() });
  return found;
}

function secretIn(authorization: string): string | undefined {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  const [, password] = /^[^:]*:(.+)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return password;
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
