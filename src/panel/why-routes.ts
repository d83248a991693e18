import type { Request, Response, Router } from 'express';
import type { CourseExplanation } from '../answering/explain-course.ts';
import type { RecommendationRequest } from '../answering/recommendation.ts';
import { currentSession } from '../web/current-session.ts';
import { pageWords } from '../words/page-words.ts';
import { readCourseNotice } from './named-course.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import { parseLine } from './profile-input.ts';
import { RefusedError } from './refused-error.ts';
import { readLearner, requireOwner } from './visitor.ts';
import { pausedWhyPage, toWhyPage } from './why-page.ts';

export interface WhyOptions {
  /** Why a course is, or is not, among the best `count`; undefined where the institution has no such course. */
  explain(
    request: RecommendationRequest & { about: string; count: number },
  ): Promise<CourseExplanation | undefined>;
  records: Pick<PanelRecords, 'course'>;
  readView: (req: Request, res: Response) => PanelView;
}

/** GET /panel/why?course=…: why a course is suggested to the learner or not, and what comes before it. */
export function addWhy(router: Router, options: WhyOptions): void {
  const { explain, records, readView } = options;

  router.get('/why', async (req, res) => {
    const session = currentSession(res);
    const learner = requireOwner(res);
    const { course, purpose, cards, ...view } = readView(req, res);
    const about = req.query['course'];
    const explained =
      typeof about === 'string'
        ? await explain({
            ...{ ...learner, purpose, about, count: cards },
            ...(course === undefined ? {} : { course }),
            ...(session.locale === undefined ? {} : { locale: session.locale }),
          })
        : undefined;
    // Of what students are not shown nothing is said, not even that it is there; `taken` comes before that.
    if (!explained || explained.state.kind === 'concealed') throw new RefusedError('courseUnknown');
    const words = pageWords(res);
    const of = ownerMark(session);
    const searched = parseLine(req.query['q']);
    res.render('panel/why', {
      words,
      page: {
        ...(readLearner(res) ? toWhyPage(explained, words) : pausedWhyPage(explained, words)),
        notice: await readCourseNotice(req, session, records, words),
        address: (action: string, parameters?: Readonly<Record<string, string>>) =>
          panelAddress({ ...view, purpose }, action, { ...parameters, of }),
        /** The search that it was found by. */
        searched,
        here: { at: 'why', ...(searched ? { q: searched } : {}) },
      },
    });
  });
}
