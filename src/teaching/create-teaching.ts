import express, { type Request, type Response, Router } from 'express';
import type { Types } from 'mongoose';
import type { DeepLinkingSettings, Session } from '../../models/session.ts';
import type { Purpose, Recommendation } from '../answering/recommendation.ts';
import { type LinkSettings, toCustomParameters } from '../panel/link-settings.ts';
import { panelWords } from '../panel/panel-words.ts';
import { currentSession } from '../web/current-session.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { emptyForm, type LinkForm, parseLinkForm } from './link-form.ts';
import { teachingWords } from './teaching-words.ts';

/** The page needs an open deep-linking request, and the visit has none. */
export class NothingToAddError extends Error {
  readonly status = 409;
  readonly code = 'nothing-to-add';
  readonly person = teachingWords.refused;
  readonly staff =
    'The deep-linking request was answered before, or the tool was opened again in this browser since.';

  constructor() {
    super('nothing-to-add: the visit has no open deep-linking request.');
    this.name = 'NothingToAddError';
  }
}

/** A link to the panel, for a platform to keep. */
export interface NewLink {
  type: 'ltiResourceLink';
  url: string;
  title: string;
  custom: Readonly<Record<string, string>>;
}

export interface TeachingOptions {
  /** No trailing slash. */
  publicUrl: string;
  /** What a student sees of whom nothing is known yet. */
  recommend(request: {
    institutionId: Types.ObjectId;
    course?: string;
    locale?: string;
    purpose: Purpose;
    count: number;
  }): Promise<Recommendation[]>;
  /** Answers the platform; each visit can do so once. */
  answer(
    session: Session,
    selection: { items: readonly NewLink[]; message?: string; errorMessage?: string },
  ): Promise<{ returnUrl: string; jwt: string }>;
}

/**
 * The teacher's face, to be mounted at /teaching behind a middleware that sets `res.locals.session`. So far it has one
 * page: a deep-linking launch opens it, to add a link to a course.
 */
export function createTeaching({ publicUrl, recommend, answer }: TeachingOptions): Router {
  const words = teachingWords;
  const router = Router();
  router.use(requireSameOrigin(publicUrl));
  router.use(express.urlencoded({ extended: false, limit: '16kb' }));

  router.get('/add', async (_req, res) => {
    if (acceptsLinks(openRequest(res))) await showForm(res, emptyForm);
    else res.render('teaching/not-accepted', { visit: currentSession(res)._id, words: words.notAccepted });
  });

  router.post('/add', async (req: Request, res) => {
    const request = openRequest(res, req.body?.['visit']);
    const form = parseLinkForm(req.body);
    const choice = req.body?.['choice'];
    if (!acceptsLinks(request)) await send(res, { items: [], errorMessage: words.messages.notAccepted });
    else if (choice === 'cancel') await send(res, { items: [], message: words.messages.cancelled });
    else if (!form.settings) await showForm(res.status(422), form);
    else if (choice === 'add') await send(res, addition(form.settings));
    else await showForm(res, form);
  });

  return router;

  async function showForm(res: Response, form: LinkForm): Promise<void> {
    const { settings } = form;
    res.render('teaching/add', {
      visit: currentSession(res)._id,
      form,
      titles: Object.fromEntries(
        Object.entries(panelWords.purposes).map(([purpose, { title }]) => [purpose, title]),
      ),
      preview: settings && {
        title: linkTitle(settings),
        courses: (await coursesFor(settings, res)).map(({ course }) => course.title),
      },
      words: words.add,
    });
  }

  function coursesFor({ purpose, cards }: LinkSettings, res: Response): Promise<Recommendation[]> {
    const { institutionId, course, locale } = currentSession(res);
    return recommend({
      ...{ institutionId, purpose, count: cards },
      ...(course === undefined ? {} : { course }),
      ...(locale === undefined ? {} : { locale }),
    });
  }

  function addition(settings: LinkSettings) {
    const title = linkTitle(settings);
    const item = { type: 'ltiResourceLink' as const, url: `${publicUrl}/panel`, title };
    return {
      items: [{ ...item, custom: toCustomParameters(settings) }],
      message: words.messages.added(title),
    };
  }

  /** The browser carries the answer to the platform: at once with a script, by a button without one. */
  async function send(res: Response, selection: Parameters<typeof answer>[1]): Promise<void> {
    const { returnUrl, jwt } = await answer(currentSession(res), selection);
    res.locals['formTargets'] = [new URL(returnUrl).origin];
    res.render('teaching/answer', { returnUrl, jwt, words: words.answer });
  }
}

function linkTitle({ title, purpose }: LinkSettings): string {
  return title ?? panelWords.purposes[purpose].title;
}

function acceptsLinks({ acceptTypes }: DeepLinkingSettings): boolean {
  return acceptTypes.includes('ltiResourceLink');
}

/**
 * The deep-linking request of a visit. Only staff have one: a learner's is refused at the launch.
 * @param visit that the form was made for. With two courses open at once, the browser's session is that of the later
 * one, and its request must not be answered from the other one's form
 * @throws NothingToAddError
 */
function openRequest(res: Response, visit: unknown = currentSession(res)._id): DeepLinkingSettings {
  const { _id, deepLinking } = currentSession(res);
  if (!deepLinking || visit !== _id) throw new NothingToAddError();
  return deepLinking;
}
