import { type RequestHandler, Router } from 'express';
import { message } from '../../messages/message.ts';
import { currentSession } from '../../web/current-session.ts';
import { pageWords } from '../../words/page-words.ts';
import { type Check, runChecks } from './run-checks.ts';

/** The self-test says how an institution is set up: only its administrators may see that. */
export class AdministratorsOnlyError extends Error {
  readonly status = 403;
  readonly code = 'administrators-only';
  readonly person = message('error.administratorsOnly');
  readonly staff = message('refusedWhy.notAdministrator');
}

/** The page's script reads it, to find out whether the browser keeps cookies here. */
const probeCookie = '__Host-nc-self-test=1; Path=/; Max-Age=60; Secure; SameSite=None; Partitioned';

/**
 * Shows whether an installation works: each check green or red, with its cure. To be mounted at /self-test behind a
 * middleware that sets `res.locals.session`. The page's script adds what only the browser knows.
 */
export function createSelfTest(checks: readonly Check[]): Router {
  const router = Router();
  router.use(administratorsOnly);
  router.get('/', async (_req, res) => {
    res.append('Set-Cookie', probeCookie);
    res.render('administration/self-test', {
      words: pageWords(res),
      results: await runChecks(checks, currentSession(res)),
    });
  });
  // The page's script asks for this: if it gets the answer, the browser has kept the visit.
  router.get('/browser', (_req, res) => void res.sendStatus(204));
  return router;
}

const administratorsOnly: RequestHandler = (_req, res, next) =>
  next(currentSession(res).role === 'administrator' ? undefined : new AdministratorsOnlyError());
