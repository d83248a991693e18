// The student's face. Read in this order:
//   create-panel.ts      what every request goes through, and the routes; visitor.ts: whom a visit is about
//   panel-address.ts     what one panel shows, and the address that says so; link-settings.ts and link-references.ts for
//                        panels that are opened by a link, page-owner.ts for whom a page was made
//   panel-records.ts     what the panel reads and writes beside the recommendations, panel-goals.ts what it asks about goals,
//                        saved-courses.ts the courses that are kept for later
//   suggestion-routes.ts /panel: the suggestions
//   course-actions.ts    what a learner does to one course on whatever page (named-course.ts), and back to that page (go-back.ts);
//                        colours-routes.ts: dark or light
//   last-shown.ts        what this process has shown lately, which away-panel.ts shows while the database is away
//   panel-page.ts        the page that views/panel/panel.ejs shows, made of course-card.ts (cover.ts, reason-words.ts),
//                        hiding-view.ts, row-view.ts and filter-bar.ts; notice.ts: what has just happened
//   hidden-routes.ts     /panel/hidden: the list of what a learner has hidden (kept-courses.ts)
//   profile-routes.ts    below /panel/profile: what a learner tells (picker.ts before the first suggestions, then profile-page.ts, goal-view.ts; profile-input.ts reads the form)
//   search-routes.ts     /panel/search: the whole catalogue, searched (search-page.ts); course-state-words.ts says how a course
//                        stands to the reader
//   why-routes.ts        /panel/why: why a course is suggested or not (why-page.ts), and what comes before it (path-view.ts)
//   path-routes.ts       /panel/path: the way to the learner's goal
//   plan-routes.ts       /panel/plan: what the learner has saved, by term (plan-page.ts, plan-terms.ts), and the picture of what
//                        leads where (plan-graph.ts); plan-path-routes.ts plans a course with what comes before it
//   your-data-routes.ts  below /panel/data: what is stored of the visitor (your-data-page.ts)
import express, { type Request, type Response, Router } from 'express';
import { resolveSettings } from '../panel-settings/resolve-settings.ts';
import { currentSession } from '../web/current-session.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { pageWords } from '../words/page-words.ts';
import { addColours } from './colours-routes.ts';
import { addCourseActions } from './course-actions.ts';
import { addHiddenCourses } from './hidden-routes.ts';
import type { LastShown } from './last-shown.ts';
import type { LinkReferences } from './link-references.ts';
import { isMarkedFor } from './page-owner.ts';
import { type PanelView, readPanelView } from './panel-address.ts';
import { addPath, type PathOptions } from './path-routes.ts';
import { addPlanPath } from './plan-path-routes.ts';
import { addPlan, type PlanOptions } from './plan-routes.ts';
import { addProfile } from './profile-routes.ts';
import { RefusedError } from './refused-error.ts';
import { addSearch } from './search-routes.ts';
import { addSuggestions, type SuggestionOptions } from './suggestion-routes.ts';
import { switchedOffPage } from './switched-off-page.ts';
import { isStaff } from './visitor.ts';
import { addWhy, type WhyOptions } from './why-routes.ts';
import { addYourData, type IssueFileTicket, type OwnData, sessionPerson } from './your-data-routes.ts';

export interface PanelOptions extends Omit<SuggestionOptions, 'readView'> {
  /** No trailing slash. */
  publicUrl: string;
  explain: WhyOptions['explain'];
  goalPath: PathOptions['goalPath'];
  plan: PlanOptions['plan'];
  ownData: OwnData;
  issueFileTicket: IssueFileTicket;
  /** Reads the links that panels were opened by. */
  links: LinkReferences;
  lastShown: LastShown;
}

/**
 * The student's face, to be mounted at /panel behind a middleware that sets `res.locals.session`. Every action is a form
 * that is answered with a redirect back to the panel, so that it works without JavaScript. Every address says what the
 * panel shows: `?link=` names the link that it was opened by, `?purpose=` what was picked in it.
 */
export function createPanel(options: PanelOptions): Router {
  const { publicUrl, records, ownData, links, lastShown } = options;
  const router = Router();
  router.use(requireSameOrigin(publicUrl));
  router.use(express.urlencoded({ extended: false, limit: '16kb' }));
  router.use((req, res, next) => {
    const { of } = req.query;
    next(
      of === undefined || isMarkedFor(currentSession(res), of) ? undefined : new RefusedError('otherPerson'),
    );
  });
  router.use((req, res, next) => {
    if (req.method === 'POST') lastShown.forget(currentSession(res));
    next();
  });
  router.use(async (_req, res, next) => {
    const person = sessionPerson(currentSession(res));
    // Every request waits for both.
    const [told, hasObjected] = person
      ? await Promise.all([ownData.told(person), ownData.isOff(person)])
      : [null, false];
    const isPaused = told?.paused === true;
    res.locals['told'] = told;
    // Who has stopped them reads that, also where they had paused them before.
    res.locals['isPaused'] = isPaused && !hasObjected;
    res.locals['isOff'] = isPaused || hasObjected;
    next();
  });

  // What is stored of a person stays theirs to see and delete.
  router.use(async (req, res, next) => {
    if (req.method === 'POST' || /^\/data(?:\/|$)/.test(req.path)) return next();
    const session = currentSession(res);
    const { course } = readView(req, res);
    const stored = await records.settings(session.institutionId, course);
    lastShown.rememberPlace(session, course, stored);
    const settings = resolveSettings(stored.course, stored.institution);
    res.locals['settings'] = settings;
    res.locals['storedSettings'] = stored;
    if (settings.isOn || isStaff(session)) return next();
    res.render('panel/switched-off', switchedOffPage(session, stored, pageWords(res)));
  });

  addSuggestions(router, { ...options, readView });
  addCourseActions(router, { records, readView });
  addColours(router, { records, readView });
  addWhy(router, { explain: options.explain, records, readView });
  addPlanPath(router, { explain: options.explain, plan: options.plan, records, readView });
  addPlan(router, { plan: options.plan, records, readView });
  addPath(router, { goalPath: options.goalPath, readView });
  addSearch(router, { search: options.search, records, readView });
  addProfile(router, {
    ...{ matches: options.matches, presumedLanguages: options.presumedLanguages },
    ...{ records, readView },
  });
  addHiddenCourses(router, { records, readView });
  addYourData(router, { ownData, readView, issueFileTicket: options.issueFileTicket });
  return router;

  function readView(req: Request, res: Response): PanelView {
    return readPanelView(req.query, currentSession(res), links);
  }
}
