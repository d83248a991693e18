import { RosterError } from './roster-error.ts';

/** Where the answer does not say (RFC 6749 §5.1 lets it be left out): short, so that a mistake does not last. */
const assumedSeconds = 300;
/** However long a platform says: it may have been told to revoke it. */
const longestSeconds = 86_400;
const margin = 60;

export interface AccessToken {
  token: string;
  /** How long to keep it; 0: not at all. A minute less than it lives, or half of it if that is less than two. */
  keepSeconds: number;
}

/** Reads what a token endpoint answered (RFC 6749 §5.1). @throws RosterError when there is no usable token in it */
export function parseTokenAnswer(json: unknown): AccessToken {
  const { access_token: token, expires_in: expiresIn } = (json ?? {}) as Record<string, unknown>;
  // Visible ASCII: what a header can carry, and no line break that would end it.
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,16384}$/.test(token))
    throw new RosterError('token-refused', 'The answer holds no access_token.');
  const seconds = Math.min(secondsOf(expiresIn), longestSeconds);
  return { token, keepSeconds: Math.max(0, seconds - Math.min(margin, seconds / 2)) };
}

/** A number, or as some platforms write it a string of one. */
function secondsOf(expiresIn: unknown): number {
  const isGiven = typeof expiresIn === 'number' || (typeof expiresIn === 'string' && expiresIn.trim() !== '');
  const seconds = isGiven ? Number(expiresIn) : Number.NaN;
  return Number.isNaN(seconds) ? assumedSeconds : seconds;
}
