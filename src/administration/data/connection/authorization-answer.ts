import type { Request } from 'express';
import type { Types } from 'mongoose';
import { issuePass, takePass } from '../../../lti/secrets/one-time-pass.ts';
import { type Message, message } from '../../../messages/message.ts';
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

/** Error codes of an authorization response (RFC 6749 §4.1.2.1) that have a message. */
const refusals = [
  ...(['access_denied', 'unauthorized_client', 'invalid_scope', 'invalid_request'] as const),
  ...(['unsupported_response_type', 'server_error', 'temporarily_unavailable'] as const),
];

export function refusalMessage(error: string): Message {
  return message(`administration.data.refused.${refusals.find((known) => known === error) ?? 'other'}`);
}
