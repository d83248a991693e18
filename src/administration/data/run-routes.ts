import { Router } from 'express';
import mongoose from 'mongoose';
import { type SyncRun, SyncRunModel } from '../../../models/sync-run.ts';
import { requestedForecast } from '../../jobs/kinds/forecasts.ts';
import { requestedSync } from '../../jobs/kinds/sync-job.ts';
import { rejectedRows } from '../../sync/runs/rejections.ts';
import { releaseRemovals } from '../../sync/runs/release-removals.ts';
import { RunInProgressError } from '../../sync/runs/run-errors.ts';
import { requestStop } from '../../sync/runs/stop-request.ts';
import { spreadsheetCell } from '../../values/spreadsheet-cell.ts';
import { pageWords } from '../../words/page-words.ts';
import { AdministrationError } from '../administration-error.ts';
import { recordAudit } from '../audit/record.ts';
import type { DataEnvironment } from './data-environment.ts';
import type { DataPages } from './data-pages.ts';
import { countedSaid } from './left-out-reasons.ts';
import { backTo, sourceAddress } from './notices.ts';

const base = '/institutions/:id/data/:source';

/** Starting, stopping and looking into runs of one source, and letting through what they held back. */
export function runRoutes({ jobs }: DataEnvironment, pages: DataPages): Router {
  const router = Router();

  for (const action of ['sync', 'forecast'] as const)
    router.post(`${base}/${action}`, async (req, res) => {
      const { institution, kind } = await pages.requestedSource(req);
      const address = sourceAddress(institution, kind.name);
      if (await mustWait(institution._id, kind.name)) return backTo(res, address, 'too-early');
      if (!(await kind.provider?.forInstitution(institution)))
        throw new AdministrationError('source-unknown');
      if (action === 'forecast') {
        await jobs.request(requestedForecast(institution, kind.name));
        return backTo(res, address, 'forecast-started');
      }
      const wanted = req.body?.['wanted'] === 'everything' ? 'everything' : 'changes';
      const isStarted = await jobs.request(requestedSync(institution, kind.name, wanted));
      backTo(res, address, isStarted ? 'sync-started' : 'already-runs');
    });

  router.post(`${base}/stop`, async (req, res) => {
    const { institution, kind } = await pages.requestedSource(req);
    const isStopping = await requestStop(institution._id, kind.name);
    const address = sourceAddress(institution, kind.name);
    backTo(res, address, isStopping ? 'stopping' : 'nothing-runs');
  });

  router.post(`${base}/release-removals`, async (req, res) => {
    const { institution, kind } = await pages.requestedSource(req);
    const address = sourceAddress(institution, kind.name);
    try {
      await releaseRemovals(institution._id, kind.name);
      await recordAudit(institution._id, 'removals-released', { source: kind.name });
    } catch (error) {
      if (error instanceof RunInProgressError) return backTo(res, address, 'already-runs');
      throw error;
    }
    backTo(res, address, 'removals-released');
  });

  router.get(`${base}/runs/:run/rejected.tsv`, async (req, res) => {
    const { institution, kind } = await pages.requestedSource(req);
    const institutionId = institution._id;
    const { run } = req.params;
    if (!mongoose.isObjectIdOrHexString(run)) throw new AdministrationError('run-unknown');
    const found = await SyncRunModel.findOne({ institutionId, source: kind.name, _id: run }).lean<SyncRun>();
    if (!found) throw new AdministrationError('run-unknown');
    res.type('text/tab-separated-values; charset=utf-8');
    res.attachment(`left-out-${kind.name}-${found.startedAt.toISOString().slice(0, 10)}.tsv`);
    const words = pageWords(res);
    const counted = new Map(found.rejections?.map((one) => [one.reason, one]));
    const columns = ['place', 'reason', 'about'] as const;
    res.write(`${columns.map((name) => words.say(`administration.data.leftOut.${name}`)).join('\t')}\n`);
    for await (const { origin = '', reason, detail = '' } of rejectedRows(institutionId, found._id))
      res.write(
        `${[origin, countedSaid(counted.get(reason) ?? { reason }, words).text, detail].map(spreadsheetCell).join('\t')}\n`,
      );
    res.end();
  });

  return router;
}

async function mustWait(institutionId: SyncRun['institutionId'], source: string): Promise<boolean> {
  const last = await SyncRunModel.findOne({ institutionId, source }).sort({ startedAt: -1 }).lean<SyncRun>();
  return last?.retryAt !== undefined && last.retryAt > new Date();
}
