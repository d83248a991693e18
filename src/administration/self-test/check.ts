import type { Session } from '../../../models/session.ts';

/** `unknown`: it could not be tried here, or not yet. */
export type State = 'good' | 'bad' | 'unknown';

export interface Outcome {
  state: State;
  /** What was found, in plain words; no secret and nobody's name. */
  found: string;
  /** What to do about it. */
  cure?: string;
}

/** One thing that an installation needs. Checks run beside each other, each within the time that `signal` gives. */
export interface Check {
  title: string;
  run(visit: Session, signal: AbortSignal): Promise<Outcome>;
}

export interface Result extends Outcome {
  title: string;
}
