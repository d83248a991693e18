import type { Request, Response, Router } from 'express';
import { hidingReasons } from '../../models/event.ts';
import { goBack } from './go-back.ts';
import { courseAskedFor } from './named-course.ts';
import type { PanelView } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import { requireLearner, requireOwner } from './visitor.ts';

export interface CourseActionOptions {
  records: PanelRecords;
  readView: (req: Request, res: Response) => PanelView;
}

/** What a learner does to one course, on whatever page it stands: `?course=` names it. */
export function addCourseActions(router: Router, { records, readView }: CourseActionOptions): void {
  // Once it is hidden, its place asks why: that is another event, which counts instead.
  router.post('/dismissed', async (req, res) => {
    const learner = requireLearner(res);
    const course = await courseAskedFor(req, res, records);
    const why = hidingReasons.find((reason) => reason === req.query['why']);
    const event = { type: 'dismissed', course, ...(why && { why }) } as const;
    await records.recordEvents(learner, [event], readView(req, res).course);
    goBack(req, res, readView(req, res), { dismissed: course });
  });

  router.post('/restored', async (req, res) => {
    const learner = requireOwner(res);
    const course = await courseAskedFor(req, res, records);
    await records.recordEvents(learner, [{ type: 'restored', course }], readView(req, res).course);
    goBack(req, res, readView(req, res), { restored: course });
  });

  for (const isSaved of [true, false])
    router.post(isSaved ? '/saved' : '/unsaved', async (req, res) => {
      const learner = requireOwner(res);
      const course = await courseAskedFor(req, res, records);
      await (isSaved ? records.save(learner, course) : records.unsave(learner, course));
      goBack(req, res, readView(req, res), { [isSaved ? 'saved' : 'unsaved']: course });
    });

  // The browser sends this when somebody follows a link to a course (`ping`). A redirect through this tool would not
  // know the learner: the session's cookie is partitioned, and the link opens outside the frame.
  router.post('/opened', async (req, res) => {
    const learner = requireLearner(res);
    const course = await courseAskedFor(req, res, records);
    await records.recordEvents(learner, [{ type: 'opened', course }], readView(req, res).course);
    res.sendStatus(204);
  });
}
