import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMilliseconds = 200;
const longestLookMilliseconds = 5_000;

export interface Balancer {
  url: string;
  /** Resolves when a process is sent people. */
  isServing(port: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Passes TCP connections on to processes by turns, as a load balancer does: to those whose /healthz says 200, asked five times a second,
 * and to another one where a connection is refused. It looks into no request, and sends none again.
 */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const healthy = new Set<number>();
  let running = true;
  let turn = 0;
  const looking = Promise.all(
    ports.map(async (port) => {
      while (running) {
        const isWell = await looksWell(port);
        if (isWell) healthy.add(port);
        else if (isWell === false) healthy.delete(port);
        await sleep(lookEveryMilliseconds);
      }
    }),
  );
  const server = createServer({ pauseOnConnect: true }, (client) => {
    turn++;
    const well = ports.filter((port) => healthy.has(port));
    // Where none seems well, as nginx and others do.
    const candidates = well.length > 0 ? well : ports;
    const first = turn % candidates.length;
    pass(client, [...candidates.slice(first), ...candidates.slice(0, first)]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async isServing(port) {
      while (!healthy.has(port)) await sleep(50);
    },
    async close() {
      running = false;
      server.close();
      await looking;
    },
  };
}

/** Undefined where it takes too long to say: a machine that is busy is no reason to send everybody elsewhere. */
async function looksWell(port: number): Promise<boolean | undefined> {
  const signal = AbortSignal.timeout(longestLookMilliseconds);
  try {
    const headers = { connection: 'close' };
    return (await fetch(`http://127.0.0.1:${port}/healthz`, { signal, headers })).ok;
  } catch {
    return signal.aborted ? undefined : false;
  }
}

/** To the first of the processes that takes the connection; where none does, the client's is closed. */
function pass(client: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) return void client.destroy();
  const refused = () => pass(client, others);
  const server = connect(port, '127.0.0.1', () => {
    server.removeListener('error', refused);
    client.pipe(server).pipe(client);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.once('close', () => other.destroy());
    }
  });
  server.once('error', refused);
}
