import type { RequestHandler } from 'express';
import { DatabaseAwayError } from '../database/database-away.ts';
import type { DatabaseWatch } from '../database/watch-database.ts';

/** Whether this process can answer requests: 200, or 503 with the reason's code. For load balancers and `npm run doctor`. */
export function health(database: Pick<DatabaseWatch, 'answers'> | undefined): RequestHandler {
  return async (_req, res) => {
    if (!database || (await database.answers())) {
      res.json({ ok: true });
      return;
    }
    const { status, code, afterSeconds } = new DatabaseAwayError();
    res.status(status).set('Retry-After', `${afterSeconds}`).json({ ok: false, code });
  };
}
