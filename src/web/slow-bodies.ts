import type { IncomingMessage } from 'node:http';

/** Within so long, a body has to bring so much more, or to be complete. A modem brings ten times as much. */
const lookEveryMilliseconds = 10_000;
const leastBytes = 4_096;

/**
 * Ends the connection of a request whose body comes drop by drop: thousands of them would be held at no cost to whoever sends
 * them. A body that this server does not read at the moment, because its disk or its database is slow, may take its time.
 */
export function dropSlowBody(request: IncomingMessage): void {
  if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined)
    return;
  const { socket } = request;
  let before = socket.bytesRead;
  const timer = setInterval(() => {
    const came = socket.bytesRead - before;
    before = socket.bytesRead;
    if (request.complete) return clearInterval(timer);
    // What has come and is not read yet waits in the buffer.
    if (came < leastBytes && request.readableLength === 0) socket.destroy();
  }, lookEveryMilliseconds);
  timer.unref();
  request.once('close', () => clearInterval(timer));
}
