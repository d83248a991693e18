import type { ToolKeys } from '../../lti/keys/tool-keys.ts';
import { type JobKind, priorities } from '../job-kind.ts';

const day = 86_400_000;
const hour = 3_600_000;

/**
 * Looks once an hour whether the signing key is due for rotation.
 * @param days that a key signs for
 */
export function keyRotationJob(keys: ToolKeys, days: number): JobKind {
  return {
    ...{ name: 'key-rotation', priority: priorities.housekeeping, atOnce: 1, attempts: 3 },
    ...{ everyMilliseconds: hour, pauseMilliseconds: hour, longestMilliseconds: 10 * 60_000 },
    async run(_job, { log }) {
      if (await keys.rotateWhenDue(days * day)) log.info('a new signing key is published; it signs in a day');
    },
  };
}
