import { Router } from 'express';
import { type AuditEntry, AuditEntryModel, auditDays } from '../../../models/audit-entry.ts';
import { pageWords } from '../../words/page-words.ts';
import { institutionWith } from '../institutions.ts';
import { auditLines, auditTitles } from './audit-lines.ts';

const entriesOnPage = 50;

/** What staff and administrators have changed at an institution, the newest first. Part of the administration, behind its sign-in. */
export function auditRoutes(): Router {
  const router = Router();
  router.get('/institutions/:id/audit', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const words = pageWords(res);
    const ours = { institutionId: institution._id };
    const total = await AuditEntryModel.countDocuments(ours);
    const last = Math.max(1, Math.ceil(total / entriesOnPage));
    const page = Math.min(last, Math.max(1, Math.trunc(Number(req.query['page'])) || 1));
    const from = (page - 1) * entriesOnPage;
    const entries = await AuditEntryModel.find(ours)
      .sort({ at: -1, _id: -1 })
      .skip(from)
      .limit(entriesOnPage)
      .lean<AuditEntry[]>();
    res.render('administration/audit', {
      ...{ words, institution: { id: `${institution._id}`, name: institution.name } },
      lines: auditLines(entries, await auditTitles(institution._id, entries), words),
      range: words.say('administration.shown.range', {
        ...{ from: Math.min(from + 1, total), to: from + entries.length, of: total },
      }),
      previous: page > 1 ? page - 1 : undefined,
      next: page < last ? page + 1 : undefined,
      days: auditDays,
    });
  });
  return router;
}
