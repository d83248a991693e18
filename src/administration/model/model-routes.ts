import { type Response, Router } from 'express';
import type { Institution } from '../../../models/institution.ts';
import type { TrainedModel } from '../../../models/trained-model.ts';
import type { RequestTraining } from '../../jobs/kinds/training-job.ts';
import { type Message, message } from '../../messages/message.ts';
import {
  type ReadConfiguration,
  readModelConfiguration,
  sameConfiguration,
} from '../../recommender/model-configuration.ts';
import { pageWords } from '../../words/page-words.ts';
import { recordAudit } from '../audit/record.ts';
import { institutionWith } from '../institutions.ts';
import { choiceViews, configurationMessage } from './choices.ts';
import { chooseConfiguration, chosenConfiguration, servingModelOf } from './chosen-model.ts';

/** What an institution's model is made of. Part of the administration, behind its sign-in. */
export function modelRoutes(requestTraining: RequestTraining): Router {
  const router = Router();
  router.get('/institutions/:id/model', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const done = req.query['done'];
    const notice =
      done === 'saved' || done === 'same' ? message(`administration.model.done.${done}`) : undefined;
    await show(res, institution, { configuration: chosenConfiguration(institution), problems: {} }, notice);
  });
  router.post('/institutions/:id/model', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const read = readModelConfiguration(req.body ?? {});
    if (Object.keys(read.problems).length > 0) return show(res.status(422), institution, read);
    const hasChanged = await chooseConfiguration(institution, read.configuration);
    if (hasChanged) {
      await requestTraining(institution._id);
      await recordAudit(institution._id, 'model-choices', { ...read.configuration });
    }
    const done = hasChanged ? 'saved' : 'same';
    res.redirect(303, `/administration/institutions/${institution._id}/model?done=${done}`);
  });
  return router;
}

async function show(
  res: Response,
  institution: Institution,
  read: ReadConfiguration,
  notice?: Message,
): Promise<void> {
  const words = pageWords(res);
  const serving = await servingModelOf(institution);
  const chosen = chosenConfiguration(institution);
  res.render('administration/model', {
    institution: { id: `${institution._id}`, name: institution.name },
    words,
    choices: choiceViews(read, words),
    serving: serving && configurationMessage(serving.configuration),
    newcomers: serving?.popularFor && newcomersMessage(serving.popularFor),
    chosen: configurationMessage(chosen),
    isServed: serving !== undefined && sameConfiguration(serving.configuration, chosen),
    ...{ notice, hasProblems: Object.keys(read.problems).length > 0 },
  });
}

/** Who of those new here is shown what is popular. */
function newcomersMessage({ unknown, studying }: NonNullable<TrainedModel['popularFor']>): Message {
  if (unknown) return message(`administration.model.newcomers.${studying ? 'both' : 'unknown'}`);
  return message(`administration.model.newcomers.${studying ? 'studying' : 'none'}`);
}
