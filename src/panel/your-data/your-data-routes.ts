import type { Request, Response, Router } from 'express';
import type { Session } from '../../../models/session.ts';
import type { Person } from '../../privacy/pseudonyms.ts';
import type { Words } from '../english.ts';
import { PanelError } from '../errors.ts';
import { ownerMark } from '../page-owner.ts';
import { panelAddress } from '../panel-address.ts';
import type { PanelView } from '../panel-view.ts';
import type { OwnData } from './own-data.ts';
import { storedWords, type YourDataPage } from './your-data-page.ts';

export interface YourDataOptions {
  ownData: OwnData;
  viewOf: (req: Request, res: Response) => PanelView;
  words: Words;
}

const nothing = { told: [], courses: [], events: [], moreEvents: 0 };

/** The person that a visit is of, staff too: what is stored of them is theirs. */
export function personOf({ institutionId, learner }: Session): Person | undefined {
  return learner === undefined ? undefined : { institutionId, learner };
}

/** Below /panel/data: what is stored of the visitor, to be seen, downloaded and deleted. */
export function addYourData(router: Router, { ownData, viewOf, words }: YourDataOptions): void {
  router.get('/data', (req, res) => show(req, res, false));

  router.get('/data/download', async (_req, res) => {
    const everything = await ownData.everything(requirePerson(res));
    res.attachment('next-courses.json').send(`${JSON.stringify(everything, null, 2)}\n`);
  });

  router.post('/data/forgotten', async (req, res) => {
    await ownData.forgetTold(requirePerson(res));
    back(req, res, 'forgotten');
  });

  router.post('/data/stopped', async (req, res) => {
    const person = requirePerson(res);
    if (req.body?.['sure'] !== 'yes') return show(req, res.status(422), true);
    await ownData.turnOff(person, sessionOf(res)._id);
    back(req, res, 'stopped');
  });

  router.post('/data/allowed', async (req, res) => {
    await ownData.turnOn(requirePerson(res));
    back(req, res, 'allowed');
  });

  async function show(req: Request, res: Response, unsure: boolean): Promise<void> {
    const view = viewOf(req, res);
    const of = ownerMark(sessionOf(res));
    const person = personOf(sessionOf(res));
    const isOff = person !== undefined && (await ownData.isOff(person));
    const state = person === undefined ? 'anonymous' : isOff ? 'off' : 'on';
    const done = words.yourData.done[req.query['done'] as 'stopped'];
    const page: YourDataPage = {
      ...{ state, unsure, words },
      ...(person === undefined || isOff ? nothing : storedWords(await ownData.everything(person), words)),
      notice: typeof done === 'string' ? { text: done } : undefined,
      address: (action) => panelAddress(view, action, { of }),
    };
    res.render('panel/your-data', { page });
  }

  function back(req: Request, res: Response, done: string): void {
    res.redirect(303, panelAddress(viewOf(req, res), '/data', { done }));
  }
}

function sessionOf(res: Response): Session {
  return res.locals['session'] as Session;
}

function requirePerson(res: Response): Person {
  const person = personOf(sessionOf(res));
  if (person === undefined) throw PanelError.anonymous();
  return person;
}
