import { ownWords, quoted } from '../../../lti/safe-fetch/own-words.ts';
import { message } from '../../../messages/message.ts';
import type { Ask } from '../../../sync/http/ask.ts';
import { SourceError } from '../../../sync/source-error.ts';
import { readNumber } from '../../../values/read-number.ts';
import { readObject } from '../../../values/read-object.ts';
import type { CanvasSettings } from './settings.ts';

/** The tokens as they are stored among a connection's secrets. */
export interface TokenSecrets {
  [name: string]: string;
  accessToken: string;
  /** ISO */
  accessTokenEndsAt: string;
}

const defaultSeconds = 3_600;
/** A day: after it the token is renewed in any case. */
const longestSeconds = 86_400;
const revoked = message('canvas.allow.cure');

/**
 * POST login/oauth2/token (Canvas: "OAuth2 Endpoints"). Only the tokens of the answer are read, because it also names
 * the administrator who allowed the access.
 * @param grant `authorization_code` with its code, or `refresh_token` with that one, which may be used again and again
 * @throws SourceError
 */
export async function requestToken(
  ask: Ask,
  { origin, clientId, clientSecret }: CanvasSettings,
  grant: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<TokenSecrets> {
  const body = new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret });
  const { status, json } = await ask(`${origin}/login/oauth2/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
    signal,
  });
  const answer = readObject(json);
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, error } = answer;
  if (status >= 200 && status < 300 && typeof accessToken === 'string' && accessToken !== '') {
    const stated = readNumber(seconds) ?? 0;
    const lifetime = stated > 0 ? Math.min(stated, longestSeconds) : defaultSeconds;
    return {
      accessToken,
      accessTokenEndsAt: new Date(Date.now() + lifetime * 1_000).toISOString(),
      ...(typeof refreshToken === 'string' && { refreshToken }),
    };
  }
  const said = quoted(status < 400 ? '' : ownWords(json, [clientSecret, ...Object.values(grant)]));
  if (error === 'invalid_client' || status === 401)
    throw new SourceError(
      'client-refused',
      [message('canvas.clientRefused'), ...said],
      message('canvas.clientRefused.cure'),
    );
  if (status === 400 || status === 403)
    throw new SourceError('permission-revoked', [message('canvas.revoked'), ...said], revoked);
  throw new SourceError(
    'answer-unusable',
    [message('canvas.noToken', { status: `${status}` }), ...said],
    message('canvas.address.cure'),
  );
}

export function notAllowed(): SourceError {
  return new SourceError(
    'permission-missing',
    message('canvas.notAllowed'),
    message('canvas.notAllowed.cure'),
  );
}
