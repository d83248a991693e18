import type { Request } from 'express';
import type { Session } from '../../../models/session.ts';
import { issuePass, takePass } from '../secrets/one-time-pass.ts';

/** The address of a file is opened as soon as the ticket is there. */
const ticketSeconds = 60;

/**
 * Stands for a visit in the address of one file, once. A browser that keeps no cookie would ask for the file as nobody, and
 * a page inside an LMS may save nothing that its script has fetched: the LMS's `frame-src` names no `blob:`.
 * @param path of the file
 */
export function issueFileTicket({ _id }: Session, path: string): Promise<string> {
  return issuePass('file', ticketSeconds, path, _id);
}

/** `Session._id` of the visit that the ticket in the address stands for; it is used up. Undefined where there is none. */
export async function takeFileTicket({ method, query, baseUrl, path }: Request): Promise<string | undefined> {
  const { ticket } = query;
  if (method !== 'GET' || typeof ticket !== 'string') return undefined;
  return (await takePass('file', ticket, `${baseUrl}${path}`))?.session;
}
