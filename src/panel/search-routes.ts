import type { Request, Response, Router } from 'express';
import type { Types } from 'mongoose';
import { stateGroups } from '../answering/course-state.ts';
import type { SearchAnswer } from '../answering/search-courses.ts';
import { currentSession } from '../web/current-session.ts';
import { pageWords } from '../words/page-words.ts';
import { goBack } from './go-back.ts';
import { readCourseNotice } from './named-course.ts';
import type { Notice } from './notice.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import { parseLine } from './profile-input.ts';
import { type SearchAsked, type SearchResults, toSearchResults } from './search-page.ts';
import { isLearner, readLearner, readOwner, requireLearner } from './visitor.ts';

export interface SearchOptions {
  /** What a search finds in the whole catalogue; without a learner, as it stands to anybody. */
  search(request: {
    institutionId: Types.ObjectId;
    learner?: string;
    course?: string;
    locale?: string;
    text: string;
  }): Promise<SearchAnswer>;
  records: PanelRecords;
  readView: (req: Request, res: Response) => PanelView;
}

/** Everything that `views/panel/search-page.ejs` shows. */
export interface SearchPage {
  text: string;
  /** Undefined before anything is searched. */
  results: SearchResults | undefined;
  notice: Notice | undefined;
  /** The reader can keep courses for later, and bring back what they have hidden. */
  hasPlan: boolean;
  /** What they do counts for their suggestions. */
  isLearner: boolean;
  /** The learner's suggestions follow this search. */
  isFollowed: boolean;
  address: (action: string, parameters?: Readonly<Record<string, string>>) => string;
  /** Address of this search with another filter or page. */
  same: (changes: { state?: string | undefined; page?: number }) => string;
  /** Parameters by which an action comes back to this page. */
  here: Readonly<Record<string, string>>;
}

/**
 * GET /panel/search: the whole catalogue, searched. Everything is in the address, and looking changes nothing: neither what is stored
 * nor what is suggested.
 */
export function addSearch(router: Router, options: SearchOptions): void {
  const { search, records, readView } = options;

  router.get('/search', async (req, res) => {
    const session = currentSession(res);
    const view = readView(req, res);
    const owner = readOwner(res);
    const learner = readLearner(res);
    const words = pageWords(res);
    const isAboutReader = isLearner(session);
    const all = readAsked(req.query);
    const asked = isAboutReader ? all : { ...all, group: undefined };
    const { text, group, page } = asked;
    const { institutionId, locale } = session;
    const [answer, taken, followed, subjects, notice] = await Promise.all([
      text === ''
        ? undefined
        : search({
            ...{ institutionId, text, ...owner },
            ...(view.course === undefined ? {} : { course: view.course }),
            ...(locale === undefined ? {} : { locale }),
          }),
      learner ? records.taken(learner) : [],
      learner ? records.searches(learner) : [],
      records.subjects(institutionId),
      readCourseNotice(req, session, records, words),
    ]);
    const of = ownerMark(session);
    const address: SearchPage['address'] = (action, parameters) =>
      panelAddress(view, action, { ...parameters, of });
    const searchPage: SearchPage = {
      ...{ text, notice, address, hasPlan: owner !== undefined, isLearner: learner !== undefined },
      results:
        answer &&
        toSearchResults(answer, asked, words, {
          ...{ subjects, isAboutReader },
          ratings: new Map(taken.map(({ key, rating }) => [key, rating])),
        }),
      isFollowed: followed.some((one) => one.toLowerCase() === text.toLowerCase()),
      same: (changes) => address('/search', parametersOf({ text, page: 1, ...changes })),
      here: { at: 'search', ...parametersOf({ text, state: group, page }) },
    };
    res.render('panel/search-page', { words, page: searchPage });
  });

  // Suggestions follow a search only where somebody presses for that; what is empty forgets all of them.
  router.post('/searches', async (req, res) => {
    const learner = requireLearner(res);
    const text = parseLine(req.body?.['text']);
    if (text) await records.recordEvents(learner, [{ type: 'searched', text }]);
    else await records.forgetSearches(learner);
    goBack(req, res, readView(req, res), text ? { searched: text } : { searches: 'forgotten' });
  });
}

/** @param query of an address below /panel */
export function readAsked(query: Readonly<Record<string, unknown>>): SearchAsked {
  const page = `${query['page'] ?? ''}`;
  return {
    text: parseLine(query['q']),
    group: stateGroups.find((group) => group === query['state']),
    page: /^[1-9]\d{0,2}$/.test(page) ? Number(page) : 1,
  };
}

/** The address's own parameters of a search. */
export function parametersOf({
  text,
  state,
  page,
}: {
  text: string;
  state?: string | undefined;
  page: number;
}): Record<string, string> {
  return { q: text, ...(state ? { state } : {}), ...(page > 1 ? { page: `${page}` } : {}) };
}
