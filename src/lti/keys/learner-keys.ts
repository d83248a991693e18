import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import {
  isSealed,
  type LearnerKeyVault,
  sealLearnerKey,
  setLearnerKeyVault,
  unsealLearnerKey,
} from '../../../models/learner-key.ts';
import { Encryption } from './encryption.ts';

const purpose = 'learner keys';

/** An institution's key cannot be decrypted. A new one is never made for an institution that has one. */
export class LearnerKeyError extends Error {
  constructor(options?: ErrorOptions) {
    super(
      'The key of an institution’s pseudonyms was encrypted under another SECRET_KEY. Set that one again; or set it as SECRET_KEY_PREVIOUS beside the new one, and the keys are encrypted anew at the next start. No other key is made: with it nobody would be found again in what is stored.',
      options,
    );
    this.name = 'LearnerKeyError';
  }
}

/** Lets this process make and read pseudonyms (docs/decisions/0008-keys.md). */
export function unlockLearnerKeys(secretKey: string, previousSecretKey?: string): LearnerKeyVault {
  const current = new Encryption(secretKey, purpose);
  const all = [
    current,
    ...(previousSecretKey === undefined ? [] : [new Encryption(previousSecretKey, purpose)]),
  ];
  const vault: LearnerKeyVault = {
    encrypt: (key) => current.encrypt(key),
    decrypt(encrypted) {
      let cause: unknown;
      for (const encryption of all)
        try {
          return encryption.decrypt(encrypted);
        } catch (error) {
          cause = error;
        }
      throw new LearnerKeyError({ cause });
    },
  };
  setLearnerKeyVault(vault);
  return vault;
}

/**
 * Encrypts the keys that are still in clear text or under the previous secret. To be called at each start, behind
 * `unlockLearnerKeys` with the same secrets.
 * @throws LearnerKeyError where one is under neither secret; nothing was changed then
 */
export async function encryptLearnerKeys(secretKey: string): Promise<void> {
  const current = new Encryption(secretKey, purpose);
  const institutions = await InstitutionModel.find({}, { learnerKey: 1 }).lean<Institution[]>();
  const keys = institutions.map(({ _id, learnerKey }) => ({
    _id,
    learnerKey,
    key: unsealLearnerKey(learnerKey),
  }));
  for (const { _id, learnerKey, key } of keys) {
    if (isSealed(learnerKey) && isUnder(current, learnerKey)) continue;
    // Only where another process has not done so meanwhile.
    await InstitutionModel.updateOne({ _id, learnerKey }, { learnerKey: sealLearnerKey(key) });
  }
}

function isUnder(encryption: Encryption, stored: string): boolean {
  try {
    encryption.decrypt(stored.slice(stored.indexOf(':') + 1));
    return true;
  } catch {
    return false;
  }
}
