import { Router } from 'express';
import { institutionWith } from '../institutions.ts';
import { connectionRoutes } from './connection/connection-routes.ts';
import type { DataEnvironment } from './data-environment.ts';
import { DataPages } from './data-pages.ts';
import { backTo, noticeOf } from './notices.ts';
import { runRoutes } from './run-routes.ts';
import { uploadRoutes } from './upload/upload-routes.ts';

/**
 * Bringing an institution's data in, and seeing whether it is complete and fresh. Part of the administration, behind its
 * sign-in.
 */
export function createData(environment: DataEnvironment): Router {
  const pages = new DataPages(environment);
  const router = Router();
  router.get('/institutions/:id/data', async (req, res) => {
    await pages.showAll(res, await institutionWith(req.params.id), noticeOf(req));
  });
  router.post('/institutions/:id/data/training', async (req, res) => {
    const { _id } = await institutionWith(req.params.id);
    await environment.training.request(_id);
    backTo(res, `/administration/institutions/${_id}/data`, 'training-wanted');
  });
  router.use(runRoutes(environment, pages));
  router.use(uploadRoutes(environment, pages));
  router.use(connectionRoutes(environment, pages));
  return router;
}
