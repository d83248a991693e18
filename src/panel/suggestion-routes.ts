import type { Request, Response, Router } from 'express';
import type { Types } from 'mongoose';
import type { EventDetail } from '../../models/event.ts';
import type { Learner } from '../../models/learner.ts';
import type { Session } from '../../models/session.ts';
import { type CourseFilter, type FilterName, filterNames } from '../answering/course-filter.ts';
import type { Hiding } from '../answering/hidden-courses.ts';
import type { ProfileMatches } from '../answering/profile-matches.ts';
import type { Overview, OverviewRequest } from '../answering/recommend.ts';
import type { Recommendation, RecommendationRequest } from '../answering/recommendation.ts';
import type { EffectiveSettings } from '../panel-settings/resolve-settings.ts';
import type { StoredSettings } from '../panel-settings/stored-settings.ts';
import { currentSession } from '../web/current-session.ts';
import { pageWords } from '../words/page-words.ts';
import type { Words } from '../words/words.ts';
import type { LastShown } from './last-shown.ts';
import type { LearnerRef } from './learner-ref.ts';
import { courseNamed, readCourseNotice } from './named-course.ts';
import type { Notice } from './notice.ts';
import { type PanelView, settledView } from './panel-address.ts';
import { panelPage } from './panel-page.ts';
import type { PanelRecords } from './panel-records.ts';
import { type PickerOptions, readPicker } from './picker.ts';
import { parseLine, parseProfile } from './profile-input.ts';
import { savedProfileWords } from './profile-page.ts';
import type { ProfileRoutesOptions } from './profile-routes.ts';
import type { SearchOptions } from './search-routes.ts';
import { looksAsNewStudent, readLearner, readOwner } from './visitor.ts';

export interface SuggestionOptions {
  /** The best `count` courses and others in rows; without a learner, what suits everybody. */
  overview(request: OverviewRequest): Promise<Overview>;
  search: SearchOptions['search'];
  /** What came of the things that a learner says of themselves. */
  matches(request: RecommendationRequest): Promise<ProfileMatches>;
  /** Of the languages that courses are in, those that a learner can follow as far as it shows. */
  presumedLanguages: ProfileRoutesOptions['presumedLanguages'];
  /** How many courses are kept from a learner by their language alone. */
  inOtherLanguages(request: RecommendationRequest): Promise<number>;
  records: PanelRecords;
  lastShown: LastShown;
  readView: (req: Request, res: Response) => PanelView;
}

/** Courses for everybody, of which those of a panel are taken that are not blocked there. */
const mostPopular = 30;

/** GET /panel: the suggestions. `res.locals.settings` holds what staff have set, `storedSettings` what of it is stored, `told` what the
 * learner has told. */
