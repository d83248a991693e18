import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { withCorrelationId } from '../correlation/correlation-id.ts';

/** What a reverse proxy may have called it. Anything else is not taken over, for it goes into the log. */
const usable = /^[\w.-]{8,64}$/;

/** Gives every request an id, that of its header `X-Request-Id` where a reverse proxy has set one, and says it in the answer. */
export const giveCorrelationId: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id');
  const id = given !== undefined && usable.test(given) ? given : randomUUID();
  res.set('X-Request-Id', id);
  withCorrelationId(id, () => next());
};
