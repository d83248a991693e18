import { Router } from 'express';
import type { JobQueue } from '../../jobs/job-queue.ts';
import { institutionWith } from '../institutions.ts';

/** Trying again what was given up. Part of the administration, behind its sign-in. */
export function jobRoutes(jobs: JobQueue): Router {
  const router = Router();
  router.post('/institutions/:id/jobs/try-again', async (req, res) => {
    const { _id } = await institutionWith(req.params.id);
    await jobs.tryAgain(String(req.body?.['job']), _id);
    res.redirect(303, `/administration/institutions/${_id}`);
  });
  return router;
}
