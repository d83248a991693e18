import { type Message, message } from '../../messages/message.ts';
import { inEnglish } from '../../words/in-english.ts';

/** Another run of the source is in progress. */
export class RunInProgressError extends Error {
  readonly sentences: readonly Message[];

  constructor(source: string) {
    const sentences = [message('run.underWay', { source })];
    super(inEnglish(sentences));
    this.name = 'RunInProgressError';
    this.sentences = sentences;
  }
}

/** The other side asked not to be asked yet. */
export class TooEarlyError extends Error {
  readonly retryAt: Date;
  readonly sentences: readonly Message[];

  constructor(source: string, retryAt: Date) {
    const sentences = [message('run.tooEarly', { source, at: retryAt.toISOString() })];
    super(inEnglish(sentences));
    this.name = 'TooEarlyError';
    this.retryAt = retryAt;
    this.sentences = sentences;
  }
}

/** An administrator has stopped the run. */
export class StoppedError extends Error {
  readonly sentences = [message('run.stopped')];

  constructor() {
    super(inEnglish(message('run.stopped')));
    this.name = 'StoppedError';
  }
}
