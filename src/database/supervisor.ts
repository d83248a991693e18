import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EngineChild } from './engine-child.ts';

const askEveryMilliseconds = 1_000;
/**
 * So many questions in a row without an answer, and an engine is given up. One is not enough: the machine, or this process,
 * may have been busy with something else for a moment.
 */
const mostUnanswered = 2;

const shortestBackOffMilliseconds = 100;
const longestBackOffMilliseconds = 5_000;

export interface Supervisor {
  /** Process id of the engine that serves, or of the last one that did. */
  pid(): number;
  /** Resolves when the engine is gone. No other one is started. */
  stop(): Promise<void>;
}

/**
 * Keeps an engine running. Each second it is asked whether it still answers, and one that does not is killed. When it has
 * ended, `start` is called, again and again at growing intervals, until it succeeds. An engine that is starting is not asked:
 * to recover a large journal may take it long.
 * @param child the first engine, which serves already
 * @param answers asks the engine that serves now; resolves within a bounded time
 */
export function supervise(
  child: EngineChild,
  start: () => Promise<EngineChild>,
  answers: () => Promise<boolean>,
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
      const ended = await endOf(child);
      if (stopping.signal.aborted) return;
      log.error({ ended }, 'the embedded database ended; starting it again');
      const next = await startUntilItServes();
      if (next === undefined) return;
      child = next;
      if (stopping.signal.aborted) await child.stop();
      else if (await answers()) log.info('the embedded database serves again');
    }
  }

  /** Waits for the end of an engine, and brings it about where it does not answer. */
  async function endOf(engine: EngineChild): Promise<string> {
    const gone = new AbortController();
    const asking = killWhenSilent(engine, AbortSignal.any([stopping.signal, gone.signal]));
    const ended = await engine.ended;
    gone.abort();
    await asking;
    return ended;
  }

  async function killWhenSilent(engine: EngineChild, over: AbortSignal): Promise<void> {
    for (let unanswered = 0; unanswered < mostUnanswered; ) {
      await sleep(askEveryMilliseconds, undefined, { signal: over }).catch(() => {});
      if (over.aborted) return;
      unanswered = (await answers()) ? 0 : unanswered + 1;
      if (over.aborted) return;
    }
    log.error('the embedded database does not answer; it is replaced');
    engine.kill();
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
