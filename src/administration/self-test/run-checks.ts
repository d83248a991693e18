import type { Session } from '../../../models/session.ts';
import { type Message, message, type Sentences } from '../../messages/message.ts';

/** `unknown`: it could not be tried here, or not yet. */
export type State = 'good' | 'bad' | 'unknown';

export interface Outcome {
  state: State;
  /** What was found, in plain words; no secret and nobody's name. */
  found: Sentences;
  /** What to do about it. */
  cure?: Sentences;
}

/** Where the checks are asked from: a visit from the LMS, or the administration, which has come from no course. */
export type CheckedFrom = Pick<Session, 'institutionId' | 'contextMembershipsUrl'>;

/** One thing that an installation needs. Checks run at the same time, each until `signal` is aborted. */
export interface Check {
  title: Message;
  /** It tries what a launch from a course has named, so it says nothing anywhere else. */
  needsLaunch?: true;
  run(visit: CheckedFrom, signal: AbortSignal): Promise<Outcome>;
}

export interface Result extends Outcome {
  title: Message;
}

/** Runs all checks at once. A check that fails or takes too long holds up no other. */
export function runChecks(
  checks: readonly Check[],
  visit: CheckedFrom,
  limitMilliseconds = 8_000,
): Promise<Result[]> {
  return Promise.all(
    checks.map(async ({ title, run }) => ({ title, ...(await within(limitMilliseconds, run, visit)) })),
  );
}

async function within(milliseconds: number, run: Check['run'], visit: CheckedFrom): Promise<Outcome> {
  const signal = AbortSignal.timeout(milliseconds);
  const late = new Promise<Outcome>((resolve) => {
    signal.addEventListener('abort', () =>
      resolve({
        state: 'bad',
        found: message('selfTest.late', { seconds: milliseconds / 1000 }),
        cure: message('selfTest.late.cure'),
      }),
    );
  });
  const failed = (): Outcome => ({
    state: 'bad',
    found: message('selfTest.failed'),
    cure: message('selfTest.failed.cure'),
  });
  return Promise.race([run(visit, signal).catch(failed), late]);
}
