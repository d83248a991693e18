import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Served {
  /** No trailing slash. */
  url: string;
  close(): Promise<void>;
}

/** Serves what `build` makes of its own address, on a free port of `host`. */
export async function serve(
  build: (url: string) => RequestListener,
  host: 'localhost' | '127.0.0.1' = 'localhost',
): Promise<Served> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  server.on('request', build(url));
  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
