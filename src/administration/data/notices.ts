import type { Request, Response } from 'express';
import type { Institution } from '../../../models/institution.ts';

const words = {
  'sync-started': 'It has begun. This page shows how far it is.',
  'already-runs': 'A run of it is under way already. This page shows how far it is.',
  'forecast-started': 'It finds out what would change; nothing is written. This page shows the answer.',
  stopping: 'It ends within a few seconds. The next run goes on from where it is.',
  'nothing-runs': 'Nothing was running any more.',
  'too-early': 'The other side asks not to be asked yet; see below until when.',
  'upload-started': 'The files have arrived and are being read. This page shows how far it is.',
  saved: 'The connection is saved.',
  granted: 'The LMS has granted access.',
  removed: 'The connection is removed. What it has brought stays, and is no longer refreshed.',
  'training-wanted': 'A training begins soon. Until it is done the model before it goes on.',
} as const;

export type Notice = keyof typeof words;

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
  words: string;
  awaits: boolean;
}

export function readNotice(req: Request): ShownNotice | undefined {
  const done = req.query['done'];
  if (typeof done !== 'string' || !Object.hasOwn(words, done)) return undefined;
  return { words: words[done as Notice], awaits: /-(started|wanted)$|^stopping$/.test(done) };
}
