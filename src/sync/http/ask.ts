import { setTimeout as pause } from 'node:timers/promises';
import { isOfAnswer, longestWaitMilliseconds, waitMilliseconds } from '../../lti/names-and-roles/retry.ts';
import type { SafeAnswer, SafeFetch, SafeRequest } from '../../lti/safe-fetch/safe-fetch.ts';
import { SafeFetchError } from '../../lti/safe-fetch/safe-fetch-error.ts';
import { type Message, message } from '../../messages/message.ts';
import { SourceError } from '../source-error.ts';

const attempts = 4;

export interface AskRequest extends SafeRequest {
  signal: AbortSignal;
  /** Whether an answer means "later"; by default 429 and from 500 on (Canvas throttles with 403). */
  isBusy?: (answer: SafeAnswer) => boolean;
}

/**
 * One request to a source. Where the source is busy or the connection breaks, it is repeated after the time that the source
 * asks for (Retry-After), or after about 1, 2 and 4 seconds. The caller handles every other status.
 * @throws SourceError `unreachable`, `busy` (with the time to come again), `redirected`, `answer-unusable` or
 * `address-refused`; the signal's reason when it was told to stop
 */
export type Ask = (address: string, request: AskRequest) => Promise<SafeAnswer>;

/**
 * @param fetch with the limits that suit a source
 * @param wait for tests
 */
export function createAsk(fetch: SafeFetch, wait: typeof pause = pause): Ask {
  return async (address, { isBusy = isBusyStatus, ...request }) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(address, request).catch((error: SafeFetchError) => error);
      request.signal.throwIfAborted();
      if (answer instanceof Error) {
        if (!isWorthAnotherTry(answer) || attempt === attempts) throw asSourceError(answer);
      } else if (!isBusy(answer)) return answer;
      const milliseconds = waitMilliseconds(retryAfter(answer), attempt);
      if (attempt === attempts || milliseconds > longestWaitMilliseconds)
        throw busyError(answer as SafeAnswer, address, milliseconds);
      await wait(milliseconds, undefined, { signal: request.signal });
    }
  };
}

function isBusyStatus({ status }: SafeAnswer): boolean {
  return status === 429 || status >= 500;
}

function isWorthAnotherTry(error: Error): boolean {
  return error instanceof SafeFetchError && error.code === 'unreachable';
}

function retryAfter(answer: SafeAnswer | Error): string | null {
  return answer instanceof Error ? null : (answer.headers['retry-after'] ?? null);
}

function busyError(answer: SafeAnswer, address: string, milliseconds: number): SourceError {
  // What was waited for as it asked and is busy still asks for nothing more.
  const asked = milliseconds > longestWaitMilliseconds;
  const { host } = new URL(address);
  const status = `${answer.status}`;
  return new SourceError(
    'busy',
    asked
      ? message('sourceError.busy.wait', { host, status })
      : message('sourceError.busy.times', { host, status, times: attempts }),
    message('sourceError.busy.cure'),
    asked ? { retryAfterMilliseconds: milliseconds, waitMayBeOfOnePart: isOfAnswer(answer.status) } : {},
  );
}

const cures: Readonly<Record<SafeFetchError['code'], readonly [code: string, cure: readonly Message[]]>> = {
  unreachable: ['unreachable', [message('sourceError.unreachable.cure')]],
  redirected: ['redirected', [message('sourceError.redirected.cure')]],
  'answer-not-json': ['answer-unusable', [message('sourceError.notJson.cure')]],
  'answer-too-large': ['answer-unusable', [message('sourceError.tooLarge.cure')]],
  'address-malformed': ['address-refused', [message('sourceError.malformed.cure')]],
  'address-password': ['address-refused', [message('sourceError.malformed.cure')]],
  'address-insecure': ['address-refused', [message('sourceError.insecure.cure')]],
  'address-private': ['address-refused', []],
};

function asSourceError(error: Error): Error {
  if (!(error instanceof SafeFetchError)) return error;
  const [code, cure] = cures[error.code];
  return new SourceError(code, error.sentences, cure, { cause: error });
}
