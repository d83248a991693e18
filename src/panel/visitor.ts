import type { Response } from 'express';
import type { Session } from '../../models/session.ts';
import { currentSession } from '../web/current-session.ts';
import type { LearnerRef } from './learner-ref.ts';
import { RefusedError } from './refused-error.ts';

/** Whether the visitor may come to take what is shown; not staff, observers and test students, whom nobody enrols here. */
export function isLearner({ role }: Pick<Session, 'role'>): boolean {
  return role === 'learner';
}

/** The learner that the panel is about; undefined for staff, observers and test students, and for an anonymous launch. */
export function panelLearner(session: Session): LearnerRef | undefined {
  return isLearner(session) && session.learner !== undefined
    ? { institutionId: session.institutionId, learner: session.learner }
    : undefined;
}

export function isStaff({ role }: Pick<Session, 'role'>): boolean {
  return role === 'instructor' || role === 'administrator';
}

/** Who looks with the eyes of a student of whom nothing is known: staff, and the test student as whom they open a course. */
export function looksAsNewStudent(session: Pick<Session, 'role'>): boolean {
  return isStaff(session) || session.role === 'testStudent';
}

/**
 * Whose plan, lists and standing to courses the visit shows; nobody's of who objects. Who has paused suggestions keeps all of that:
 * pausing means that nothing known about them decides what is suggested, and that they store nothing but what is theirs.
 */
export function readOwner(res: Response): LearnerRef | undefined {
  return hasObjected(res) ? undefined : panelLearner(currentSession(res));
}

/** @throws RefusedError that says why there is none */
export function requireOwner(res: Response): LearnerRef {
  const session = currentSession(res);
  const learner = panelLearner(session);
  if (learner === undefined) throw new RefusedError(nobody(session));
  if (hasObjected(res)) throw new RefusedError('off');
  return learner;
}

/** Why a visit has no learner. */
export function nobody(session: Pick<Session, 'role'>): 'anonymous' | 'notLearner' {
  return isLearner(session) ? 'anonymous' : 'notLearner';
}

function hasObjected({ locals }: Response): boolean {
  return locals['isOff'] === true && locals['isPaused'] !== true;
}

/** Whom suggestions are made for, and what they do is stored for; nobody who objects to that or has paused it. */
export function readLearner(res: Response): LearnerRef | undefined {
  return res.locals['isOff'] === true ? undefined : panelLearner(currentSession(res));
}

/** @throws RefusedError that says why there is none */
export function requireLearner(res: Response): LearnerRef {
  const owner = requireOwner(res);
  if (res.locals['isPaused'] === true) throw new RefusedError('paused');
  return owner;
}
