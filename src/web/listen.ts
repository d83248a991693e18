import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import express from 'express';
import { pageWords } from '../words/page-words.ts';
import { dropSlowBody } from './slow-bodies.ts';

/** Somebody may upload gigabytes over a slow line. */
const longestRequestMilliseconds = 3_600_000;
/** How long a stop waits for requests that have begun. Whoever stops the tool wants it to be gone within five seconds. */
const longestFinishMilliseconds = 3_000;
/** Headers are small, and come at once. */
const longestHeadersMilliseconds = 10_000;
/** A browser or a proxy may ask again on the same connection. */
const keptAliveMilliseconds = 10_000;
/** At the end of one answer; a download has eleven. */
const mostListeners = 30;
/** How often the limits are looked at. */
const lookEveryMilliseconds = 2_000;

/** The port cannot be opened; the message says why, and what to do. */
export class PortError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'PortError';
  }
}

export interface Listener {
  /** Sends requests to this listener from now on. Before, they are answered with 503. */
  handle(listener: RequestListener): void;
  /**
   * Answers on, and has everybody leave: /healthz says 503, so that a load balancer sends nobody any more, and each answer ends its
   * connection.
   */
  drain(): void;
  /** Takes no new connections, and lets the requests that have begun finish, for three seconds at most. */
  close(): Promise<void>;
}

/**
 * Opens a port. Done before anything else, so that a taken port is known at once and not after a long training.
 * @param setting the environment variable that chooses the port
 * @throws PortError
 */
export async function listen(port: number, setting: string, host?: string): Promise<Listener> {
  let handler: RequestListener = express()
    .disable('x-powered-by')
    .use((_req, res) => {
      res.status(503).set('Retry-After', '5').type('text/plain').send(pageWords(res).say('error.starting'));
    });
  const unanswered = new Set<ServerResponse>();
  let isLeaving = false;
  const server = createServer(
    {
      requestTimeout: longestRequestMilliseconds,
      headersTimeout: longestHeadersMilliseconds,
      keepAliveTimeout: keptAliveMilliseconds,
      connectionsCheckingInterval: lookEveryMilliseconds,
    },
    (req, res) => {
      if (isLeaving) endConnectionAfter(res);
      unanswered.add(res);
      // Whoever counts an answer waits for its end, and so does what sends it in pieces, at several places: Node.js warns after ten.
      res.setMaxListeners(mostListeners);
      res.once('close', () => unanswered.delete(res));
      dropSlowBody(req);
      if (isLeaving && req.url === '/healthz') sayStopping(res);
      else handler(req, res);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(explained(error, port, setting, host));
    });
    server.listen(port, host, resolve);
  });
  const drain = () => {
    isLeaving = true;
    for (const res of unanswered) endConnectionAfter(res);
  };
  return {
    handle(listener) {
      handler = listener;
    },
    drain,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      drain();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), longestFinishMilliseconds).unref();
      return closed;
    },
  };
}

/** What an error in opening a port means for whoever has set it. */
function explained(error: NodeJS.ErrnoException, port: number, setting: string, host?: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new PortError(
        `Port ${port} is taken by another program. Stop that one, or set ${setting} to a free port.`,
      );
    case 'EACCES':
      // Ports below 1024 are kept for the administrator of a machine, and Windows keeps others.
      return new PortError(
        `This account may not open port ${port}. Set ${setting} to another one, from 1024 on.`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
      return new PortError(
        `Port ${port} (${setting}) cannot be opened at ${host}, which is no address of this machine.`,
      );
    default:
      return error;
  }
}

function sayStopping(res: ServerResponse): void {
  res
    .writeHead(503, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ ok: false, code: 'stopping' }));
}

/** Has a client that keeps its connections open send its next request over a new one. Else a busy client would never leave. */
function endConnectionAfter(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader('Connection', 'close');
  else res.once('finish', () => res.req.socket.end());
}
