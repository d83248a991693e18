import { ownWords, quoted } from '../../../../lti/safe-fetch/own-words.ts';
import type { SafeAnswer } from '../../../../lti/safe-fetch/safe-fetch.ts';
import { type Message, message } from '../../../../messages/message.ts';
import type { Ask } from '../../../http/ask.ts';
import { SourceError } from '../../../source-error.ts';
import type { ServiceSettings } from './settings.ts';

/**
 * An access token by client credentials (RFC 6749 §4.4; 1EdTech Security Framework 1.1 §4.1: Basic authentication). Some services
 * know the client only by the form (§2.3.1 allows both), so where Basic is refused the form is tried.
 * @throws SourceError that has the service's own words
 */
export async function fetchToken(ask: Ask, settings: ServiceSettings, signal: AbortSignal): Promise<string> {
  const byBasic = await request(ask, settings, signal, 'basic');
  const token = tokenIn(byBasic);
  if (token !== undefined) return token;
  if (!isClientRefused(byBasic))
    throw toError(byBasic, settings, answeredTo(byBasic, settings, 'oneRoster.tokenAnswered'));
  const byForm = await request(ask, settings, signal, 'form');
  const second = tokenIn(byForm);
  if (second !== undefined) return second;
  if (!isClientRefused(byForm))
    throw toError(byForm, settings, answeredTo(byForm, settings, 'oneRoster.tokenAnswered.form'));
  throw toError(byBasic, settings, [
    ...answeredTo(byBasic, settings, 'oneRoster.tokenAnswered.basic'),
    ...answeredTo(byForm, settings, 'oneRoster.tokenAnswered.fields'),
  ]);
}

function request(
  ask: Ask,
  { tokenUrl, clientId, secret, scope }: ServiceSettings,
  signal: AbortSignal,
  way: 'basic' | 'form',
): Promise<SafeAnswer> {
  const client = Buffer.from(`${encoded(clientId)}:${encoded(secret)}`).toString('base64');
  const form = { grant_type: 'client_credentials', scope };
  return ask(tokenUrl, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(way === 'basic' && { Authorization: `Basic ${client}` }),
    },
    body: new URLSearchParams(
      way === 'basic' ? form : { ...form, client_id: clientId, client_secret: secret },
    ).toString(),
    findsJson: true,
    signal,
  });
}

function tokenIn({ status, json }: SafeAnswer): string | undefined {
  const { access_token: token } = (json ?? {}) as Record<string, unknown>;
  return status >= 200 && status < 300 && typeof token === 'string' && token !== '' ? token : undefined;
}

/**
 * 401 as §5.2 asks for, or 400; a service that misses the form's fields may call it an invalid request, or give its error with a
 * status of its own.
 */
function isClientRefused({ status, json }: SafeAnswer): boolean {
  const error = errorIn(json);
  if (error === 'invalid_scope' || status === 404 || status === 429) return false;
  return (status >= 400 && status < 500) || (status < 300 && typeof error === 'string');
}

/** What was answered, and in what words. */
function answeredTo(
  answer: SafeAnswer,
  settings: ServiceSettings,
  key: `oneRoster.tokenAnswered${'' | '.form' | '.basic' | '.fields'}`,
): readonly Message[] {
  return [message(key, { status: `${answer.status}` }), ...quoted(wordsOf(answer, settings))];
}

function toError(answer: SafeAnswer, settings: ServiceSettings, said: readonly Message[]): SourceError {
  const { scope } = settings;
  if (errorIn(answer.json) === 'invalid_scope')
    return new SourceError(
      'forbidden',
      [message('oneRoster.scopeRefused'), ...quoted(wordsOf(answer, settings))],
      message('oneRoster.scope.cure', { scope }),
    );
  if (isClientRefused(answer))
    return new SourceError('token-refused', said, message('oneRoster.client.cure'));
  return new SourceError(
    'answer-unusable',
    [...said, message('oneRoster.noToken')],
    message('oneRoster.tokenAddress.cure'),
  );
}

function errorIn(json: unknown): unknown {
  return ((json ?? {}) as Record<string, unknown>)['error'];
}

/** Of a success that lacks the token nothing is quoted. */
function wordsOf({ status, json }: SafeAnswer, { secret }: ServiceSettings): string {
  return status < 400 ? '' : ownWords(json, [secret, encoded(secret)]);
}

/** §2.3.1: both parts as in a form. */
function encoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
