import { type Message, message } from '../messages/message.ts';

/** What the driver and mongoose call it when there is no server to talk to, or it went away amid a command. */
const namesOfAbsence = new Set([
  'MongoClientClosedError',
  'MongoExpiredSessionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoServerSelectionError',
  'MongoTopologyClosedError',
  'MongoWaitQueueTimeoutError',
  'MongooseServerSelectionError',
  'PoolClearedOnNetworkError',
]);
/**
 * Errors of a server that is closing, that is no longer (or not yet) the primary of its replica set, or that was started again
 * between two parts of an answer (43).
 */
const codesOfAbsence = new Set([43, 91, 189, 10_107, 11_600, 11_602, 13_435, 13_436]);

/** Errors of the system that the driver passes on as they are. */
const codesOfBrokenSockets = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

/** Whether something failed because the database was away: the same may succeed when it is back. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseAwayError) return true;
  const { name } = error;
  const code = 'code' in error ? error.code : undefined;
  return (
    namesOfAbsence.has(name) ||
    (name.startsWith('Mongo') && codesOfAbsence.has(code as number)) ||
    // A server's refusal has a number.
    (name === 'MongoBulkWriteError' && typeof code !== 'number') ||
    isBrokenSocketOfDriver(error, code) ||
    isDatabaseAway(error.cause)
  );
}

/** The broken socket of another service, such as an LMS, looks the same, but for where the error was made. */
function isBrokenSocketOfDriver({ stack = '' }: Error, code: unknown): boolean {
  return codesOfBrokenSockets.has(code as string) && /[\\/]mongodb[\\/]lib[\\/]/.test(stack);
}

/**
 * What came of a request that met no database. `notShown`: it only wanted to read. `notStored`: it was refused before it began.
 * `unknown`: it was broken off amid a write, which may have been stored although nobody could say so any more.
 */
export type AwayOutcome = 'notShown' | 'notStored' | 'unknown';

const told: Readonly<Record<AwayOutcome, Message>> = {
  notShown: message('error.databaseAway.text'),
  notStored: message('error.databaseAway.notStored'),
  unknown: message('error.databaseAway.unknown'),
};

/** A request cannot be answered at the moment; the error pages and the API know what to say. */
export class DatabaseAwayError extends Error {
  readonly code = 'database-away';
  readonly status = 503;
  readonly title = message('error.databaseAway.title');
  readonly person: Message;
  readonly staff = message('refusedWhy.databaseAway');
  /** When to ask again, seconds. */
  readonly afterSeconds = 5;

  constructor(outcome: AwayOutcome = 'notShown', options?: ErrorOptions) {
    super('the database does not answer', options);
    this.name = 'DatabaseAwayError';
    this.person = told[outcome];
  }
}
