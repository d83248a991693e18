import type { RequestHandler } from 'express';
import { DatabaseAwayError } from '../database/database-away.ts';
import type { DatabaseWatch } from '../database/watch-database.ts';
import { isChange } from './is-change.ts';

/** Refuses requests while the database is away, at once instead of after the driver's patience. */
export function requireDatabase(database: Pick<DatabaseWatch, 'isThere'>): RequestHandler {
  return async (req, res, next) => {
    if (await database.isThere()) return next();
    // The page may be shown in any LMS's frame: it is not known yet in whose, and there is nothing on it to click.
    res.locals['frameAncestors'] ??= ['*'];
    next(new DatabaseAwayError(isChange(req) ? 'notStored' : 'notShown'));
  };
}
