import type { Request, Response, Router } from 'express';
import { currentSession } from '../web/current-session.ts';
import { goBack } from './go-back.ts';
import type { PanelView } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import { readOwner } from './visitor.ts';

export interface ColoursOptions {
  records: Pick<PanelRecords, 'saveDark'>;
  readView: (req: Request, res: Response) => PanelView;
}

/** POST /panel/colours: dark pages or light ones. */
export function addColours(router: Router, { records, readView }: ColoursOptions): void {
  router.post('/colours', async (req, res) => {
    const dark = req.body?.['dark'] === 'yes';
    await records.saveDark(currentSession(res)._id, readOwner(res), dark);
    goBack(req, res, readView(req, res), { colours: 'changed' });
  });
}
