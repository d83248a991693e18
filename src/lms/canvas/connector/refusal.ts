import type { SafeAnswer } from '../../../lti/safe-fetch/safe-fetch.ts';
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
  if (isScopeMissing(json))
    return new SourceError(
      'scope-missing',
      `Canvas does not let this tool use ${scopes[scope]}.`,
      'Add it to the scopes of the developer key, then press “Allow in Canvas” again.',
    );
  if (isTokenRefused(answer))
    return new SourceError(
      'token-refused',
      'Canvas refuses even a new token.',
      'Press “Allow in Canvas” again; see that the developer key is switched on.',
    );
  if (status === 401 || status === 403)
    return new SourceError(
      'not-permitted',
      `Canvas answered ${status} to ${scopes[scope]}.`,
      'Let an administrator of the account allow it, whose role may see courses, users and grades.',
    );
  if (status === 404)
    return new SourceError(
      'not-found',
      `Canvas answered 404 to ${scopes[scope]}.`,
      'Check the number of the account, and that Canvas is new enough.',
    );
  return new SourceError(
    'answer-unusable',
    `Canvas answered ${status} to ${scopes[scope]}.`,
    'Try again; if it stays so, ask its operator.',
  );
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
