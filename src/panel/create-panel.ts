// The student's face. Read in this order:
//   create-panel.ts      the routes
//   panel-address.ts     what one panel shows, and the address that says so; link-settings.ts and link-references.ts for
//                        panels that are opened by a link, page-owner.ts for whom a page was made
//   panel-records.ts     what the panel reads and writes beside the recommendations, panel-goals.ts what it asks about goals,
//                        saved-courses.ts the courses that are kept for later
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
import { type EventDetail, hidingReasons } from '../../models/event.ts';
import type { Session } from '../../models/session.ts';
import { type CourseFilter, type FilterName, filterNames } from '../answering/course-filter.ts';
import type { Hiding } from '../answering/hidden-courses.ts';
import type { ProfileMatches } from '../answering/profile-matches.ts';
import type { Overview, OverviewRequest } from '../answering/recommend.ts';
import type { Recommendation, RecommendationRequest } from '../answering/recommendation.ts';
import { type EffectiveSettings, resolveSettings } from '../panel-settings/resolve-settings.ts';
import { currentSession } from '../web/current-session.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { pageWords } from '../words/page-words.ts';
import type { Words } from '../words/words.ts';
import { addHiddenCourses } from './hidden-routes.ts';
import type { LearnerRef } from './learner-ref.ts';
import type { LinkReferences } from './link-references.ts';
import type { Notice } from './notice.ts';
import { isMarkedFor } from './page-owner.ts';
import { type PanelView, panelAddress, readPanelView, readPlace, settledView } from './panel-address.ts';
import { PanelError } from './panel-error.ts';
import { isStaff, panelLearner, panelPage } from './panel-page.ts';
import type { PanelRecords } from './panel-records.ts';
import { addPath, type PathOptions } from './path-routes.ts';
import { type PickerOptions, readPicker } from './picker.ts';
import { addPlanPath } from './plan-path-routes.ts';
import { addPlan, type PlanOptions } from './plan-routes.ts';
import { parseLine, parseProfile } from './profile-input.ts';
import { savedProfileWords } from './profile-page.ts';
import { addProfile, type ProfileRoutesOptions } from './profile-routes.ts';
import { addSearch, type SearchOptions } from './search-routes.ts';
import { switchedOffPage } from './switched-off-page.ts';
import { addWhy, type WhyOptions } from './why-routes.ts';
import { addYourData, type IssueFileTicket, type OwnData, sessionPerson } from './your-data-routes.ts';

export interface PanelOptions {
  /** No trailing slash. */
  publicUrl: string;
  /** The best `count` courses and others in rows; without a learner, what suits everybody. */
  overview(request: OverviewRequest): Promise<Overview>;
  search: SearchOptions['search'];
  explain: WhyOptions['explain'];
  goalPath: PathOptions['goalPath'];
  plan: PlanOptions['plan'];
  /** What came of the things that a learner says of themselves. */
  matches(request: RecommendationRequest): Promise<ProfileMatches>;
  /** Of the languages that courses are in, those that a learner can follow as far as it shows. */
  presumedLanguages: ProfileRoutesOptions['presumedLanguages'];
  /** How many courses are kept from a learner by their language alone. */
  inOtherLanguages(request: RecommendationRequest): Promise<number>;
  records: PanelRecords;
  ownData: OwnData;
  issueFileTicket: IssueFileTicket;
  /** Reads the links that panels were opened by. */
  links: LinkReferences;
}

/**
 * The student's face, to be mounted at /panel behind a middleware that sets `res.locals.session`. Every action is a form
 * that is answered with a redirect back to the panel, so that it works without JavaScript. Every address says what the
 * panel shows: `?link=` names the link that it was opened by, `?purpose=` what was picked in it.
 */
