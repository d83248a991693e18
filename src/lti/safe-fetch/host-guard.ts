import { BoundedMap } from '../../values/bounded-map.ts';
import { SafeFetchError } from './safe-fetch-error.ts';

/** Anybody may name hosts. One takes some 200 bytes. */
const mostHosts = 1_000;

export interface HostLimits {
  /** So many requests to one host are on their way at a time; the others wait. */
  atOnce: number;
  /** How long one may wait for its turn; milliseconds, as all that follows. */
  longestWait: number;
  /** A host that gave so many times in a row no answer … */
  failures: number;
  /** … for so long, … */
  failingFor: number;
  /** … is not asked for so long. Then one request tries, and the others follow when it has an answer. */
  rest: number;
}

export const usualLimits: HostLimits = {
  ...{ atOnce: 8, longestWait: 60_000 },
  ...{ failures: 5, failingFor: 20_000, rest: 10_000 },
};

interface Host {
  working: number;
  waiting: (() => void)[];
  /** In a row. */
  failures: number;
  /** When the first of them was begun. */
  failingSince: number;
  /** Until then nobody asks. */
  restsUntil: number;
  /** Somebody tries whether it answers again. */
  isTried: boolean;
}

/**
 * Keeps hosts apart: one that is slow holds no more than so many requests (a bulkhead), and one that gives no answer is left
 * alone for a while, so that nobody waits for it request after request (a circuit breaker, for each host). An answer that says no is an
 * answer. What a busy host asks for is another matter (`Retry-After`), and so is a single failure, which its caller repeats.
 */
export class HostGuard {
  readonly #hosts = new BoundedMap<string, Host>(mostHosts);
  readonly #limits: HostLimits;
  readonly #now: () => number;

  /** @param now milliseconds that only go forward */
  constructor(limits = usualLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  /**
   * @param ask fails with a SafeFetchError `unreachable` where the host gave no answer
   * @param signal of whoever asked; that they gave up says nothing of the host
   * @throws SafeFetchError `unreachable` where the host is left alone, or the turn does not come
   */
  async run<Answer>(
    name: string,
    signal: AbortSignal | undefined,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    const host = this.#hostOf(name);
    const isTrial = this.#begin(host, name);
    try {
      await this.#turn(host, name, signal);
      const began = this.#now();
      try {
        const answer = await ask();
        this.#answered(host);
        return answer;
      } catch (error) {
        if (!(error instanceof SafeFetchError) || error.code !== 'unreachable') this.#answered(host);
        else if (!signal?.aborted) this.#failed(host, began);
        throw error;
      } finally {
        host.working--;
        host.waiting.shift()?.();
      }
    } finally {
      if (isTrial) host.isTried = false;
    }
  }

  #hostOf(name: string): Host {
    const known = this.#hosts.get(name);
    const host = known ?? {
      ...{ working: 0, waiting: [], failures: 0, failingSince: 0 },
      ...{ restsUntil: Number.NEGATIVE_INFINITY, isTried: false },
    };
    // The one asked longest ago makes room for another.
    this.#hosts.set(name, host);
    return host;
  }

  /** @returns whether it is the one that tries */
  #begin(host: Host, name: string): boolean {
    if (host.restsUntil === Number.NEGATIVE_INFINITY) return false;
    if (host.isTried || this.#now() < host.restsUntil)
      throw new SafeFetchError('unreachable', name, {
        cause: 'It gave no answer lately, and is asked again in a moment.',
      });
    host.isTried = true;
    return true;
  }

  async #turn(host: Host, name: string, signal: AbortSignal | undefined): Promise<void> {
    if (host.working < this.#limits.atOnce) {
      host.working++;
      return;
    }
    const late = AbortSignal.timeout(this.#limits.longestWait);
    const given = signal ? AbortSignal.any([signal, late]) : late;
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        given.removeEventListener('abort', giveUp);
        host.working++;
        resolve();
      };
      const giveUp = () => {
        host.waiting.splice(host.waiting.indexOf(begin), 1);
        reject(new SafeFetchError('unreachable', name, { cause: given.reason }));
      };
      if (given.aborted) return giveUp();
      given.addEventListener('abort', giveUp, { once: true });
      host.waiting.push(begin);
    });
  }

  #answered(host: Host): void {
    host.failures = 0;
    host.restsUntil = Number.NEGATIVE_INFINITY;
  }

  #failed(host: Host, began: number): void {
    if (host.failures === 0) host.failingSince = began;
    else host.failingSince = Math.min(host.failingSince, began);
    host.failures++;
    const { failures, failingFor, rest } = this.#limits;
    if (host.failures >= failures && this.#now() - host.failingSince >= failingFor)
      host.restsUntil = this.#now() + rest;
  }
}
