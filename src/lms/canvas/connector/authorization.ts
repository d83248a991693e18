import type { Authorization } from '../../../sync/connector.ts';
import type { Ask } from '../../../sync/http/ask.ts';
import { requestToken } from './request-token.ts';
import { scopes } from './scopes.ts';
import { settingsOf } from './settings.ts';

/** OAuth 2 code flow with an API developer key (Canvas: "OAuth2 Overview"), for reading what `scopes.ts` lists. */
export function canvasAuthorization(ask: Ask): Authorization {
  return {
    address(connection, redirectUri, state) {
      const { origin, clientId } = settingsOf(connection);
      const query = new URLSearchParams({
        ...{ client_id: clientId, response_type: 'code', redirect_uri: redirectUri, state },
        // People see this when they look through the integrations that they have allowed.
        ...{ scope: Object.values(scopes).join(' '), purpose: 'Next Courses' },
      });
      return `${origin}/login/oauth2/auth?${query}`;
    },
    async exchange(connection, redirectUri, code, signal) {
      const grant = { grant_type: 'authorization_code', redirect_uri: redirectUri, code };
      // The scopes are asked for again with each new token.
      return { ...(await requestToken(ask, settingsOf(connection), grant, signal)), redirectUri };
    },
  };
}
