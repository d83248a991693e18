import { SourceError } from './source-error.ts';

/** Errors of the answers to one question. Another question may be answered all the same. */
const ofOneAnswer = new Set(['answer-unusable', 'unreachable', 'busy', 'page-loop']);
/** Where so many parts in a row fail, it is not about them. */
export const mostInARow = 5;

/** Whether an error may be about the one thing that was asked for: the source does not ask to come later, and no right is missing. */
export function mayBeOfOnePart(error: unknown): error is SourceError {
  return error instanceof SourceError && ofOneAnswer.has(error.code) && !asksToWait(error);
}

/** Whether the other side has said when to come again. */
export function asksToWait({
  retryAfterMilliseconds,
}: {
  retryAfterMilliseconds: number | undefined;
}): boolean {
  return retryAfterMilliseconds !== undefined;
}

/**
 * Courses, or other parts of a source, that cannot be read while others can: a course whose page always breaks off must not keep
 * all behind it unread for ever. A part that fails is skipped, said, and its members are incomplete. Where five fail in a row, or
 * none could be read, it is not about them, and the pull ends. No checkpoint may come between a failure and the next success, so
 * that the next pull goes on in front of those that failed.
 */
export class FailingParts {
  readonly #mayBeOfOne: (error: unknown) => error is Error;
  #inARow = 0;
  #isAnyRead = false;
  #last: Error | undefined;

  /** @param mayBeOfOne for a source whose errors are others */
  constructor(mayBeOfOne: (error: unknown) => error is Error = mayBeOfOnePart) {
    this.#mayBeOfOne = mayBeOfOne;
  }

  /** To be called when a part was read. */
  succeeded(): void {
    this.#inARow = 0;
    this.#isAnyRead = true;
  }

  /**
   * To be called with what reading a part has thrown.
   * @returns what is to be said of the part
   * @throws the error where it is about more than the part
   */
  failed(error: unknown): Error {
    if (!this.#mayBeOfOne(error) || ++this.#inARow >= mostInARow) throw error;
    this.#last = error;
    return error;
  }

  /** To be called behind the last part. @throws the last error where every part has failed */
  end(): void {
    if (this.#last && !this.#isAnyRead) throw this.#last;
  }
}
