import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<string>();

/** Answers a request whose lines of the log, and the jobs that it asks for, have an id in common. */
export function withCorrelationId(id: string, answer: () => void): void {
  requests.run(id, answer);
}

/** The id of the request that is being answered; undefined where it is none. */
export function currentCorrelationId(): string | undefined {
  return requests.getStore();
}
