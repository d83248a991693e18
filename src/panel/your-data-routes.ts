import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response, Router } from 'express';
import { EventModel } from '../../models/event.ts';
import type { Learner } from '../../models/learner.ts';
import type { Session } from '../../models/session.ts';
import type { CourseName } from '../answering/course-words.ts';
import { exportPerson, exportText, type PersonExport } from '../privacy/export-person.ts';
import { forgetTold, hasObjected, object, withdrawObjection } from '../privacy/objections.ts';
import { pause, readTold, resume } from '../privacy/pauses.ts';
import type { Person } from '../privacy/pseudonyms.ts';
import { currentSession } from '../web/current-session.ts';
import { pageWords } from '../words/page-words.ts';
import type { Words } from '../words/words.ts';
import { readCourseNames } from './course-names.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import { RefusedError } from './refused-error.ts';
import { nobody } from './visitor.ts';
import { shownEvents, storedWords, type YourDataPage } from './your-data-page.ts';

/** What people may do about the data that is stored of them (GDPR Art. 15, 17, 20 and 21). */
export interface OwnData {
  /** Whether nothing may be stored of them: they have objected, or were deleted. */
  isOff(who: Person): Promise<boolean>;
  /** Everything, with only the newest events. */
  overview(who: Person, newestEvents: number): Promise<PersonExport>;
  countEvents(who: Person): Promise<number>;
  /** What courses are called in the reader's language; also those of which students are told nothing else. */
  courseNames(
    who: Person,
    keys: readonly string[],
    locale: string | undefined,
  ): Promise<ReadonlyMap<string, Pick<CourseName, 'title' | 'language'>>>;
  /** Everything as JSON, in pieces. */
  everything(who: Person): AsyncIterable<string>;
  forgetTold(who: Person): Promise<unknown>;
  /** @param visit `_id` of the session in which it is done; this session is kept */
  turnOff(who: Person, visit: string): Promise<unknown>;
  turnOn(who: Person): Promise<unknown>;
  /** What they have told, and whether they want no personal suggestions for now (`paused`); null: nothing. */
  told(who: Person): Promise<Learner | null>;
  pause(who: Person): Promise<unknown>;
  resume(who: Person): Promise<unknown>;
}

export const ownData: OwnData = {
  overview: (who, newestEvents) => exportPerson(who, { newestEvents }),
  countEvents: ({ institutionId, learner }) => EventModel.countDocuments({ institutionId, learner }),
  courseNames: ({ institutionId }, keys, locale) => readCourseNames(institutionId, keys, locale),
  ...{ isOff: hasObjected, everything: exportText, forgetTold },
  ...{ turnOff: object, turnOn: withdrawObjection, told: readTold, pause, resume },
};

export interface YourDataOptions {
  ownData: OwnData;
  readView: (req: Request, res: Response) => PanelView;
  issueFileTicket: IssueFileTicket;
}

/** Makes what stands for a visit in the address of one file, once. @param path of the file */
export type IssueFileTicket = (session: Session, path: string) => Promise<string>;

const doneActions = ['forgotten', 'stopped', 'allowed', 'paused', 'resumed'] as const;
const nothing = {
  ...{ told: [], studies: [], courses: [], saved: [], events: [], shown: [] },
  ...{ moreEvents: 0, moreShown: 0 },
};

/** The person who visits, staff included: what is stored of them is theirs. */
export function sessionPerson({ institutionId, learner }: Session): Person | undefined {
  return learner === undefined ? undefined : { institutionId, learner };
}

/** Below /panel/data: visitors see, download and delete what is stored of them. */
export function addYourData(router: Router, { ownData, readView, issueFileTicket }: YourDataOptions): void {
  router.get('/data', (req, res) => show(req, res));

  router.get('/data/download', async (_req, res) => {
    const everything = Readable.from(ownData.everything(requirePerson(res)));
    res.attachment('next-courses.json');
    await pipeline(everything, res);
  });

  // The script of a browser that keeps no cookie asks for it.
  router.post('/data/download/ticket', async (req, res) => {
    requirePerson(res);
    res.json({ ticket: await issueFileTicket(currentSession(res), `${req.baseUrl}/data/download`) });
  });

  router.post('/data/forgotten', async (req, res) => {
    const person = requirePerson(res);
    if (req.body?.['sure'] !== 'yes') return show(req, res.status(422), 'forgotten');
    await ownData.forgetTold(person);
    back(req, res, 'forgotten');
  });

  router.post('/data/stopped', async (req, res) => {
    const person = requirePerson(res);
    if (req.body?.['sure'] !== 'yes') return show(req, res.status(422), 'stopped');
    await ownData.turnOff(person, currentSession(res)._id);
    back(req, res, 'stopped');
  });

  router.post('/data/allowed', async (req, res) => {
    await ownData.turnOn(requirePerson(res));
    back(req, res, 'allowed');
  });

  router.post('/data/paused', async (req, res) => {
    const person = requirePerson(res);
    if (await ownData.isOff(person)) throw new RefusedError('off');
    await ownData.pause(person);
    back(req, res, 'paused');
  });

  router.post('/data/resumed', async (req, res) => {
    await ownData.resume(requirePerson(res));
    back(req, res, 'resumed');
  });

  /** @param unsure the deletion that was asked for without confirming it */
  async function show(req: Request, res: Response, unsure?: YourDataPage['unsure']): Promise<void> {
    const view = readView(req, res);
    const session = currentSession(res);
    const of = ownerMark(session);
    const person = sessionPerson(session);
    const isOff = person !== undefined && (await ownData.isOff(person));
    const unknown = session.role === 'testStudent' ? 'testStudent' : 'anonymous';
    const state = person === undefined ? unknown : isOff ? 'off' : 'on';
    const words = pageWords(res);
    const done = doneActions.find((action) => action === req.query['done']);
    const page: YourDataPage = {
      ...{ state, unsure },
      isPaused: res.locals['isPaused'] === true,
      introduction: words.say(`yourData.introduction.${state}`),
      ...(person === undefined || isOff ? nothing : await stored(person, session.locale, words)),
      notice: done && { text: words.say(`yourData.done.${done}`) },
      address: (action) => panelAddress(view, action, { of }),
    };
    res.render('panel/your-data', { page, words });
  }

  async function stored(person: Person, locale: string | undefined, words: Words) {
    const [overview, events] = await Promise.all([
      ownData.overview(person, shownEvents),
      ownData.countEvents(person),
    ]);
    const names = await ownData.courseNames(person, Object.keys(overview.courseTitles), locale);
    return {
      ...storedWords(overview, (key) => names.get(key), words),
      moreEvents: Math.max(0, events - shownEvents),
    };
  }

  function back(req: Request, res: Response, done: string): void {
    res.redirect(303, panelAddress(readView(req, res), '/data', { done }));
  }
}

function requirePerson(res: Response): Person {
  const session = currentSession(res);
  const person = sessionPerson(session);
  if (person === undefined) throw new RefusedError(nobody(session));
  return person;
}
