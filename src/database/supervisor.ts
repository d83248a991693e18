import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EngineChild } from './engine-child.ts';

const shortestBackOffMilliseconds = 100;
const longestBackOffMilliseconds = 5_000;

export interface Supervisor {
  /** Process id of the engine that serves, or of the last one that did. */
  pid(): number;
  /** Resolves when the engine is gone. No other one is started. */
  stop(): Promise<void>;
}

/**
 * Keeps an engine running. When it ends, `start` is called, again and again at growing intervals, until it succeeds.
 * @param child the first engine, which serves already
 */
export function supervise(
  child: EngineChild,
  start: () => Promise<EngineChild>,
  log: Pick<Logger, 'error' | 'info'>,
): Supervisor {
  const stopping = new AbortController();
  const watching = watch();
  return {
    pid: () => child.pid,
    async stop() {
      stopping.abort();
      await child.stop();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    for (;;) {
      const ended = await child.ended;
      if (stopping.signal.aborted) return;
      log.error({ ended }, 'the embedded database ended; starting it again');
      const next = await startUntilItServes();
      if (next === undefined) return;
      child = next;
      log.info('the embedded database serves again');
      if (stopping.signal.aborted) await child.stop();
    }
  }

  /** Undefined when told to stop. */
  async function startUntilItServes(): Promise<EngineChild | undefined> {
    for (let wait = shortestBackOffMilliseconds; ; wait = Math.min(2 * wait, longestBackOffMilliseconds)) {
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return undefined;
      try {
        return await start();
      } catch (error) {
        log.error(`${(error as Error).message} Trying again.`);
      }
    }
  }
}
