import { AsyncLocalStorage } from 'node:async_hooks';
import type { JWK } from 'jose';
import type { StoragePlugin } from 'ltijs';
import { type Registration, RegistrationModel } from '../../models/registration.ts';
import type { ToolKeys } from './tool-keys.ts';

/** The platform key that the guard has verified the current launch with: ltijs verifies with it again, and fetches none. */
export const verifiedKey = new AsyncLocalStorage<JWK>();

/**
 * ltijs's storage on our own models. Registrations and public keys are read; everything else that ltijs would
 * write (id tokens with names and e-mails, contexts, nonces, states) the guard and the session have no need of,
 * so nothing personal is stored.
 */
export function createStoragePlugin(keys: ToolKeys): StoragePlugin {
  const done = async () => true;
  return {
    setup: done,
    Close: done,
    Insert: done,
    Replace: done,
    Modify: done,
    Delete: done,
    async Get(_encryptionKey, collection, query = {}) {
      if (collection === 'publickey')
        return (await keys.published()).map((key) => ({ kid: key._id, key: key.publicKey }));
      if (collection !== 'platform') return false;
      const found = await RegistrationModel.find({
        issuer: `${query['platformUrl']}`,
        ...(query['clientId'] === undefined ? {} : { clientId: `${query['clientId']}` }),
      }).lean<Registration[]>();
      return found.length > 0 ? found.map(asPlatform) : false;
    },
  };
}

function asPlatform(registration: Registration) {
  return {
    platformName: registration.name,
    platformUrl: registration.issuer,
    clientId: registration.clientId,
    authEndpoint: registration.authorizationUrl,
    accesstokenEndpoint: registration.tokenUrl,
    authorizationServer: registration.tokenAudience,
    kid: `${registration._id}`,
    authConfig: { method: 'JWK_KEY', key: verifiedKey.getStore() },
  };
}