export function createPanel(options: PanelOptions): Router {
  const { publicUrl, overview, search, records, ownData, links } = options;
  const router = Router();
  router.use(requireSameOrigin(publicUrl));
  router.use(express.urlencoded({ extended: false, limit: '16kb' }));
  router.use((req, res, next) => {
    const { of } = req.query;
    next(of === undefined || isMarkedFor(currentSession(res), of) ? undefined : PanelError.otherPerson());
  });
  router.use(async (_req, res, next) => {
    const person = sessionPerson(currentSession(res));
    // Every request waits for both.
    const [isPaused, hasObjected] = person
      ? await Promise.all([ownData.isPaused(person), ownData.isOff(person)])
      : [false, false];
    // Who has stopped them reads that, also where they had paused them before.
    res.locals['isPaused'] = isPaused && !hasObjected;
    res.locals['isOff'] = isPaused || hasObjected;
    next();
  });

  // What is stored of a person stays theirs to see and delete.
  router.use(async (req, res, next) => {
    if (req.method === 'POST' || /^\/data(?:\/|$)/.test(req.path)) return next();
    const session = currentSession(res);
    const stored = await records.settings(session.institutionId, panelOf(req, res));
    const settings = resolveSettings(stored.course, stored.institution);
    res.locals['settings'] = settings;
    if (settings.isOn || isStaff(session)) return next();
    res.render('panel/switched-off', switchedOffPage(session, stored, pageWords(res)));
  });

  router.get('/', async (req, res) => {
    await show(req, res, res.locals['settings'] as EffectiveSettings);
  });

  // Once it is hidden, its place asks why: that is another event, which counts instead.
  router.post('/dismissed', async (req, res) => {
    const course = await courseAskedFor(req, res);
    const why = hidingReasons.find((reason) => reason === req.query['why']);
    await records.recordEvents(
      requireLearner(res),
      [{ type: 'dismissed', course, ...(why && { why }) }],
      panelOf(req, res),
    );
    back(req, res, { dismissed: course });
  });

  router.post('/restored', async (req, res) => {
    const course = await courseAskedFor(req, res);
    await records.recordEvents(requireLearner(res), [{ type: 'restored', course }], panelOf(req, res));
    back(req, res, { restored: course });
  });

  for (const isSaved of [true, false])
    router.post(isSaved ? '/saved' : '/unsaved', async (req, res) => {
      const learner = requireLearner(res);
      const course = await courseAskedFor(req, res);
      await (isSaved ? records.save(learner, course) : records.unsave(learner, course));
      back(req, res, { [isSaved ? 'saved' : 'unsaved']: course });
    });

  // The browser sends this when somebody follows a link to a course (`ping`). A redirect through this tool would not
  // know the learner: the session's cookie is partitioned, and the link opens outside the frame.
  router.post('/opened', async (req, res) => {
    const course = await courseAskedFor(req, res);
    await records.recordEvents(requireLearner(res), [{ type: 'opened', course }], panelOf(req, res));
    res.sendStatus(204);
  });

  router.post('/searches', async (req, res) => {
    const learner = requireLearner(res);
    const text = parseLine(req.body?.['text']);
    if (text) await records.recordEvents(learner, [{ type: 'searched', text }]);
    else await records.forgetSearches(learner);
    back(req, res, text ? { searched: text } : { searches: 'forgotten' });
  });

  // For whom their languages leave nothing to suggest: from now on any will do.
  router.post('/languages', async (req, res) => {
    const learner = requireLearner(res);
    const [profile, languages] = await Promise.all([
      records.profile(learner),
      records.languages(learner.institutionId),
    ]);
    await records.saveProfile(learner, { ...profile, languages });
    back(req, res, { profile: 'saved' });
  });

  router.post('/colours', async (req, res) => {
    const session = currentSession(res);
    const dark = req.body?.['dark'] === 'yes';
    const learner = res.locals['isOff'] === true ? undefined : panelLearner(session);
    await records.saveDark(session._id, learner, dark);
    back(req, res, { colours: 'changed' });
  });

  addWhy(router, { explain: options.explain, readView, requireLearner, readCourseNotice });
  addPlanPath(router, { explain: options.explain, plan: options.plan, records, readView, requireLearner });
  addPlan(router, { plan: options.plan, records, readView, requireLearner, courseNamed });
  addPath(router, { goalPath: options.goalPath, readView, requireLearner });
  addSearch(router, { search, records, readView, readLearner, readCourseNotice });
  addProfile(router, {
    ...{ records, matches: options.matches, presumedLanguages: options.presumedLanguages },
    ...{ readView, requireLearner, courseNamed },
  });
  addHiddenCourses(router, { records, readView, requireLearner, readCourseNotice });
  addYourData(router, { ownData, readView, issueFileTicket: options.issueFileTicket });

  return router;

  async function show(req: Request, res: Response, settings: EffectiveSettings) {
    const session = currentSession(res);
    const { institutionId, locale } = session;
    const isOff = res.locals['isOff'] === true;
    const learner = readLearner(res);
    const view = settledView(readView(req, res), settings);
    const { course, purpose, cards } = view;
    const request = {
      ...{ institutionId, purpose },
      ...learner,
      ...(isStaff(session) ? { student: 'new' as const } : {}),
      ...(course === undefined ? {} : { course }),
      ...(locale === undefined ? {} : { locale }),
    };
    const hidden = learner ? await records.hidden(learner) : [];
    const justHidden = hidden.find((hiding) => hiding.course === req.query['dismissed']);
    const { recommendations, rows, choices, way } = await overview({
      ...{ ...request, count: cards, filter: view.filter },
      ...(justHidden && { stillShown: justHidden.course }),
    });
    const isFiltered = Object.keys(view.filter).length > 0;
    const emptying =
      isFiltered && recommendations.length === 0 ? await emptyingFilter(request, view.filter) : undefined;
    if (learner)
      await recordShown(
        learner,
        recommendations.filter(({ course: { key } }) => key !== justHidden?.course),
        course,
        rows.flatMap((row) => row.courses),
      );
    const words = pageWords(res);
    const notice = await readNotice(req, request, { session, learner, words });
    const inOtherLanguages =
      recommendations.length > 0 || isFiltered ? 0 : await options.inOtherLanguages(request);
    res.render('panel/panel', {
      words,
      page: await panelPage({
        ...{
          session,
          isOff,
          isPaused: res.locals['isPaused'] === true,
          view,
          isSwitchedOff: !settings.isOn,
          recommendations,
          ...{ rows, choices, emptying, openRow: req.query['row'] },
          inOtherLanguages,
          readPicker: async (who) => readPicker(await pickerOptions(req, who, locale, words)),
          hiding: justHidden && (await namedHiding(justHidden, session)),
          hiddenCount: hidden.length,
          records,
          words,
          notice,
          way,
        },
        haveColoursChanged: req.query['colours'] === 'changed',
      }),
    });
  }

  /** @returns with what was picked and typed so far, where somebody wants to know what it means */
  async function pickerOptions(
    req: Request,
    learner: LearnerRef,
    locale: string | undefined,
    words: Words,
  ): Promise<PickerOptions> {
    const asked = { ...learner, ...(locale === undefined ? {} : { locale }) };
    const [languages, presumed] = await Promise.all([
      records.languages(learner.institutionId),
      options.presumedLanguages(asked),
    ]);
    const draft =
      req.query['check'] === undefined ? undefined : parseProfile(req.query, languages, presumed).profile;
    return {
      ...{ learner, records, locale, words, draft, presumed },
      matches: (goal) => options.matches({ ...asked, told: { interests: [], goal, skills: [] } }),
      search: (text) => search({ ...asked, text: parseLine(text) }),
    };
  }

  /** A filter without which there would be courses; undefined where one alone is not what empties the page. */
  async function emptyingFilter(
    request: RecommendationRequest,
    filter: CourseFilter,
  ): Promise<FilterName | undefined> {
    for (const name of filterNames) {
      if (filter[name] === undefined) continue;
      const { [name]: _, ...without } = filter;
      const { recommendations } = await overview({ ...request, count: 1, filter: without });
      if (recommendations.length > 0) return name;
    }
    return undefined;
  }

  /** Whom the visit is about, unless they object to that. */
  function readLearner(res: Response): LearnerRef | undefined {
    return res.locals['isOff'] === true ? undefined : panelLearner(currentSession(res));
  }

  function readView(req: Request, res: Response): PanelView {
    return readPanelView(req.query, currentSession(res), links);
  }

  /** Back to the page that the form stood on: the hidden courses (`?list=`), another page (`?at=`), or the panel. */
  function back(req: Request, res: Response, outcome: Readonly<Record<string, string>>): void {
    const { action, parameters } = readPlace(req.query);
    res.redirect(
      303,
      req.query['list'] === 'hidden'
        ? panelAddress(readView(req, res), '/hidden', outcome)
        : panelAddress(readView(req, res), action, { ...parameters, ...outcome }),
    );
  }

  /** `Course.key` of the course that the panel is open in. */
  function panelOf(req: Request, res: Response): string | undefined {
    return readView(req, res).course;
  }

  /**
   * Of the events only answers that were left to chance: in all others every propensity is 1.
   * @param panel `Course.key` of the course that it is open in
   * @param inRows what is shown below
   */
  async function recordShown(
    learner: LearnerRef,
    recommendations: readonly Recommendation[],
    panel: string | undefined,
    inRows: readonly Recommendation[],
  ) {
    const shownCourses = [...new Set([...recommendations, ...inRows].map(({ course }) => course.key))];
    if (panel !== undefined) await records.recordSightings(learner, panel, shownCourses);
    await records.recordCompared(learner, shownCourses);
    const shown = recommendations.flatMap(({ course, propensity, score }, i): EventDetail[] =>
      propensity === undefined || score === undefined
        ? []
        : [{ type: 'shown', course: course.key, position: i + 1, propensity, score }],
    );
    if (shown.length > 0) await records.recordEvents(learner, shown);
  }

  /** The key that `?course=` names. @throws PanelError without a learner, or without such a course */
  async function courseAskedFor(req: Request, res: Response): Promise<string> {
    requireLearner(res);
    const course = await courseNamed(req.query['course'], currentSession(res));
    if (course === undefined) throw PanelError.courseUnknown();
    return course.key;
  }

  /** What has happened, as the redirect after an action says. It is believed only where the database agrees. */
  async function readNotice(
    req: Request,
    request: RecommendationRequest,
    { session, learner, words }: { session: Session; learner: LearnerRef | undefined; words: Words },
  ): Promise<Notice | undefined> {
    const { profile, searches } = req.query;
    if (profile === 'saved' && request.learner !== undefined)
      return { text: savedProfileWords(await options.matches(request), words) };
    if (searches === 'forgotten') return { text: words.say('notice.searchesForgotten') };
    const text = parseLine(req.query['searched']);
    if (learner && text && (await records.searches(learner)).includes(text)) {
      const { nothingFits } = await search({ ...request, learner: learner.learner, text });
      return { text: words.say(nothingFits ? 'notice.searchedInVain' : 'notice.searched', { text }) };
    }
    return readCourseNotice(req, session, words);
  }

  /** What has just been done to a course. */
  async function readCourseNotice(req: Request, session: Session, words: Words): Promise<Notice | undefined> {
    for (const done of ['restored', 'saved', 'unsaved'] as const) {
      const course = await courseNamed(req.query[done], session);
      if (course) return { text: words.say(`notice.${done}`, { course: course.title }) };
    }
    return undefined;
  }

  /** With the title of the course; undefined where students are told nothing of it. */
  async function namedHiding(hiding: Hiding, session: Session) {
    const course = await courseNamed(hiding.course, session);
    return course && { hiding, title: course.title };
  }

  async function courseNamed(key: unknown, session: Session) {
    const { institutionId, locale } = session;
    if (typeof key !== 'string') return undefined;
    return records.course(institutionId, key, { learner: panelLearner(session)?.learner, locale });
  }
}

function requireLearner(res: Response): LearnerRef {
  const learner = panelLearner(currentSession(res));
  if (learner === undefined) throw PanelError.anonymous();
  if (res.locals['isPaused'] === true) throw PanelError.paused();
  if (res.locals['isOff'] === true) throw PanelError.off();
  return learner;
}
