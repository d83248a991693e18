import { type Request, Router } from 'express';
import type { Institution } from '../../../models/institution.ts';
import type { TrainedModel } from '../../../models/trained-model.ts';
import { findModel, serveAgain } from '../../trained-models/serve-again.ts';
import type { TrainingSchedule } from '../../training/training-schedule.ts';
import { pageWords } from '../../words/page-words.ts';
import type { Words } from '../../words/words.ts';
import { AdministrationError } from '../administration-error.ts';
import { recordAudit } from '../audit/record.ts';
import { institutionWith } from '../institutions.ts';
import { modelsView, modelView } from './models-view.ts';

/**
 * The trainings of an institution, how good their models are, and putting one back. Part of the administration, behind its
 * sign-in.
 */
export function modelsRoutes(training: Pick<TrainingSchedule, 'request'>): Router {
  const router = Router();

  router.get('/institutions/:id/models', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const words = pageWords(res);
    res.render('administration/models', {
      ...{ words, institution: { id: `${institution._id}`, name: institution.name } },
      ...(await modelsView(institution, words)),
      notice: await noticeOf(req, institution, words),
    });
  });

  router.post('/institutions/:id/models/training', async (req, res) => {
    const { _id } = await institutionWith(req.params.id);
    await training.request(_id);
    res.redirect(303, `/administration/institutions/${_id}/models?wanted=yes`);
  });

  // Asks once: the page of a model has its figures beside those of the one that serves, and the button.
  router.get('/institutions/:id/models/:model', async (req, res) => {
    const { institution, model } = await requested(req.params.id, req.params.model);
    const words = pageWords(res);
    res.render('administration/one-model', {
      ...{ words, institution: { id: `${institution._id}`, name: institution.name }, problem: undefined },
      ...(await modelView(institution, model, words)),
    });
  });

  router.post('/institutions/:id/models/:model/serve', async (req, res) => {
    const { institution, model } = await requested(req.params.id, req.params.model);
    const answer = await serveAgain(institution, model);
    if (typeof answer === 'string') {
      const words = pageWords(res);
      return res.status(409).render('administration/one-model', {
        ...{ words, institution: { id: `${institution._id}`, name: institution.name } },
        ...(await modelView(await institutionWith(req.params.id), model, words)),
        problem: words.say(`administration.models.cannot.${answer}`),
      });
    }
    await recordAudit(institution._id, 'model-served', {
      now: answer.now.createdAt.toISOString(),
      ...(answer.before && { before: answer.before.createdAt.toISOString() }),
    });
    res.redirect(303, `/administration/institutions/${institution._id}/models?served=${model._id}`);
  });

  return router;
}

/** @throws AdministrationError */
async function requested(
  id: string,
  modelId: string,
): Promise<{ institution: Institution; model: TrainedModel }> {
  const institution = await institutionWith(id);
  const model = await findModel(institution._id, modelId);
  if (!model) throw new AdministrationError('model-unknown');
  return { institution, model };
}

/** What has happened, as the redirect after an action says. */
async function noticeOf(req: Request, institution: Institution, words: Words): Promise<string | undefined> {
  if (req.query['wanted'] === 'yes') return words.say('administration.models.wanted');
  const { served } = req.query;
  if (typeof served !== 'string' || served !== `${institution.liveModel}`) return undefined;
  const model = await findModel(institution._id, served);
  return model && words.say('administration.models.served', { at: words.moment(model.createdAt) });
}
