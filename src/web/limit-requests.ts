import type { RequestHandler } from 'express';
import { message } from '../messages/message.ts';

const windowMilliseconds = 60_000;

/** A client asks faster than a person does. */
export class TooManyRequestsError extends Error {
  readonly code = 'too-many-requests';
  readonly status = 429;
  readonly person = message('error.tooMany');
  readonly staff = message('refusedWhy.tooMany');
}

/** Lets a client (an IP address, an IPv6 network of 64 bits) through `perMinute` times a minute, in this process. */
export function limitRequests(perMinute: number): RequestHandler {
  let counts = new Map<string, number>();
  let windowEnds = 0;
  return (req, res, next) => {
    const now = Date.now();
    if (now >= windowEnds) {
      counts = new Map();
      windowEnds = now + windowMilliseconds;
    }
    const client = clientNetwork(req.ip ?? '');
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    if (count <= perMinute) return next();
    res.set('Retry-After', String(Math.ceil((windowEnds - now) / 1000)));
    // The page may be shown in any LMS's frame: it is not known yet in whose, and there is nothing on it to click.
    res.locals['frameAncestors'] ??= ['*'];
    next(new TooManyRequestsError());
  };
}

/** An IPv6 address stands for its /64 network: one subscriber has a whole one. */
function clientNetwork(ip: string): string {
  if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const groups = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const zeros = ip.includes('::') ? 8 - groups.length - last.length : 0;
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...last].slice(0, 4).join(':');
}
