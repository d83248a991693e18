import type { Request, Response } from 'express';
import { type PanelView, panelAddress, readPlace } from './panel-address.ts';

/**
 * Back to the page that the form stood on: the hidden courses (`?list=`), another page (`?at=`), or the panel.
 * @param outcome what has happened, for the page to say
 */
export function goBack(
  req: Request,
  res: Response,
  view: PanelView,
  outcome: Readonly<Record<string, string>>,
): void {
  const { action, parameters } = readPlace(req.query);
  res.redirect(
    303,
    req.query['list'] === 'hidden'
      ? panelAddress(view, '/hidden', outcome)
      : panelAddress(view, action, { ...parameters, ...outcome }),
  );
}
