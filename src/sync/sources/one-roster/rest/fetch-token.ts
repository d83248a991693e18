import type { Ask } from '../../../http/ask.ts';
import { SourceError } from '../../../source-error.ts';
import type { ServiceSettings } from './settings.ts';

/**
 * An access token by client credentials (RFC 6749 §4.4; 1EdTech Security Framework 1.1 §4.1: Basic authentication).
 * @throws SourceError
 */
export async function fetchToken(
  ask: Ask,
  { tokenUrl, clientId, secret, scope }: ServiceSettings,
  signal: AbortSignal,
): Promise<string> {
  const { status, json } = await ask(tokenUrl, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Authorization: `Basic ${Buffer.from(`${encoded(clientId)}:${encoded(secret)}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }).toString(),
    signal,
  });
  const { access_token: token, error } = (json ?? {}) as Record<string, unknown>;
  if (status >= 200 && status < 300 && typeof token === 'string' && token !== '') return token;
  if (error === 'invalid_scope')
    throw new SourceError('forbidden', 'The token address refuses the scope.', `Allow this client ${scope}.`);
  if (status === 400 || status === 401 || status === 403)
    throw new SourceError(
      'token-refused',
      `The token address answered ${status}.`,
      'Check the client ID and its secret.',
    );
  throw new SourceError(
    'answer-unusable',
    `The token address answered ${status} and no token.`,
    'Check that it is the address for OAuth 2 access tokens.',
  );
}

/** §2.3.1: both parts as in a form. */
function encoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
