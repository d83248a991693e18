import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy, longestWaitMilliseconds, waitMilliseconds } from './retry.ts';
import { RosterError } from './roster-error.ts';

const timeoutMilliseconds = 15_000;
const attempts = 4;

export interface Answer {
  status: number;
  headers: Headers;
  /** Of a 200 only. */
  json: unknown;
}

/**
 * One request to a platform, tried again when the platform is busy or the connection breaks. Follows no redirect: a
 * token or an assertion goes to the named host only.
 * @param makeRequest called for each attempt: an assertion must not be used twice
 * @param maximumBytes of the answer's body, unpacked
 * @throws RosterError
 */
export async function send(
  address: string,
  makeRequest: () => RequestInit | Promise<RequestInit>,
  maximumBytes: number,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await exchange(address, await makeRequest(), maximumBytes);
    const broken = answer instanceof Error;
    if (!broken && !isBusy(answer.status)) return answer;
    const retryAfter = broken ? null : answer.headers.get('retry-after');
    const wait = waitMilliseconds(retryAfter, attempt);
    if (attempt === attempts || wait > longestWaitMilliseconds) {
      if (broken) throw new RosterError('platform-unreachable', '', { cause: answer });
      // Whoever says 403 and names no time means it.
      if (answer.status === 403 && retryAfter === null) return answer;
      throw new RosterError('platform-busy', `It answered ${answer.status}.`, {
        ...(retryAfter === null ? {} : { retryAfterMilliseconds: wait }),
      });
    }
    await sleep(wait);
  }
}

/** @returns an Error where the connection failed or broke off: that may be different the next time */
async function exchange(
  address: string,
  request: RequestInit,
  maximumBytes: number,
): Promise<Answer | Error> {
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const response = await fetch(address, { ...request, redirect: 'manual', signal });
    const { status, headers } = response;
    if (status === 200) return { status, headers, json: await readJson(response, maximumBytes) };
    await response.body?.cancel();
    if (status >= 300 && status < 400) throw new RosterError('redirected', `It answered ${status}.`);
    return { status, headers, json: undefined };
  } catch (error) {
    if (error instanceof RosterError) throw error;
    return error as Error;
  }
}

async function readJson(response: Response, maximumBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maximumBytes)
      throw new RosterError('answer-unusable', `It is larger than ${maximumBytes / 1024} KiB.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    // The cause would quote the answer, and with it perhaps a name.
    throw new RosterError('answer-unusable', error instanceof SyntaxError ? 'It is not JSON.' : '');
  }
}
