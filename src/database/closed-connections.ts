import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

/** What is used of the driver's own class; it is exported to nobody. */
interface DriverConnection {
  closed: boolean;
  socket: EventEmitter;
  cleanup(error: Error): void;
}

const require = createRequire(createRequire(import.meta.url).resolve('mongoose'));
const { Connection } = require('mongodb/lib/cmap/connection.js') as {
  Connection: { prototype: DriverConnection };
};

const { prototype } = Connection;
const { cleanup } = prototype;

/**
 * Has a command fail that was written to a connection as it closed. The driver (7.8, and 7.9) waits until the socket has drained; one
 * whose other side has gone never does, says no error, and so the command waits for ever, whatever limits of time are set: `timeoutMS`
 * does nothing in this version, and `socketTimeoutMS` is not counted on a socket that is closed. Woken, the driver sees that the connection
 * is closed, and fails with a MongoNetworkError as for every other command on it.
 */
prototype.cleanup = function (error) {
  const isFirst = !this.closed;
  cleanup.call(this, error);
  if (isFirst) this.socket.emit('drain');
};
