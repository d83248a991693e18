import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { noCounts } from '../../../src/sync/apply/apply.ts';
import type { SyncRecord } from '../../../src/sync/record.ts';
import type { PullOptions, Source } from '../../../src/sync/source.ts';

export const courses = 40;
export const members = 150;
/** What a pull of everything counts into an empty database. */
export const undisturbed = {
  ...noCounts,
  rows: courses * (members + 1),
  courses,
  enrolments: courses * members,
  changed: courses * (members + 1),
};

interface Options {
  /** Before each course. */
  pauseMilliseconds?: number;
  /** Before this course it waits, until it is let go or told to stop. */
  hold?: { course: number; letGo?: Promise<unknown> };
  /** What breaks off before this course, if anything. */
  failAt?: { course: number; error: Error };
  /** May change what is unread, as a source does while it pulls. */
  onPull?: (options: Pick<PullOptions, 'since' | 'cursor' | 'unread'>) => void;
}

/** A college of 40 courses of 150 members, more than one batch by its thirtieth; a checkpoint after each. */
export function syntheticSource({ pauseMilliseconds = 0, hold, failAt, onPull }: Options = {}): Source {
  return {
    name: 'moodle',
    async *pull({ since, cursor, unread, onProgress, signal }): AsyncGenerator<SyncRecord> {
      onPull?.({ since, cursor, unread });
      for (let c = cursor === undefined ? 0 : Number(cursor); c < courses; c++) {
        await sleep(pauseMilliseconds, undefined, { signal });
        if (c === hold?.course) await Promise.race([hold.letGo, once(signal, 'abort')].filter(Boolean));
        signal.throwIfAborted();
        if (c === failAt?.course) throw failAt.error;
        const course = `C${c}`;
        yield { kind: 'course', key: course, title: `Course ${c}` };
        for (let m = 0; m < members; m++)
          yield {
            kind: 'enrolment',
            learner: `learner${m}`,
            course,
            state: 'active',
            at: new Date(1.6e12 + c),
          };
        if (!since) yield { kind: 'complete', of: 'enrolments', course };
        onProgress(c + 1, courses);
        yield { kind: 'checkpoint', cursor: `${c + 1}` };
      }
      if (!since) yield { kind: 'complete', of: 'courses' };
    },
  };
}
