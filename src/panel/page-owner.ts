import { createHash, randomBytes } from 'node:crypto';
import type { Session } from '../../models/session.ts';

type Visitor = Pick<Session, 'institutionId' | 'learner'>;

/**
 * A mark in a page's addresses that says whom the page was made for. A browser has one session, that of its last launch:
 * a page that somebody left open must not delete, rate or show anything in the name of the next person. Other open pages
 * of the same person go on working. The mark is salted, so that a log of addresses does not tell people apart.
 */
export function ownerMark({ institutionId, learner = '' }: Visitor, salt = newSalt()): string {
  const hash = createHash('sha256').update(`${salt} ${institutionId} ${learner}`).digest('base64url');
  return `${salt}.${hash.slice(0, 22)}`;
}

export function isMarkedFor(visitor: Visitor, mark: unknown): boolean {
  return typeof mark === 'string' && mark === ownerMark(visitor, mark.split('.')[0]);
}

function newSalt(): string {
  return randomBytes(9).toString('base64url');
}
