import { SourceError } from './source-error.ts';

/** Errors of the answers to one question. Another question may be answered all the same. */
const ofOneAnswer = new Set(['answer-unusable', 'unreachable', 'busy', 'page-loop']);
/** Where so many parts in a row fail, it is not about them. */
export const mostInARow = 5;
/** The same of parts that the pull before could not read either: that these fail again says little of others, and costs time. */
const mostKnownInARow = 25;

/** What an error says of when to come again. */
interface Wait {
  retryAfterMilliseconds: number | undefined;
  waitMayBeOfOnePart: boolean;
}

/** Whether an error may be about the one thing that was asked for: the source does not ask to be left alone, and no right is missing. */
export function mayBeOfOnePart(error: unknown): error is SourceError {
  return error instanceof SourceError && ofOneAnswer.has(error.code) && !asksAllToWait(error);
}

/** Whether the other side has said when to come again. */
export function asksToWait({ retryAfterMilliseconds }: Pick<Wait, 'retryAfterMilliseconds'>): boolean {
  return retryAfterMilliseconds !== undefined;
}

/** Whether the other side wants to be asked for nothing at all before it has said. */
export function asksAllToWait(error: Wait): boolean {
  return asksToWait(error) && !error.waitMayBeOfOnePart;
}

type Failure = Error & Wait;

/**
 * Courses, or other parts of a source, that cannot be read while others can: a course whose page always breaks off must not keep
 * all behind it unread for ever. A part that fails is skipped, said, and its members are incomplete. Where five fail in a row, or
 * none could be read, it is not about them, and the pull ends, until the latest time that one of them has asked for; those that the
 * pull before could not read either count apart. No checkpoint may come between a failure and the next success, so that the next
 * pull goes on in front of those that failed.
 */
export class FailingParts {
  readonly #mayBeOfOne: (error: unknown) => error is Failure;
  #inARow = 0;
  #knownInARow = 0;
  #isAnyRead = false;
  /** Of those in a row the last, or the one that asks for the longest wait. */
  #worst: Failure | undefined;

  /** @param mayBeOfOne for a source whose errors are others */
  constructor(mayBeOfOne: (error: unknown) => error is Failure = mayBeOfOnePart) {
    this.#mayBeOfOne = mayBeOfOne;
  }

  /** To be called when a part was read. */
  succeeded(): void {
    this.#inARow = 0;
    this.#knownInARow = 0;
    this.#isAnyRead = true;
    this.#worst = undefined;
  }

  /**
   * To be called with what reading a part has thrown.
   * @param isKnown the pull before could not read it either: a few neighbours that never can be read must not end every pull
   * @returns what is to be said of the part
   * @throws what is about more than the part
   */
  failed(error: unknown, isKnown = false): Error {
    if (!this.#mayBeOfOne(error)) throw error;
    if (!this.#worst || waitOf(error) >= waitOf(this.#worst)) this.#worst = error;
    if (isKnown) this.#knownInARow++;
    else this.#inARow++;
    if (this.#inARow >= mostInARow || this.#knownInARow >= mostKnownInARow) throw this.#worst;
    return error;
  }

  /** To be called behind the last part. @throws an error where every part has failed */
  end(): void {
    if (this.#worst && !this.#isAnyRead) throw this.#worst;
  }
}

function waitOf({ retryAfterMilliseconds = 0 }: Failure): number {
  return retryAfterMilliseconds;
}
