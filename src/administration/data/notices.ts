import type { Request, Response } from 'express';
import type { Institution } from '../../../models/institution.ts';

const words = {
  'sync-started': 'The run has begun. This page shows how far it is.',
  'already-runs': 'A run of this source is already running. This page shows how far it is.',
  'forecast-started':
    'This tool is finding out what would change, and writes nothing. This page will show the answer.',
  stopping: 'The run ends within a few seconds. The next run goes on from there.',
  'nothing-runs': 'No run was running any more.',
  'too-early': 'The source has asked this tool to wait; see below until when.',
  'upload-started': 'The files have arrived and are being read. This page shows how far it is.',
  'removals-released': 'What was held back is removed now.',
  saved: 'The connection is saved.',
  granted: 'The LMS has granted access.',
  removed: 'The connection is removed. The data that it has brought stays, and is no longer refreshed.',
  'training-wanted': 'A training begins soon. Until it is done, the model before goes on serving.',
  'all-offered':
    'From now on every course is offered, also those that students cannot get into. The card says how to get in.',
  'enterable-offered': 'From now on only courses are offered that students can get into or ask for.',
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
