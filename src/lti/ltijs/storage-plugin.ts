import type { StoragePlugin } from 'ltijs';
import type { ToolKeys } from '../keys/tool-keys.ts';
import { type RequestContext, requestContext } from './request-context.ts';

/**
 * ltijs's storage on our own models. It answers with the registration of the current request and with our public keys.
 * Whatever else ltijs wants to write (id tokens with names and e-mail addresses, contexts, nonces, states) is not stored,
 * because this tool does not need it.
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
      const found = requestContext.getStore();
      const isAsked = collection === 'platform' && query['clientId'] === found?.registration.clientId;
      return found && isAsked ? [asPlatform(found)] : false;
    },
  };
}

function asPlatform({ registration, key }: RequestContext) {
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
