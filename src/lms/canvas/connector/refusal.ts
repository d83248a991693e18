import type { SafeAnswer } from '../../../lti/safe-fetch/safe-fetch.ts';
import { message } from '../../../messages/message.ts';
import { SourceError } from '../../../sync/source-error.ts';
import { type Scope, scopes } from './scopes.ts';

/**
 * Canvas also answers 401 where the token is valid and its owner lacks a right, but then without this header ("OAuth2
 * Overview").
 */
export function isTokenRefused({ status, headers, json }: SafeAnswer): boolean {
  return status === 401 &&
    (headers['www-authenticate'] !== undefined || /access token/i.test(firstError(json)))
    ? !isScopeMissing(json)
    : false;
}

/** What an answer means that is neither a success nor a request to come again later. */
export function refusalOf(answer: SafeAnswer, scope: Scope): SourceError {
  const { status, json } = answer;
  const said = message('canvas.answered', { status: `${status}`, scope: scopes[scope] });
  if (isScopeMissing(json))
    return new SourceError(
      'scope-missing',
      message('canvas.scopeMissing', { scope: scopes[scope] }),
      message('canvas.scopeMissing.cure'),
    );
  if (isTokenRefused(answer))
    return new SourceError(
      'token-refused',
      message('canvas.tokenRefused'),
      message('canvas.tokenRefused.cure'),
    );
  if (status === 401 || status === 403)
    return new SourceError('not-permitted', said, message('canvas.notPermitted.cure'));
  if (status === 404) return new SourceError('not-found', said, message('canvas.notFound.cure'));
  return new SourceError('answer-unusable', said, message('canvas.unusable.cure'));
}

/** Errors about one thing, while others may be readable. A missing scope concerns everything. */
export function isRefusal(error: unknown): error is SourceError {
  return error instanceof SourceError && ['not-permitted', 'not-found'].includes(error.code);
}

function isScopeMissing(json: unknown): boolean {
  return /insufficient scopes/i.test(firstError(json));
}

/** `{"errors":[{"message":"…"}]}` */
function firstError(json: unknown): string {
  const { errors } = (json ?? {}) as { errors?: unknown };
  const [first] = Array.isArray(errors) ? errors : [];
  const { message } = (first ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : '';
}
