import type { Request, Response } from 'express';
import type { Institution } from '../../../models/institution.ts';
import { type Message, message } from '../../messages/message.ts';

/** Messages `administration.data.done.…`. */
const notices = [
  'sync-started',
  'already-runs',
  'forecast-started',
  'stopping',
  'nothing-runs',
  'too-early',
  'upload-started',
  'columns-forgotten',
  'removals-released',
  'saved',
  'granted',
  'removed',
  'training-wanted',
  'all-offered',
  'enterable-offered',
] as const;

export type Notice = (typeof notices)[number];

/** The address of a source's page. */
export function sourceAddress({ _id }: Institution, source: string): string {
  return `/administration/institutions/${_id}/data/${source}`;
}

/** Redirects to a page, which then says what has happened. */
export function backTo(res: Response, address: string, notice: Notice): void {
  res.redirect(303, `${address}?done=${notice}`);
}

/** What has happened. `awaits`: it goes on in the background, and perhaps the page does not show it yet. */
export interface ShownNotice {
  message: Message;
  awaits: boolean;
}

export function readNotice(req: Request): ShownNotice | undefined {
  const done = notices.find((notice) => notice === req.query['done']);
  if (done === undefined) return undefined;
  return {
    message: message(`administration.data.done.${done}`),
    awaits: /-(started|wanted)$|^stopping$/.test(done),
  };
}
