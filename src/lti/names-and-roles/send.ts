import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressRules } from '../safe-fetch/address-rules.ts';
import {
  createSafeFetch,
  type SafeAnswer,
  type SafeFetch,
  type SafeRequest,
} from '../safe-fetch/safe-fetch.ts';
import { SafeFetchError } from '../safe-fetch/safe-fetch-error.ts';
import { isBusy, isOfAnswer, longestWaitMilliseconds, waitMilliseconds } from './retry.ts';
import { answeredWith, RosterError } from './roster-error.ts';

const timeoutMilliseconds = 15_000;
const attempts = 4;

/**
 * Sends one request to a platform, and tries again when the platform is busy or the connection breaks. The address came
 * with a launch or a registration: it may not lead into our own network, and no redirect is followed, so that a token or
 * an assertion goes to the named host only.
 * @param makeRequest called for each attempt: an assertion must not be used twice
 * @throws RosterError
 */
export type Send = (
  address: string,
  makeRequest: () => SafeRequest | Promise<SafeRequest>,
) => Promise<SafeAnswer>;

/**
 * @param maximumBytes of the answer's body
 * @param pause for tests
 */
export function createSend(rules: AddressRules, maximumBytes: number, pause: typeof sleep = sleep): Send {
  const fetch = createSafeFetch(rules, { timeoutMilliseconds, maximumBytes, keepAlive: true });
  return async (address, makeRequest) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await exchange(fetch, address, await makeRequest());
      const broken = answer instanceof Error;
      if (!broken && !isBusy(answer.status)) return answer;
      const retryAfter = broken ? null : (answer.headers['retry-after'] ?? null);
      const wait = waitMilliseconds(retryAfter, attempt);
      if (attempt === attempts || wait > longestWaitMilliseconds) {
        if (broken) throw new RosterError('platform-unreachable', [], { cause: answer });
        // A platform that answers 403 and names no time refuses the request.
        if (answer.status === 403 && retryAfter === null) return answer;
        // What was waited for as it asked and is busy still asks for nothing more.
        throw new RosterError('platform-busy', [answeredWith(answer.status)], {
          ...(wait > longestWaitMilliseconds && {
            retryAfterMilliseconds: wait,
            waitMayBeOfOnePart: isOfAnswer(answer.status),
          }),
        });
      }
      await pause(wait);
    }
  };
}

const refusals: Readonly<Record<Exclude<SafeFetchError['code'], 'unreachable'>, RosterError['code']>> = {
  'address-malformed': 'address-unusable',
  'address-insecure': 'address-unusable',
  'address-password': 'address-unusable',
  'address-private': 'address-unusable',
  redirected: 'redirected',
  'answer-too-large': 'answer-unusable',
  'answer-not-json': 'answer-unusable',
};

/** @returns an Error where the connection failed or broke off, because the next attempt may succeed */
async function exchange(
  fetch: SafeFetch,
  address: string,
  request: SafeRequest,
): Promise<SafeAnswer | Error> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (!(error instanceof SafeFetchError) || error.code === 'unreachable') return error as Error;
    throw new RosterError(refusals[error.code], error.sentences);
  }
}
