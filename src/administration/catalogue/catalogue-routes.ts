import { Router } from 'express';
import { CatalogueReportModel } from '../../../models/catalogue-report.ts';
import { institutionWith } from '../institutions.ts';
import { readPage } from './course-list-page.ts';
import { countLists, listOf } from './course-lists.ts';
import { figuresOf } from './figures.ts';

/**
 * How complete an institution's catalogue is, and which courses an administrator may want to look at. Part of the
 * administration, behind its sign-in.
 */
export function createCatalogue(): Router {
  const router = Router();
  router.get('/institutions/:id/catalogue', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const institutionId = institution._id;
    const list = listOf(req.query['list']);
    const [report, lists, page] = await Promise.all([
      CatalogueReportModel.findOne({ institutionId }).lean(),
      countLists(institutionId),
      readPage(institutionId, list, Number(req.query['page'])),
    ]);
    res.render('administration/catalogue', {
      institution: { id: `${institutionId}`, name: institution.name },
      figures: report ? figuresOf(report.counts) : undefined,
      seen: report && { iso: report.at.toISOString(), time: timeOf(report.at) },
      ...{ list, lists, page },
    });
  });
  return router;
}

function timeOf(at: Date): string {
  return `${at.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`;
}
