import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMilliseconds = 200;

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
        const signal = AbortSignal.timeout(2_000);
        const isWell = await fetch(`http://127.0.0.1:${port}/healthz`, {
          signal,
          headers: { connection: 'close' },
        }).then(
          (answer) => answer.ok,
          () => false,
        );
        if (isWell) healthy.add(port);
        else healthy.delete(port);
        await sleep(lookEveryMilliseconds);
      }
    }),
  );
  const server = createServer({ pauseOnConnect: true }, (client) => {
    turn++;
    const candidates = ports.filter((port) => healthy.has(port));
    const first = turn % Math.max(1, candidates.length);
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
