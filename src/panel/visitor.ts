import type { Response } from 'express';
import type { Session } from '../../models/session.ts';
import { currentSession } from '../web/current-session.ts';
import type { LearnerRef } from './learner-ref.ts';
import { PanelError } from './panel-error.ts';

/** The learner that the panel is about; undefined for staff, for observers and for an anonymous launch. */
export function panelLearner(session: Session): LearnerRef | undefined {
  return session.role === 'learner' && session.learner !== undefined
    ? { institutionId: session.institutionId, learner: session.learner }
    : undefined;
}

export function isStaff({ role }: Pick<Session, 'role'>): boolean {
  return role === 'instructor' || role === 'administrator';
}

/** Whom the visit is about, unless they object to that or have paused it. */
export function readLearner(res: Response): LearnerRef | undefined {
  return res.locals['isOff'] === true ? undefined : panelLearner(currentSession(res));
}

/** @throws PanelError that says why the visit is about no learner */
export function requireLearner(res: Response): LearnerRef {
  const learner = panelLearner(currentSession(res));
  if (learner === undefined) throw PanelError.anonymous();
  if (res.locals['isPaused'] === true) throw PanelError.paused();
  if (res.locals['isOff'] === true) throw PanelError.off();
  return learner;
}
