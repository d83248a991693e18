// An institution's data. Read in this order:
//   data-routes.ts     the page of all sources; data-environment.ts is what the pages need of the application
//   data-pages.ts      the two pages, made of source-kinds.ts, source-state.ts, run-view.ts, training-view.ts, sender-view.ts,
//                      counts/coverage.ts
//   run-routes.ts      starting, stopping and looking into runs
//   connection/        setting up a source that this tool asks by itself
//   upload/            files that an administrator gives
//   offers.ts          which courses are offered
import { Router } from 'express';
import { recordAudit } from '../audit/record.ts';
import { institutionWith } from '../institutions.ts';
import { connectionRoutes } from './connection/connection-routes.ts';
import type { DataEnvironment } from './data-environment.ts';
import { type CoverageOf, DataPages } from './data-pages.ts';
import { backTo, readNotice } from './notices.ts';
import { setOffers } from './offers.ts';
import { runRoutes } from './run-routes.ts';
import { uploadRoutes } from './upload/upload-routes.ts';

/**
 * Brings an institution's data in and shows whether it is complete and fresh. Part of the administration, behind its
 * sign-in.
 */
export function dataRoutes(environment: DataEnvironment, coverageOf: CoverageOf): Router {
  const pages = new DataPages(environment, coverageOf);
  const router = Router();
  router.get('/institutions/:id/data', async (req, res) => {
    await pages.showAll(res, await institutionWith(req.params.id), readNotice(req));
  });
  router.post('/institutions/:id/data/training', async (req, res) => {
    const { _id } = await institutionWith(req.params.id);
    await environment.requestTraining(_id);
    backTo(res, `/administration/institutions/${_id}/data`, 'training-wanted');
  });
  router.post('/institutions/:id/data/offers', async (req, res) => {
    const { _id } = await institutionWith(req.params.id);
    const offers = req.body?.['offers'] === 'all' ? 'all' : 'enterable';
    await setOffers(_id, offers);
    await recordAudit(_id, 'panel-settings', { offers });
    backTo(res, `/administration/institutions/${_id}/data`, `${offers}-offered`);
  });
  router.use(runRoutes(environment, pages));
  router.use(uploadRoutes(environment, pages));
  router.use(connectionRoutes(environment, pages));
  return router;
}
