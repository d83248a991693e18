import { Router } from 'express';
import { pageWords } from '../../words/page-words.ts';
import { institutionWith } from '../institutions.ts';
import { type Check, runChecks } from './run-checks.ts';

/**
 * The self-test for whoever runs the tool, who needs no launch for it: what only a launch or a browser inside the LMS knows is not
 * tried. Part of the administration, behind its sign-in.
 */
export function checkRoutes(checks: readonly Check[]): Router {
  const router = Router();
  const withoutLaunch = checks.filter(({ needsLaunch }) => !needsLaunch);
  router.get('/institutions/:id/check', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const results = await runChecks(withoutLaunch, { institutionId: institution._id });
    const broken = results.filter(({ state }) => state === 'bad').length;
    res.render('administration/check', {
      ...{
        words: pageWords(res),
        institution: { id: `${institution._id}`, name: institution.name },
        results,
      },
      ...{ good: results.filter(({ state }) => state === 'good').length, broken },
    });
  });
  return router;
}
