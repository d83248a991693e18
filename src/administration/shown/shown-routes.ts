import { Router } from 'express';
import { shownCourses } from '../../answering/offered-courses.ts';
import { rememberForAMinute } from '../../answering/remember-for-a-minute.ts';
import { countExposure } from '../../counts/exposure.ts';
import { pageWords } from '../../words/page-words.ts';
import { institutionWith } from '../institutions.ts';
import { shownView } from './shown-view.ts';

/** Which courses and subjects students are shown. Part of the administration, behind its sign-in. */
export function shownRoutes(): Router {
  const router = Router();
  const exposureOf = rememberForAMinute(async (institutionId) =>
    countExposure(institutionId, await shownCourses(institutionId)),
  );
  router.get('/institutions/:id/shown', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const words = pageWords(res);
    const order = req.query['order'] === 'least' ? 'least' : 'most';
    res.render('administration/shown', {
      ...{ words, institution: { id: `${institution._id}`, name: institution.name } },
      ...shownView(await exposureOf(institution._id), words, order, Number(req.query['page'])),
    });
  });
  return router;
}
