import { type Request, type Response, Router } from 'express';
import type { Types } from 'mongoose';
import type { Comparison } from '../../../models/comparison.ts';
import type { Institution } from '../../../models/institution.ts';
import type { TrainedModel } from '../../../models/trained-model.ts';
import { endComparison, runningComparison } from '../../comparing/comparisons.ts';
import type { RequestTraining } from '../../jobs/kinds/training-job.ts';
import {
  type CannotCompare,
  compareWithServing,
  serveCompared,
} from '../../trained-models/compare-models.ts';
import { findModel, type ServedAgain, serveAgain } from '../../trained-models/serve-again.ts';
import { pageWords } from '../../words/page-words.ts';
import type { Words } from '../../words/words.ts';
import { AdministrationError } from '../administration-error.ts';
import { recordAudit } from '../audit/record.ts';
import { institutionWith } from '../institutions.ts';
import { currentStanding } from './comparison-view.ts';
import { modelsView, modelView } from './models-view.ts';
import { bothServed } from './record-put-back.ts';

/**
 * The trainings of an institution, how good their models are, putting one back, and comparing two by learner. Part of the administration, behind its
 * sign-in.
 */
export function modelsRoutes(requestTraining: RequestTraining): Router {
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
    await requestTraining(_id);
    res.redirect(303, `/administration/institutions/${_id}/models?wanted=yes`);
  });

  // Asks once: the page of a model has its figures beside those of the one that serves, and the button.
  router.get('/institutions/:id/models/:model', async (req, res) => {
    const { institution, model } = await requested(req.params.id, req.params.model);
    await showModel(res, institution, model);
  });

  router.post('/institutions/:id/models/:model/serve', async (req, res) => {
    const { institution, model } = await requested(req.params.id, req.params.model);
    const answer = await serveAgain(institution, model);
    if (typeof answer === 'string') return refuse(res, institution, model, answer);
    await recordServed(institution, answer);
    res.redirect(303, `/administration/institutions/${institution._id}/models?served=${model._id}`);
  });

  router.post('/institutions/:id/models/:model/compare', async (req, res) => {
    const { institution, model } = await requested(req.params.id, req.params.model);
    const answer = await compareWithServing(institution, model);
    if (typeof answer === 'string') return refuse(res, institution, model, answer);
    await recordAudit(institution._id, 'comparison-started', await bothTrained(institution._id, answer));
    back(res, institution, 'started');
  });

  router.post('/institutions/:id/comparison/end', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const ended = await endComparison(institution._id, 'ended');
    if (ended)
      await recordAudit(institution._id, 'comparison-ended', await bothTrained(institution._id, ended));
    back(res, institution, 'over');
  });

  router.post('/institutions/:id/comparison/serve', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const comparison = await runningComparison(institution);
    if (!comparison) return back(res, institution, 'over');
    const { verdict } = await currentStanding(comparison);
    const { model } = await requested(`${institution._id}`, `${comparison.compared}`);
    if (verdict !== 'better') {
      const problem = pageWords(res).say('administration.comparison.cannot.undecided');
      return showModel(res.status(409), institution, model, problem);
    }
    const answer = await serveCompared(institution);
    if (typeof answer === 'string') return refuse(res, institution, model, answer);
    await recordAudit(institution._id, 'comparison-ended', await bothTrained(institution._id, comparison));
    if (answer) await recordServed(institution, answer);
    res.redirect(303, `/administration/institutions/${institution._id}/models?served=${model._id}`);
  });

  return router;
}

/** One model, with what can be done with it. @param problem why it was not done */
async function showModel(
  res: Response,
  institution: Institution,
  model: TrainedModel,
  problem?: string,
): Promise<void> {
  const words = pageWords(res);
  res.render('administration/one-model', {
    ...{ words, institution: { id: `${institution._id}`, name: institution.name }, problem },
    ...(await modelView(institution, model, words)),
  });
}

async function refuse(
  res: Response,
  { _id }: Institution,
  model: TrainedModel,
  why: CannotCompare,
): Promise<void> {
  const problem = pageWords(res).say(`administration.models.cannot.${why}`);
  await showModel(res.status(409), await institutionWith(`${_id}`), model, problem);
}

function back(res: Response, { _id }: Institution, comparison: 'started' | 'over'): void {
  res.redirect(303, `/administration/institutions/${_id}/models?comparison=${comparison}`);
}

async function recordServed({ _id }: Institution, served: ServedAgain): Promise<void> {
  await recordAudit(_id, 'model-served', bothServed(served));
}

/** When each of the two was trained; they have no other name. */
async function bothTrained(institutionId: Types.ObjectId, { serving, compared }: Comparison) {
  const [one, other] = await Promise.all([serving, compared].map((id) => findModel(institutionId, `${id}`)));
  return { serving: one?.createdAt.toISOString(), compared: other?.createdAt.toISOString() };
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
  const { served, comparison } = req.query;
  const isRunning = institution.comparing !== undefined;
  if (comparison === 'started' && isRunning) return words.say('administration.comparison.started');
  if (comparison === 'over' && !isRunning) return words.say('administration.comparison.over');
  if (typeof served !== 'string' || served !== `${institution.liveModel}`) return undefined;
  const model = await findModel(institution._id, served);
  return model && words.say('administration.models.served', { at: words.moment(model.createdAt) });
}
