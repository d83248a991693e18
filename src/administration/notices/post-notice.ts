import { createHmac } from 'node:crypto';
import type { SafeFetch } from '../../lti/safe-fetch/safe-fetch.ts';
import { SafeFetchError } from '../../lti/safe-fetch/safe-fetch-error.ts';
import { NoticeError, type OutgoingNotice } from './outgoing-notice.ts';

export const signatureHeader = 'X-Next-Courses-Signature';

/**
 * Sends a message as JSON to a webhook. Its signature covers the time, so that nobody can send an old message again.
 * @param secret that both sides know
 * @throws NoticeError
 */
export async function postNotice(
  fetch: SafeFetch,
  { url, secret }: { url: string; secret: string },
  notice: OutgoingNotice,
): Promise<void> {
  const body = JSON.stringify(notice);
  const headers = {
    'Content-Type': 'application/json',
    [signatureHeader]: signatureOf(body, secret, new Date()),
  };
  const status = await fetch(url, { method: 'POST', headers, body }).then(
    (answer) => answer.status,
    (error) => {
      // Whoever takes a message may answer with anything: "ok", or nothing.
      if (error instanceof SafeFetchError && error.code === 'answer-not-json') return 200;
      const isAddress = error instanceof SafeFetchError && /^address-|^redirected$/.test(error.code);
      throw new NoticeError(isAddress ? 'address' : 'unreachable', { cause: error });
    },
  );
  if (status < 200 || status >= 300) throw new NoticeError('status', { status });
}

/** `t=1764424800,v1=…`: seconds since 1970, and HMAC-SHA-256 of them, a dot and the body, hex. */
export function signatureOf(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const code = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${code}`;
}
