import express, { type Request, type Response, Router } from 'express';
import type { Types } from 'mongoose';
import type { DeepLinkingSettings, Session } from '../../models/session.ts';
import type { Purpose, Recommendation } from '../answering/recommendation.ts';
import { english as panelWords } from '../panel/english.ts';
import { type LinkSettings, parametersOf } from '../panel/link-settings.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { english } from './english.ts';
import { NothingToAddError } from './errors.ts';
import { emptyForm, type LinkForm, parseLinkForm } from './link-form.ts';

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
  /** What a student sees of whom nothing is known. */
  recommend(request: {
    institutionId: Types.ObjectId;
    course?: string;
    locale?: string;
    purpose: Purpose;
    count: number;
  }): Promise<Recommendation[]>;
  /** Answers the platform, once a visit. */
  answer(
    session: Session,
    selection: { items: readonly NewLink[]; message?: string; errorMessage?: string },
  ): Promise<{ returnUrl: string; jwt: string }>;
}

/**
 * The teacher's face, to be mounted at /teaching behind a middleware that sets `res.locals.session`. So far one page:
 * what a deep-linking launch opens, to add a link to a course.
 */
export function createTeaching({ publicUrl, recommend, answer }: TeachingOptions): Router {
  const words = english;
  const router = Router();
  router.use(requireSameOrigin(publicUrl));
  router.use(express.urlencoded({ extended: false, limit: '16kb' }));

  router.get('/add', async (_req, res) => {
    if (acceptsLinks(openRequest(res))) await showForm(res, emptyForm);
    else res.render('teaching/not-accepted', { visit: sessionOf(res)._id, words: words.notAccepted });
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
      visit: sessionOf(res)._id,
      form,
      titles: Object.fromEntries(
        Object.entries(panelWords.purposes).map(([purpose, { title }]) => [purpose, title]),
      ),
      preview: settings && {
        title: headingOf(settings),
        courses: (await coursesFor(settings, res)).map(({ course }) => course.title),
      },
      words: words.add,
    });
  }

  function coursesFor({ purpose, cards }: LinkSettings, res: Response): Promise<Recommendation[]> {
    const { institutionId, course, locale } = sessionOf(res);
    return recommend({
      ...{ institutionId, purpose, count: cards },
      ...(course === undefined ? {} : { course }),
      ...(locale === undefined ? {} : { locale }),
    });
  }

  function addition(settings: LinkSettings) {
    const title = headingOf(settings);
    const item = { type: 'ltiResourceLink' as const, url: `${publicUrl}/panel`, title };
    return {
      items: [{ ...item, custom: parametersOf(settings) }],
      message: words.messages.added(title),
    };
  }

  /** The browser carries the answer to the platform: with a script at once, without one by a button. */
  async function send(res: Response, selection: Parameters<typeof answer>[1]): Promise<void> {
    const { returnUrl, jwt } = await answer(sessionOf(res), selection);
    res.locals['formTargets'] = [new URL(returnUrl).origin];
    res.render('teaching/answer', { returnUrl, jwt, words: words.answer });
  }
}

function headingOf({ title, purpose }: LinkSettings): string {
  return title ?? panelWords.purposes[purpose].title;
}

function acceptsLinks({ acceptTypes }: DeepLinkingSettings): boolean {
  return acceptTypes.includes('ltiResourceLink');
}

function sessionOf(res: Response): Session {
  return res.locals['session'] as Session;
}

/**
 * A learner's request is refused at the launch, so a visit with one is of staff.
 * @param visit that the form was made for: with two courses open beside each other, the browser's session is the later
 * one's, and its request must not be answered from the other's form
 */
function openRequest(res: Response, visit: unknown = sessionOf(res)._id): DeepLinkingSettings {
  const { _id, deepLinking } = sessionOf(res);
  if (!deepLinking || visit !== _id) throw new NothingToAddError();
  return deepLinking;
}
