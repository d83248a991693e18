import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { loggedError } from '../configuration/logged-error.ts';
import { currentCorrelationId } from '../correlation/correlation-id.ts';
import { DatabaseAwayError, isDatabaseAway } from '../database/database-away.ts';
import { type Message, message, type Sentences } from '../messages/message.ts';
import { pageWords } from '../words/page-words.ts';
import { isChange } from './is-change.ts';

/** An error that says what to tell the person. Every room has its own. */
interface SpeakingError extends Error {
  status: number;
  code: string;
  /** For the reader. */
  person: Sentences;
  /** For administrators. */
  staff: Sentences;
  title?: Message;
  /** The same request may succeed after so many seconds. */
  afterSeconds?: number;
  /** The reader is certainly staff. */
  forStaff?: boolean;
  /** A form by which the person can send the request again. */
  retry?: { action: string; fields: Readonly<Record<string, string>> };
}

export const notFound: RequestHandler = (_req, res) => {
  const words = pageWords(res);
  res.status(404).render('web/error', {
    words,
    scheme: schemeOf(res),
    title: words.say('error.notFound.title'),
    person: words.say('error.notFound.text'),
    staff: undefined,
    code: 'not-found',
    correlationId: undefined,
    forStaff: false,
    retry: undefined,
    again: false,
  });
};

/** The last handler: shows a page in plain words and logs a line with the same correlation id. It never shows a stack. */
export function errorPages(log: Logger): ErrorRequestHandler {
  return (thrown: Error & { status?: number }, req, res, next) => {
    if (res.headersSent) return next(thrown);
    const error = brokenOff(thrown)
      ? new DatabaseAwayError(isChange(req) ? 'unknown' : 'notShown', { cause: thrown })
      : thrown;
    const correlationId = currentCorrelationId() ?? randomUUID();
    const speaking = isSpeaking(error) ? error : undefined;
    const status = speaking?.status ?? clientStatus(error.status) ?? 500;
    const entry = {
      correlationId,
      code: speaking?.code,
      status,
      method: req.method,
      path: req.path,
      err: loggedError(error),
    };
    if (status >= 500) log.error(entry, 'a request failed');
    else log.info(entry, 'a request was refused');
    if (speaking?.afterSeconds) res.set('Retry-After', `${speaking.afterSeconds}`);
    const person = speaking?.person ?? message(status >= 500 ? 'error.tryAgain' : 'error.notUnderstood');
    const words = pageWords(res);
    res.status(status).render('web/error', {
      words,
      scheme: schemeOf(res),
      title: words.tell(speaking?.title ?? message(status >= 500 ? 'error.failed' : 'error.refused')),
      person: words.tell(person),
      staff: speaking && words.tell(speaking.staff),
      code: speaking?.code ?? 'unexpected',
      correlationId,
      forStaff: speaking?.forStaff ?? false,
      retry: speaking?.retry,
      again: speaking?.afterSeconds !== undefined && req.method === 'GET',
    });
  };
}

/**
 * Light or dark as the computer is where the page fills a window of its own and belongs to no visit. In a frame it is a part of
 * the LMS, and a visit has a look of its own: partials/head.ejs knows both.
 */
function schemeOf(res: Response): unknown {
  const { scheme, session, look } = res.locals;
  const isOwnWindow = res.req.get('Sec-Fetch-Dest') === 'document';
  return scheme ?? (isOwnWindow && !session && !look ? 'system' : undefined);
}

/** Whether the database went away after the request had begun. */
function brokenOff(error: Error): boolean {
  return !(error instanceof DatabaseAwayError) && isDatabaseAway(error);
}

function isSpeaking(error: Error): error is SpeakingError {
  return 'person' in error && 'staff' in error && 'code' in error && 'status' in error;
}

/** Express's own refusals (a body that is too large, a path that is no URI) carry a 4xx status. */
function clientStatus(status: number | undefined): number | undefined {
  return status !== undefined && status >= 400 && status < 500 ? status : undefined;
}
