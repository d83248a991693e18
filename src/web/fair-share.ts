import type { Request, RequestHandler, Response } from 'express';
import { message } from '../messages/message.ts';

/** What one visitor may ask of this process. */
export interface Share {
  /** Requests that may come in one moment. */
  burst: number;
  /** How many more may come each minute. */
  perMinute: number;
  /** So many are worked on at a time; the others wait for their turn. */
  atOnce: number;
}

/** A visitor asks faster than a person does. */
export class TooFastError extends Error {
  readonly code = 'too-fast';
  readonly status = 429;
  readonly person = message('error.tooFast');
  readonly staff = message('refusedWhy.tooFast');

  constructor() {
    super('Too many requests of one visitor. Wait as long as Retry-After says, and send it again.');
    this.name = 'TooFastError';
  }
}

interface Visitor {
  /** Requests that may still come now, and when that was counted. */
  left: number;
  at: number;
  working: number;
  waiting: (() => void)[];
}

const minute = 60_000;

/**
 * Gives each visitor a share of this process, so that one of them, or a script in one browser, slows nobody but itself. What
 * comes faster than the share allows is refused with 429; what is allowed and comes at once is worked on one after the other,
 * so that other people's requests come in between.
 * @param visitorOf names who asks; a person with several visits is one
 * @param now milliseconds that only go forward
 */
export function fairShare(
  visitorOf: (req: Request, res: Response) => string,
  { burst, perMinute, atOnce }: Share,
  now: () => number = () => performance.now(),
): RequestHandler {
  const visitors = new Map<string, Visitor>();
  let cleanedAt = now();
  const forgetIdle = () => {
    if (now() - cleanedAt < minute) return;
    cleanedAt = now();
    for (const [key, { at, working }] of visitors)
      if (working === 0 && ((now() - at) / minute) * perMinute >= burst) visitors.delete(key);
  };
  return (req, res, next) => {
    forgetIdle();
    const key = visitorOf(req, res);
    const visitor = visitors.get(key) ?? { left: burst, at: now(), working: 0, waiting: [] };
    visitors.set(key, visitor);
    visitor.left = Math.min(burst, visitor.left + ((now() - visitor.at) / minute) * perMinute);
    visitor.at = now();
    if (visitor.left < 1) {
      res.set('Retry-After', `${Math.ceil(((1 - visitor.left) / perMinute) * 60)}`);
      return next(new TooFastError());
    }
    visitor.left--;
    const begin = () => {
      visitor.working++;
      // Also where the browser has gone before its turn came.
      if (res.closed) return end();
      res.once('close', end);
      next();
    };
    const end = () => {
      visitor.working--;
      visitor.waiting.shift()?.();
    };
    if (visitor.working < atOnce) begin();
    else visitor.waiting.push(begin);
  };
}
