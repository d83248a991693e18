import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<string | undefined>();

/**
 * Answers a request, or does what one has asked for: lines of the log, and jobs that are asked for, have its id in common.
 * @param id undefined: no request has asked for it, whoever calls this
 */
export function withCorrelationId<Result>(id: string | undefined, act: () => Result): Result {
  return requests.run(id, act);
}

/** The id of the request that is being answered; undefined where it is none. */
export function currentCorrelationId(): string | undefined {
  return requests.getStore();
}
