import express, { type Request, type Response, Router } from 'express';
import type { Types } from 'mongoose';
import type { Session } from '../../models/session.ts';
import type { Recommendation } from '../recommendations/recommendation.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { english } from './english.ts';
import { PanelError } from './errors.ts';
import { type InterestsInput, parseInterests } from './interests.ts';
import { cardCount, learnerOf, type Notice, panelPage } from './panel-page.ts';
import type { LearnerRef, PanelRecords } from './panel-records.ts';

export interface PanelOptions {
  /** No trailing slash. */
  publicUrl: string;
  /** The best `count` courses, best first; without a learner, what suits everybody. */
  recommend(request: {
    tenant: Types.ObjectId;
    learner?: string;
    /** `Course.key` of the course that the panel is open in. */
    course?: string;
    count: number;
  }): Promise<Recommendation[]>;
  records: PanelRecords;
}

/**
 * The student's face, to be mounted at /panel behind a middleware that sets `res.locals.session`. Every action is a
 * form that is answered with a redirect back to the panel, so that it works without JavaScript.
 */
export function createPanel({ publicUrl, recommend, records }: PanelOptions): Router {
  const words = english;
  const router = Router();
  router.use(requireSameOrigin(publicUrl));
  router.use(express.urlencoded({ extended: false, limit: '16kb' }));

  router.get('/', async (req, res) => {
    await show(res, { notice: await noticeOf(req, sessionOf(res).tenant) });
  });

  router.post('/dismissed', async (req, res) => {
    const course = await record(req, res, 'dismissed');
    res.redirect(303, `/panel?dismissed=${encodeURIComponent(course)}`);
  });

  router.post('/restored', async (req, res) => {
    const course = await record(req, res, 'restored');
    res.redirect(303, `/panel?restored=${encodeURIComponent(course)}`);
  });

  // Sent by the browser beside following a link to a course (`ping`). A redirect through this tool would not know
  // the learner: the session's cookie is partitioned, and the link opens outside the frame.
  router.post('/opened', async (req, res) => {
    await record(req, res, 'opened');
    res.sendStatus(204);
  });

  router.post('/interests', async (req, res) => {
    const learner = requireLearner(res);
    const input = parseInterests(req.body, words);
    if (input.problem !== undefined) return show(res.status(422), { refused: input });
    await records.saveInterests(learner, input.interests);
    res.redirect(303, `/panel?interests=${input.interests.length > 0 ? 'saved' : 'cleared'}`);
  });

  return router;

  async function show(res: Response, above: { notice?: Notice | undefined; refused?: InterestsInput }) {
    const session = sessionOf(res);
    const recommendations = await recommend({
      tenant: session.tenant,
      ...learnerOf(session),
      ...(session.course === undefined ? {} : { course: session.course }),
      count: cardCount,
    });
    res.render('panel/panel', {
      page: await panelPage({ session, recommendations, records, words, ...above }),
    });
  }

  /** Records what the learner did with `?course=`, and returns the course's key. */
  async function record(req: Request, res: Response, type: 'dismissed' | 'restored' | 'opened') {
    const learner = requireLearner(res);
    const course = await courseNamed(req.query['course'], learner.tenant);
    if (course === undefined) throw PanelError.courseUnknown();
    await records.recordEvent(learner, type, course.key);
    return course.key;
  }

  /** What the redirect after an action says happened. The address is only believed about courses that exist. */
  async function noticeOf(req: Request, tenant: Types.ObjectId): Promise<Notice | undefined> {
    if (req.query['interests'] === 'saved') return { text: words.notices.interestsSaved };
    if (req.query['interests'] === 'cleared') return { text: words.notices.interestsCleared };
    const dismissed = await courseNamed(req.query['dismissed'], tenant);
    if (dismissed) return { text: words.notices.dismissed(dismissed.title), undo: dismissed.key };
    const restored = await courseNamed(req.query['restored'], tenant);
    return restored && { text: words.notices.restored(restored.title) };
  }

  async function courseNamed(key: unknown, tenant: Types.ObjectId) {
    return typeof key === 'string' ? records.course(tenant, key) : undefined;
  }
}

function sessionOf(res: Response): Session {
  return res.locals['session'] as Session;
}

function requireLearner(res: Response): LearnerRef {
  const learner = learnerOf(sessionOf(res));
  if (learner === undefined) throw PanelError.anonymous();
  return learner;
}
