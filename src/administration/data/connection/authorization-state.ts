import type { Request } from 'express';
import type { Types } from 'mongoose';
import { issuePass, takePass } from '../../../lti/secrets/one-time-pass.ts';
import { administratorSecret } from '../../sign-in.ts';

const seconds = 15 * 60;

/** Of which institution and source an answer is that an LMS's authorization page sends back. */
export interface Authorized {
  institution: string;
  source: string;
}

/**
 * The `state` of an authorization request (RFC 6749 §10.12): good once, within a quarter of an hour, and only in the
 * administrator's own visit.
 */
export async function newState(req: Request, institutionId: Types.ObjectId, source: string): Promise<string> {
  const secret = await issuePass('authorization', seconds, boundTo(req, `${institutionId}`, source));
  return [institutionId, source, secret].join('.');
}

/** Uses it up. Undefined: it is not of this visit, was used or has expired. */
export async function takeState(req: Request, state: string): Promise<Authorized | undefined> {
  const [institution = '', source = '', secret = ''] = state.split('.');
  const pass = await takePass('authorization', secret, boundTo(req, institution, source));
  return pass ? { institution, source } : undefined;
}

function boundTo(req: Request, institution: string, source: string): string {
  return JSON.stringify([institution, source, administratorSecret(req)]);
}
