import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * From the system's own range (32768 to 60999 on Linux, 49152 and up elsewhere) any connection that a process beside opens may take a port
 * between its choice and its use, or while what uses it is started again. Browsers and fetch refuse some ports up to 10080.
 */
const [first, end] = [20_000, 32_768];

/** A port that nothing listens on, and that the system gives to nobody who asks for just any. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(first, end);
    const server = createServer().listen(port);
    const isFree = await Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ]);
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
