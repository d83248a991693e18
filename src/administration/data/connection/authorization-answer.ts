import type { Request } from 'express';
import type { Types } from 'mongoose';
import { issuePass, takePass } from '../../../lti/secrets/one-time-pass.ts';
import { administratorSecret } from '../../sign-in.ts';

const seconds = 15 * 60;

/** The institution and source that an answer of an LMS's authorization page is for. */
export interface Authorized {
  institution: string;
  source: string;
}

/**
 * The `state` of an authorization request (RFC 6749 §10.12). It is good once, within a quarter of an hour, and only in
 * the visit of the administrator who asked.
 */
export async function newState(req: Request, institutionId: Types.ObjectId, source: string): Promise<string> {
  const secret = await issuePass('authorization', seconds, boundTo(req, `${institutionId}`, source));
  return [institutionId, source, secret].join('.');
}

/** Reads a state and uses it up. Undefined: it belongs to another visit, was used before or has expired. */
export async function takeState(req: Request, state: string): Promise<Authorized | undefined> {
  const [institution = '', source = '', secret = ''] = state.split('.');
  const pass = await takePass('authorization', secret, boundTo(req, institution, source));
  return pass ? { institution, source } : undefined;
}

function boundTo(req: Request, institution: string, source: string): string {
  return JSON.stringify([institution, source, administratorSecret(req)]);
}

/** Error codes of an authorization response (RFC 6749 §4.1.2.1), in words. */
const refusals: Readonly<Record<string, string>> = {
  access_denied: 'It was declined in the LMS, so nothing has changed. Start again and allow it there.',
  unauthorized_client:
    'The LMS does not let this client ask. Check that its key is switched on for this account.',
  invalid_scope: 'The LMS does not grant what was asked for. Check the scopes of the key.',
  invalid_request:
    'The LMS did not understand the request. Check the client ID and the redirect address of the key.',
  unsupported_response_type: 'The LMS does not offer this way of granting access.',
  server_error: 'The LMS had a problem. Try again later.',
  temporarily_unavailable: 'The LMS is busy. Try again in a few minutes.',
};

export function refusalWords(error: string): string {
  return refusals[error] ?? 'The LMS granted no access, and did not say why. Check the settings of its key.';
}
