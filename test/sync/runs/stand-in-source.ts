import { once } from 'node:events';
import type { Institution } from '../../../models/institution.ts';
import type { Source } from '../../../src/sync/source.ts';
import './short-leases.ts';
import { courses, syntheticSource } from './synthetic-source.ts';

/** For a process of its own: in the middle it waits until the standard input ends. @param pause before each course, ms */
export function standInSource(_institution: Institution, pause: string): Source {
  const hold = { course: courses / 2, letGo: once(process.stdin.resume(), 'end') };
  return syntheticSource({ pauseMilliseconds: Number(pause), hold });
}
