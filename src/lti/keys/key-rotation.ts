import type { Logger } from 'pino';
import type { ToolKeys } from './tool-keys.ts';

const day = 86_400_000;
const hour = 3_600_000;

/**
 * Looks once an hour whether the signing key is due for rotation. The processes look at slightly different times.
 * @param days that a key signs for
 * @returns what ends it; resolves once no rotation is running
 */
export function startKeyRotation(keys: ToolKeys, days: number, log: Logger): () => Promise<void> {
  let timer: NodeJS.Timeout;
  let ended = false;
  let last = look();
  async function look(): Promise<void> {
    try {
      if (await keys.rotateWhenDue(days * day)) log.info('a new signing key is published; it signs in a day');
    } catch (error) {
      log.error({ err: error }, 'the signing keys were not looked after');
    }
    if (ended) return;
    timer = setTimeout(
      () => {
        last = look();
      },
      hour * (0.9 + 0.2 * Math.random()),
    );
    timer.unref();
  }
  return async () => {
    ended = true;
    clearTimeout(timer);
    await last;
  };
}
