import { Router } from 'express';
import { rememberForAMinute } from '../../answering/remember-for-a-minute.ts';
import { countUsage } from '../../counts/usage.ts';
import { pageWords } from '../../words/page-words.ts';
import type { DataEnvironment } from '../data/data-environment.ts';
import type { CoverageOf } from '../data/data-pages.ts';
import { institutionWith } from '../institutions.ts';
import { homeView } from './home-view.ts';

/** Whether everything works at an institution, and what to do where it does not. Part of the administration, behind its sign-in. */
export function homeRoutes(environment: DataEnvironment, coverageOf: CoverageOf): Router {
  const router = Router();
  const counts = { coverageOf, usageOf: rememberForAMinute((institutionId) => countUsage(institutionId)) };
  router.get('/institutions/:id', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const words = pageWords(res);
    res.render('administration/home', {
      ...{ words, institution: { id: `${institution._id}`, name: institution.name } },
      ...(await homeView(institution, environment, counts, words)),
    });
  });
  return router;
}
