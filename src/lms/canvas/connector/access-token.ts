import { message } from '../../../messages/message.ts';
import type { StoredSecrets } from '../../../sync/connector.ts';
import type { Ask } from '../../../sync/http/ask.ts';
import { SourceError } from '../../../sync/source-error.ts';
import { knownTime } from '../../../values/read-time.ts';
import { notAllowed, requestToken } from './request-token.ts';
import type { CanvasSettings } from './settings.ts';

type Secrets = Readonly<Record<string, string>>;

/** A token that is about to end might end before the request arrives. */
const marginMilliseconds = 60_000;

/**
 * The access token of a connection, which lives an hour. Canvas ends the old token when it gives a new one. So a token
 * is renewed only when no other process has renewed it, and the new one is stored at once. Where two processes renew it
 * at the same moment, the one that is refused finds the token of the other one stored.
 */
export class AccessToken {
  readonly #ask: Ask;
  readonly #settings: CanvasSettings;
  readonly #stored: StoredSecrets;
  #secrets: Secrets;

  constructor(ask: Ask, settings: CanvasSettings, secrets: Secrets, stored: StoredSecrets) {
    this.#ask = ask;
    this.#settings = settings;
    this.#secrets = secrets;
    this.#stored = stored;
  }

  /**
   * @param refused one that Canvas has answered 401 to: not that one again
   * @throws SourceError
   */
  async get(signal: AbortSignal, refused?: string): Promise<string> {
    const own = usable(this.#secrets, refused);
    if (own !== undefined) return own;
    const stored = await this.#stored.read();
    if (stored === undefined)
      throw new SourceError('connection-removed', message('canvas.removed'), message('canvas.removed.cure'));
    this.#secrets = stored;
    return usable(stored, refused) ?? this.#renew(stored, signal);
  }

  async #renew(secrets: Secrets, signal: AbortSignal): Promise<string> {
    const { refreshToken, redirectUri } = secrets;
    if (!refreshToken) throw notAllowed();
    const grant = {
      ...{ grant_type: 'refresh_token', refresh_token: refreshToken },
      ...(redirectUri && { redirect_uri: redirectUri }),
    };
    const renewed = await requestToken(this.#ask, this.#settings, grant, signal);
    this.#secrets = { ...secrets, ...renewed };
    await this.#stored.keep(renewed);
    return renewed.accessToken;
  }
}

function usable(secrets: Secrets, refused: string | undefined): string | undefined {
  const { accessToken, accessTokenEndsAt = '' } = secrets;
  const endsAt = knownTime(accessTokenEndsAt)?.getTime() ?? 0;
  const isOver = endsAt <= Date.now() + marginMilliseconds;
  return accessToken === refused || isOver ? undefined : accessToken;
}
