import { type Response, Router } from 'express';
import type { Institution } from '../../../models/institution.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { pageWords } from '../../words/page-words.ts';
import { recordAudit } from '../audit/record.ts';
import { disconnect, institutionWith, longestName, rename } from '../institutions.ts';

/** An institution's name, and the LMS that it is connected to. Part of the administration, behind its sign-in. */
export function settingsRoutes(): Router {
  const router = Router();

  router.get('/institutions/:id/settings', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    await show(res, institution, { done: req.query['done'] });
  });

  router.post('/institutions/:id/settings/name', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const given: unknown = req.body?.['name'];
    const name = typeof given === 'string' ? given.trim().replaceAll(/\s/g, ' ') : '';
    const answer = await rename(institution, name);
    if (answer !== 'renamed' && answer !== 'same')
      return show(res.status(422), institution, { problem: answer, name });
    if (answer === 'renamed')
      await recordAudit(institution._id, 'institution-renamed', { before: institution.name, now: name });
    res.redirect(303, `/administration/institutions/${institution._id}/settings?done=named`);
  });

  // Asks once: the button stands behind a text that says what is deleted, and a box that has to be ticked.
  router.post('/institutions/:id/settings/disconnect', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    if (req.body?.['sure'] !== 'yes') return show(res.status(422), institution, { problem: 'unsure' });
    if (await disconnect(institution)) await recordAudit(institution._id, 'institution-disconnected');
    res.redirect(303, `/administration/institutions/${institution._id}/settings?done=disconnected`);
  });

  return router;
}

interface Shown {
  done?: unknown;
  problem?: 'empty' | 'long' | 'taken' | 'unsure';
  /** As it was sent. */
  name?: string;
}

async function show(res: Response, institution: Institution, { done, problem, name }: Shown): Promise<void> {
  const words = pageWords(res);
  const lms = institution.registration
    ? await RegistrationModel.findById(institution.registration).lean<Registration>()
    : null;
  res.render('administration/settings', {
    ...{ words, institution: { id: `${institution._id}`, name: institution.name } },
    lms: lms && { issuer: lms.issuer, clientId: lms.clientId, deploymentId: institution.deploymentId },
    notice:
      done === 'named' || done === 'disconnected'
        ? words.say(`administration.settings.done.${done}`)
        : undefined,
    problem: problem && words.say(`administration.settings.problem.${problem}`),
    isUnsure: problem === 'unsure',
    ...{ name: name ?? institution.name, longestName },
  });
}
