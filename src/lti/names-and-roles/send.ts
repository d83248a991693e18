import { setTimeout as sleep } from 'node:timers/promises';
import { RosterError } from './roster-error.ts';

const timeoutMilliseconds = 15_000;
const maximumBytes = 20 * 2 ** 20;
const attempts = 4;
/** A platform may ask for more patience than a background run should have. */
const longestWaitMilliseconds = 30_000;

export interface Answer {
  status: number;
  headers: Headers;
  json: unknown;
}

/**
 * One request to a platform. Waits and tries again on 403, 429 and 5xx (Canvas throttles with 403), as long as
 * Retry-After asks, else 1, 2, 4 s with jitter. Follows no redirect: a token goes to the named host only.
 * @throws RosterError
 */
export async function send(address: string, init: RequestInit): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(address, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    }).catch((error) => {
      throw new RosterError('platform-unreachable', '', { cause: error });
    });
    const busy = response.status === 403 || response.status === 429 || response.status >= 500;
    if (!busy || attempt === attempts)
      return { status: response.status, headers: response.headers, json: await readJson(response) };
    await response.body?.cancel();
    await sleep(waitOf(response.headers, attempt));
  }
}

function waitOf(headers: Headers, attempt: number): number {
  const asked = Number(headers.get('retry-after') ?? Number.NaN) * 1000;
  const wait = Number.isFinite(asked) ? asked : 1000 * 2 ** (attempt - 1) * (0.5 + Math.random());
  return Math.min(wait, longestWaitMilliseconds);
}

async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maximumBytes) throw new RosterError('answer-unusable', 'It is larger than 20 MiB a page.');
    chunks.push(chunk);
  }
  if (!response.ok) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw new RosterError('answer-unusable', 'It is not JSON.', { cause: error });
  }
}
