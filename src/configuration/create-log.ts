import { type DestinationStream, type Logger, pino } from 'pino';
import { currentCorrelationId } from '../correlation/correlation-id.ts';
import { loggedError } from './logged-error.ts';

/**
 * The log of a process: of errors it has what `loggedError` leaves, and in lines of a request, or of a job that it asked for, its id.
 * @param stream standard output, unless another is given
 */
export function createLog(level: string, stream?: DestinationStream): Logger {
  const options = {
    ...{ level, serializers: { err: loggedError } },
    mixin: () => {
      const correlationId = currentCorrelationId();
      return correlationId === undefined ? {} : { correlationId };
    },
  };
  return stream ? pino(options, stream) : pino(options);
}
