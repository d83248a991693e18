import { setTimeout as pause } from 'node:timers/promises';
import { longestWaitMilliseconds, waitMilliseconds } from '../../lti/names-and-roles/retry.ts';
import type { SafeAnswer, SafeFetch, SafeRequest } from '../../lti/safe-fetch/safe-fetch.ts';
import { SafeFetchError } from '../../lti/safe-fetch/safe-fetch-error.ts';
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
  const asked = retryAfter(answer) !== null;
  return new SourceError(
    'busy',
    `${new URL(address).host} answered ${answer.status}${asked ? ' and asks to wait' : ` ${attempts} times`}.`,
    'The next run goes on from here; if it stays so, ask its administrator what limits this tool.',
    asked ? { retryAfterMilliseconds: milliseconds } : {},
  );
}

const cures: Readonly<Record<SafeFetchError['code'], readonly [code: string, cure: string]>> = {
  unreachable: ['unreachable', 'Check that this server reaches it; the next run goes on from here.'],
  redirected: ['redirected', 'Enter the address that it redirects to.'],
  'answer-not-json': [
    'answer-unusable',
    'Check that the address is the one of the interface, not of a page.',
  ],
  'answer-too-large': ['answer-unusable', 'Check that the address is the one of the interface.'],
  'address-malformed': ['address-refused', 'Correct the address.'],
  'address-insecure': ['address-refused', 'Use its https address.'],
  'address-private': ['address-refused', ''],
};

function asSourceError(error: Error): Error {
  if (!(error instanceof SafeFetchError)) return error;
  const [code, cure] = cures[error.code];
  return new SourceError(code, error.message, cure, { cause: error });
}