export function addSuggestions(router: Router, options: SuggestionOptions): void {
  const { overview, search, records, lastShown, readView } = options;

  router.get('/', show);

  async function show(req: Request, res: Response): Promise<void> {
    const settings = res.locals['settings'] as EffectiveSettings;
    const session = currentSession(res);
    const { institutionId, locale } = session;
    const isOff = res.locals['isOff'] === true;
    const learner = readLearner(res);
    const owner = readOwner(res);
    const view = settledView(readView(req, res), settings);
    const { course, purpose, cards } = view;
    const request = {
      ...{ institutionId, purpose },
      ...learner,
      read: {
        settings: res.locals['storedSettings'] as StoredSettings,
        learner: res.locals['told'] as Learner | null,
      },
      ...(owner && !learner ? { withoutCoursesOf: owner.learner } : {}),
      ...(looksAsNewStudent(session) ? { student: 'new' as const } : {}),
      ...(course === undefined ? {} : { course }),
      ...(locale === undefined ? {} : { locale }),
    };
    const { dismissed, row: openRow } = req.query;
    const {
      recommendations: answered,
      rows,
      choices,
      way,
      comparing,
      known,
    } = await overview({
      ...{ ...request, count: cards, filter: view.filter },
      ...(typeof dismissed === 'string' && { stillShown: dismissed }),
      ...(typeof openRow === 'string' && { openRow }),
    });
    const justHidden = known?.hidden.find((hiding) => hiding.course === dismissed);
    // What is the same for everybody says nothing of what this one keeps.
    const recommendations = answered.map((one) =>
      owner && !learner && known?.saved.has(one.course.key) ? { ...one, isSaved: true } : one,
    );
    const isFiltered = Object.keys(view.filter).length > 0;
    const emptying =
      isFiltered && recommendations.length === 0 ? await emptyingFilter(request, view.filter) : undefined;
    if (learner)
      await recordShown(
        learner,
        recommendations.filter(({ course: { key } }) => key !== justHidden?.course),
        { panel: course, inRows: rows.flatMap((row) => row.courses), comparing },
      );
    const words = pageWords(res);
    const notice = await readNotice(req, request, {
      ...{ session, learner, words },
      searches: known?.searches ?? [],
    });
    const inOtherLanguages =
      recommendations.length > 0 || isFiltered ? 0 : await options.inOtherLanguages(request);
    const page = await panelPage({
      ...{
        session,
        isOff,
        isPaused: res.locals['isPaused'] === true,
        view,
        isSwitchedOff: !settings.isOn,
        recommendations,
        ...{ rows, choices, emptying },
        inOtherLanguages,
        readPicker: async (who) => readPicker(await pickerOptions(req, who, locale, words)),
        hiding: justHidden && (await namedHiding(justHidden, session)),
        known,
        records,
        words,
        notice,
        way,
      },
      haveColoursChanged: req.query['colours'] === 'changed',
    });
    if (learner && settings.isOn && !isFiltered) lastShown.remember(session, readView(req, res), page);
    lastShown.renewPopular(institutionId, () => readPopular(institutionId));
    res.render('panel/panel', { words, page });
  }

  async function readPopular(institutionId: Types.ObjectId) {
    const [{ recommendations }, subjects] = await Promise.all([
      overview({ institutionId, purpose: 'next', count: mostPopular }),
      records.subjects(institutionId),
    ]);
    return { recommendations, subjects };
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

  /**
   * Of the events only answers that were left to chance: in all others every propensity is 1.
   * @param of `panel`: `Course.key` of the course that it is open in; `inRows`: what is shown below
   */
  async function recordShown(
    learner: LearnerRef,
    recommendations: readonly Recommendation[],
    {
      panel,
      inRows,
      comparing,
    }: { panel: string | undefined; inRows: readonly Recommendation[] } & Pick<Overview, 'comparing'>,
  ) {
    const shownCourses = [...new Set([...recommendations, ...inRows].map(({ course }) => course.key))];
    await records.recordSightings(learner, panel, shownCourses);
    if (comparing) await records.recordCompared(learner, shownCourses, comparing);
    const shown = recommendations.flatMap(({ course, propensity, score }, i): EventDetail[] =>
      propensity === undefined || score === undefined
        ? []
        : [{ type: 'shown', course: course.key, position: i + 1, propensity, score }],
    );
    if (shown.length > 0) await records.recordEvents(learner, shown);
  }

  /** What has happened, as the redirect after an action says. It is believed only where the database agrees. */
  async function readNotice(
    req: Request,
    request: RecommendationRequest,
    {
      session,
      learner,
      searches,
      words,
    }: {
      session: Session;
      learner: LearnerRef | undefined;
      searches: readonly string[];
      words: Words;
    },
  ): Promise<Notice | undefined> {
    if (req.query['profile'] === 'saved' && request.learner !== undefined)
      return { text: savedProfileWords(await options.matches(request), words) };
    if (req.query['searches'] === 'forgotten') return { text: words.say('notice.searchesForgotten') };
    const text = parseLine(req.query['searched']);
    if (learner && text && searches.includes(text)) {
      const { nothingFits } = await search({ ...request, learner: learner.learner, text });
      return { text: words.say(nothingFits ? 'notice.searchedInVain' : 'notice.searched', { text }) };
    }
    return readCourseNotice(req, session, records, words);
  }

  /** With the title of the course; undefined where students are told nothing of it. */
  async function namedHiding(hiding: Hiding, session: Session) {
    const course = await courseNamed(hiding.course, session, records);
    return course && { hiding, title: course.title };
  }
}
