import type { Request, Response, Router } from 'express';
import type { Session } from '../../models/session.ts';
import type { CoursePlan } from '../answering/course-plan.ts';
import type { RecommendationRequest } from '../answering/recommendation.ts';
import { currentSession } from '../web/current-session.ts';
import { pageWords } from '../words/page-words.ts';
import type { Words } from '../words/words.ts';
import { courseAskedFor, courseNamed } from './named-course.ts';
import type { Notice } from './notice.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import { type PlanView, planPlacement, planTerms, toPlanView } from './plan-page.ts';
import { later } from './plan-placement.ts';
import { termWords } from './plan-terms.ts';
import { parseLine } from './profile-input.ts';
import type { SavedCourse } from './saved-courses.ts';
import { readLearner, requireOwner } from './visitor.ts';

export interface PlanOptions {
  /** What a learner has saved, what it builds on, and what it leads to. */
  plan(request: RecommendationRequest & { learner: string }): Promise<CoursePlan>;
  records: PanelRecords;
  readView: (req: Request, res: Response) => PanelView;
}

/** Everything that `views/panel/plan.ejs` shows. */
export interface PlanPage extends PlanView {
  /** That a course is opened counts for suggestions. */
  countsOpening: boolean;
  notice: Notice | undefined;
  /** Parameters by which an action comes back to this page. */
  here: Readonly<Record<string, string>>;
  address: (action: string, parameters?: Readonly<Record<string, string>>) => string;
}

/** GET /panel/plan: the courses that a learner has saved, by term. POST /panel/planned moves one to a term. */
export function addPlan(router: Router, { plan, records, readView }: PlanOptions): void {
  router.get('/plan', async (req, res) => {
    const learner = requireOwner(res);
    const session = currentSession(res);
    const words = pageWords(res);
    const view = readView(req, res);
    const [found, saved, subjects, load] = await Promise.all([
      plan({ ...learner, ...(session.locale === undefined ? {} : { locale: session.locale }) }),
      records.saved(learner),
      records.subjects(session.institutionId),
      records.termLoad(session.institutionId),
    ]);
    const of = ownerMark(session);
    const context = { saved, subjects, load, words, now: new Date() };
    const page: PlanPage = {
      ...toPlanView(found, context),
      notice: await readNotice(req, session, { saved, placed: planPlacement(found, context), words }),
      countsOpening: readLearner(res) !== undefined,
      here: { at: 'plan' },
      address: (action, parameters) => panelAddress(view, action, { ...parameters, of }),
    };
    res.render('panel/plan', { words, page });
  });

  router.post('/planned', async (req, res) => {
    const learner = requireOwner(res);
    const course = await courseAskedFor(req, res, records);
    const [found, saved] = await Promise.all([plan(learner), records.saved(learner)]);
    const wanted = parseLine(req.body?.['term']);
    // A term that nobody was offered does not come from the form: then they have said none.
    const term = [...planTerms(found, saved, new Date()), later].find((one) => one === wanted);
    await records.plan(learner, course, term);
    res.redirect(303, panelAddress(readView(req, res), '/plan', { planned: course }));
  });

  /** It is believed only where the database agrees. */
  async function readNotice(
    req: Request,
    session: Session,
    {
      saved,
      placed,
      words,
    }: { saved: readonly SavedCourse[]; placed: ReadonlyMap<string, string>; words: Words },
  ): Promise<Notice | undefined> {
    const removed = await courseNamed(req.query['unsaved'], session, records);
    if (removed && !saved.some(({ course }) => course === removed.key))
      return { text: words.say('plan.removed', { course: removed.title }) };
    const planned = await courseNamed(req.query['planned'], session, records);
    const term = planned && placed.get(planned.key);
    if (!planned || term === undefined) return undefined;
    return {
      text:
        term !== later
          ? words.say('plan.moved', { course: planned.title, term: termWords(term, words) })
          : words.say('plan.movedLater', { course: planned.title }),
    };
  }
}
