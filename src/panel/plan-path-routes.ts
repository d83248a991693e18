import type { Router } from 'express';
import { currentSession } from '../web/current-session.ts';
import { panelAddress } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import type { PlanOptions } from './plan-routes.ts';
import { offeredTerms } from './plan-terms.ts';
import { RefusedError } from './refused-error.ts';
import { requireOwner } from './visitor.ts';
import { canPlan } from './why-page.ts';
import type { WhyOptions } from './why-routes.ts';

type PlanPathOptions = Pick<WhyOptions, 'explain' | 'readView'> &
  Pick<PlanOptions, 'plan'> & { records: PanelRecords };

/**
 * POST /panel/planned-path?course=…: puts a course into the plan together with what still comes before it, each step one term later
 * than the one before. What has a term already keeps it.
 */
export function addPlanPath(router: Router, options: PlanPathOptions): void {
  const { explain, plan, records, readView } = options;

  router.post('/planned-path', async (req, res) => {
    const learner = requireOwner(res);
    const session = currentSession(res);
    const about = req.query['course'];
    const { cards, purpose } = readView(req, res);
    const explained =
      typeof about === 'string' ? await explain({ ...learner, purpose, about, count: cards }) : undefined;
    if (!explained || !canPlan(explained)) throw new RefusedError('courseUnknown');
    const [found, saved] = await Promise.all([plan(learner), records.saved(learner)]);
    const terms = offeredTerms(found.terms, new Date());
    const withTerm = new Set(saved.flatMap(({ course, term }) => (term ? course : [])));
    for (const { key, depth } of explained.path) {
      const known = await records.course(session.institutionId, key, learner);
      if (known) await records.save(learner, key, withTerm.has(key) ? undefined : terms[depth]);
    }
    res.redirect(303, panelAddress(readView(req, res), '/plan', { planned: explained.course.key }));
  });
}
