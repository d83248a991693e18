import type { Request, Response, Router } from 'express';
import { currentSession } from '../web/current-session.ts';
import { pageWords } from '../words/page-words.ts';
import { webAddress } from './course-card.ts';
import { type Cover, coverOf } from './cover.ts';
import { readCourseNotice } from './named-course.ts';
import type { Notice } from './notice.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import { readLearner, requireOwner } from './visitor.ts';

export interface HiddenRoutesOptions {
  records: PanelRecords;
  readView(req: Request, res: Response): PanelView;
}

/** Everything that `views/panel/hidden.ejs` shows. */
export interface HiddenPage {
  title: string;
  introduction: string;
  notice: Notice | undefined;
  /** That a course is opened counts for suggestions. */
  countsOpening: boolean;
  courses: {
    key: string;
    title: string;
    language: string | undefined;
    url: string | undefined;
    cover: Cover;
    facts: string;
  }[];
  /** Address of the panel or of an action below it; it says whom the page was made for. */
  address: (action: string, parameters?: Readonly<Record<string, string>>) => string;
}

/** GET /panel/hidden: the courses that a learner has hidden; each can be brought back. What they have saved is their plan. */
export function addHiddenCourses(router: Router, { records, readView }: HiddenRoutesOptions): void {
  router.get('/hidden', async (req, res) => {
    const learner = requireOwner(res);
    const session = currentSession(res);
    const words = pageWords(res);
    const view = readView(req, res);
    const of = ownerMark(session);
    const keys = (await records.hidden(learner)).map(({ course }) => course);
    const [courses, subjects, notice] = await Promise.all([
      records.keptCourses(learner, keys, session.locale),
      records.subjects(session.institutionId),
      readCourseNotice(req, session, records, words),
    ]);
    const page: HiddenPage = {
      title: words.say('kept.hidden.title'),
      introduction: words.say(`kept.hidden.${courses.length > 0 ? 'introduction' : 'none'}`),
      notice,
      countsOpening: readLearner(res) !== undefined,
      courses: courses.map((course) => ({
        key: course.key,
        title: course.title,
        language: course.language,
        url: course.isGone ? undefined : webAddress(course.url),
        cover: coverOf(course, subjects),
        facts: words.aside([
          ...(course.subject ? [course.subject] : []),
          ...(course.isGone ? [words.say('kept.gone')] : []),
        ]),
      })),
      address: (action, parameters) => panelAddress(view, action, { ...parameters, of }),
    };
    res.render('panel/hidden', { page, words });
  });
}
