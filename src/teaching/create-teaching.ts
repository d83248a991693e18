import express, { type Request, type Response, Router } from 'express';
import type { DeepLinkingSettings } from '../../models/session.ts';
import { purposes } from '../answering/recommendation.ts';
import { cardCounts, type LinkSettings, longestTitle, toCustomParameters } from '../panel/link-settings.ts';
import { settledView } from '../panel/panel-address.ts';
import { steeringAddress } from '../panel/panel-page.ts';
import { RefusedError } from '../panel/refused-error.ts';
import { resolveSettings } from '../panel-settings/resolve-settings.ts';
import { currentSession } from '../web/current-session.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { pageWords } from '../words/page-words.ts';
import type { Words } from '../words/words.ts';
import { emptyForm, type LinkForm, parseLinkForm } from './link-form.ts';
import { parseStudent, readPreview } from './preview.ts';
import { addSteering } from './steering-routes.ts';
import type { TeachingOptions } from './teaching-options.ts';

/**
 * The teacher's face, to be mounted at /teaching behind a middleware that sets `res.locals.session`. A deep-linking launch opens
 * /add, to add a link to a course; staff who have opened the panel of a course go on to /panel, to steer it (steering-routes.ts).
 */
export function createTeaching(options: TeachingOptions): Router {
  const { publicUrl, records, answer } = options;
  const router = Router();
  router.use(requireSameOrigin(publicUrl));
  router.use(express.urlencoded({ extended: false, limit: '16kb' }));

  router.get('/add', async (_req, res) => {
    const request = openRequest(res);
    const { course, institution } = await records.settings(currentSession(res));
    if (acceptsLinks(request)) await showForm(res, emptyForm(resolveSettings(course, institution)), {});
    else res.render('teaching/not-accepted', { visit: currentSession(res)._id, words: pageWords(res) });
  });

  router.post('/add', async (req: Request, res) => {
    const request = openRequest(res, req.body?.['visit']);
    const form = parseLinkForm(req.body);
    const choice = req.body?.['choice'];
    const words = pageWords(res);
    if (!acceptsLinks(request))
      await send(res, { items: [], errorMessage: words.say('add.message.notAccepted') });
    else if (choice === 'cancel') await send(res, { items: [], message: words.say('add.message.cancelled') });
    else if (!form.settings) await showForm(res.status(422), form, req.body);
    else if (choice === 'add') await send(res, addition(form.settings, words));
    else await showForm(res, form, req.body);
  });

  addSteering(router, options);

  return router;

  /** @param sent `look`: through whose eyes the preview is to look from now on; `student`: through whose it looked before */
  async function showForm(
    res: Response,
    form: LinkForm,
    { look, student: before }: { look?: unknown; student?: unknown },
  ): Promise<void> {
    const words = pageWords(res);
    const session = currentSession(res);
    const { course } = session;
    const stored = await records.settings(session);
    const settings = resolveSettings(stored.course, stored.institution);
    const student = parseStudent(look ?? before);
    const view = form.settings && {
      ...{ ...form.settings, filter: {}, link: '' },
      ...(course === undefined ? {} : { course }),
    };
    res.render('teaching/add', {
      words,
      steering: course === undefined ? undefined : steeringAddress(course),
      visit: currentSession(res)._id,
      form,
      purposes: purposes.map((purpose) => ({
        purpose,
        choice: words.say(`add.purpose.${purpose}.choice`),
        hint: words.say(`add.purpose.${purpose}.hint`),
        title: words.say(`purpose.${purpose}.title`),
      })),
      usualTitle: words.say(`purpose.${form.purpose}.title`),
      limits: { cards: cardCounts, title: { most: longestTitle } },
      ...{ student, isOn: settings.isOn },
      preview: view && (await readPreview(student, settledView(view, settings), session, options, words)),
    });
  }

  function addition(settings: LinkSettings, words: Words) {
    const title = linkTitle(settings, words);
    const item = { type: 'ltiResourceLink' as const, url: `${publicUrl}/panel`, title };
    return {
      items: [{ ...item, custom: toCustomParameters(settings) }],
      message: words.say('add.message.added', { title }),
    };
  }

  /** The browser carries the answer to the platform: at once with a script, by a button without one. */
  async function send(res: Response, selection: Parameters<typeof answer>[1]): Promise<void> {
    const { returnUrl, jwt } = await answer(currentSession(res), selection);
    res.locals['formTargets'] = [new URL(returnUrl).origin];
    res.render('teaching/answer', { returnUrl, jwt, words: pageWords(res) });
  }
}

function linkTitle({ title, purpose }: LinkSettings, words: Words): string {
  return title ?? words.say(`purpose.${purpose}.title`);
}

function acceptsLinks({ acceptTypes }: DeepLinkingSettings): boolean {
  return acceptTypes.includes('ltiResourceLink');
}

/**
 * The deep-linking request of a visit. Only staff have one: a learner's is refused at the launch.
 * @param visit that the form was made for. With two courses open at once, the browser's session is that of the later
 * one, and its request must not be answered from the other one's form
 * @throws RefusedError
 */
function openRequest(res: Response, visit: unknown = currentSession(res)._id): DeepLinkingSettings {
  const { _id, deepLinking } = currentSession(res);
  if (!deepLinking || visit !== _id) throw new RefusedError('nothingToAdd');
  return deepLinking;
}
