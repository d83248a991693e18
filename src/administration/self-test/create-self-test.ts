import { type RequestHandler, type Response, Router } from 'express';
import type { Session } from '../../../models/session.ts';
import type { Check } from './check.ts';
import { AdministratorsOnlyError } from './errors.ts';
import { runChecks } from './run-checks.ts';

/** Readable by the page's script, which sees by it whether the browser keeps cookies here. */
const probeCookie = '__Host-nc-self-test=1; Path=/; Max-Age=60; Secure; SameSite=None; Partitioned';

/**
 * Whether an installation works, green or red with the cure for each. To be mounted at /self-test behind a middleware
 * that sets `res.locals.session`. What only the browser knows its script adds.
 */
export function createSelfTest(checks: readonly Check[]): Router {
  const router = Router();
  router.use(administratorsOnly);
  router.get('/', async (_req, res) => {
    res.append('Set-Cookie', probeCookie);
    res.render('administration/self-test', { results: await runChecks(checks, sessionOf(res)) });
  });
  // Asked by the page's script: whoever reads the answer has kept the visit.
  router.get('/browser', (_req, res) => void res.sendStatus(204));
  return router;
}

const administratorsOnly: RequestHandler = (_req, res, next) =>
  next(sessionOf(res).role === 'administrator' ? undefined : new AdministratorsOnlyError());

function sessionOf(res: Response): Session {
  return res.locals['session'] as Session;
}
