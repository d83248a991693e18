import type { StoragePlugin } from 'ltijs';
import type { ToolKeys } from '../keys/tool-keys.ts';
import { type Underway, underway } from './underway.ts';

/**
 * ltijs's storage on our own models. The registration is the one that the guard has found, public keys are read;
 * everything else that ltijs would
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
      const found = underway.getStore();
      const isAsked = collection === 'platform' && query['clientId'] === found?.registration.clientId;
      return found && isAsked ? [asPlatform(found)] : false;
    },
  };
}

function asPlatform({ registration, key }: Underway) {
  return {
    platformName: registration.name,
    platformUrl: registration.issuer,
    clientId: registration.clientId,
    authEndpoint: registration.authorizationUrl,
    accesstokenEndpoint: registration.tokenUrl,
    authorizationServer: registration.tokenAudience,
    kid: `${registration._id}`,
    authConfig: { method: 'JWK_KEY', key },
  };
}
