import { type DestinationStream, type Logger, pino } from 'pino';
import { loggedError } from './logged-error.ts';

/** The log of a process: of errors it has what `loggedError` leaves. @param stream standard output, unless another is given */
export function createLog(level: string, stream?: DestinationStream): Logger {
  const options = { level, serializers: { err: loggedError } };
  return stream ? pino(options, stream) : pino(options);
}
