import type { SafeAnswer } from '../../../../lti/safe-fetch/safe-fetch.ts';
import { message } from '../../../../messages/message.ts';
import { SourceError } from '../../../source-error.ts';
import type { ServiceSettings } from './settings.ts';

/** Parameters that a service may refuse, the least important one first. */
export const optionalParameters = ['fields', 'limit', 'sort', 'filter'] as const;
export type OptionalParameter = (typeof optionalParameters)[number];

/** Codes of the specification (imsx_codeMinorFieldValue). Nothing else of an answer is quoted, because it may name somebody. */
const knownCodes = [
  ...['fullsuccess', 'invalid_filter_field', 'invalid_selection_field', 'invalid_sort_field', 'invaliddata'],
  ...['unauthorisedrequest', 'unauthorized', 'forbidden', 'server_busy', 'unknownobject'],
  ...['internal_server_error', 'invalid_data', 'unknown_object'],
];
const parameters: Readonly<Record<string, OptionalParameter>> = {
  invalid_selection_field: 'fields',
  invalid_sort_field: 'sort',
  invalid_filter_field: 'filter',
};

/** The minor code of an error payload (imsx_StatusInfo), one of the specification's. */
export function statusCode(json: unknown): string | undefined {
  const outer = toObject(json);
  const info = outer['imsx_StatusInfo'] === undefined ? outer : toObject(outer['imsx_StatusInfo']);
  const { imsx_codeMinorField: fields } = toObject(info['imsx_CodeMinor'] ?? info['imsx_codeMinor']);
  const [first] = Array.isArray(fields) ? fields : [];
  const code = `${toObject(first)['imsx_codeMinorFieldValue'] ?? ''}`.toLowerCase();
  return knownCodes.find((known) => known === code);
}

/** The parameter that an answer refuses, where it names one. */
export function refusedParameter(code: string | undefined): OptionalParameter | undefined {
  return code === undefined ? undefined : parameters[code];
}

/** Turns an answer that is an error into words for an administrator. */
export function toRefusal(answer: SafeAnswer, asked: string, { root, scope }: ServiceSettings): SourceError {
  const code = statusCode(answer.json);
  const status = `${answer.status}`;
  const said = code
    ? message('oneRoster.answeredCode', { status, code, asked })
    : message('oneRoster.answered', { status, asked });
  switch (answer.status) {
    case 401:
      return new SourceError('token-refused', said, message('oneRoster.token.cure'));
    case 403:
      return new SourceError('forbidden', said, message('oneRoster.scope.cure', { scope }));
    case 404:
      return new SourceError(
        'not-found',
        said,
        message('oneRoster.notFound.cure', { path: `${new URL(root).pathname}/${asked}` }),
      );
    default:
      return new SourceError('answer-unusable', said, message('oneRoster.unusable.cure'));
  }
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
