import { type Message, message } from '../../messages/message.ts';
import { inEnglish } from '../../words/in-english.ts';

/** What happened, and what to do: messages `roster.…`. */
export type RosterErrorCode =
  | 'token-refused'
  | 'roster-refused'
  | 'platform-unreachable'
  | 'platform-busy'
  | 'answer-unusable'
  | 'address-unusable'
  | 'redirected'
  | 'foreign-page'
  | 'insecure-page'
  | 'foreign-context'
  | 'page-loop';

export interface RosterErrorOptions extends ErrorOptions {
  /** The platform asks not to be asked for so long. */
  retryAfterMilliseconds?: number;
  /** The wait may be for this course alone. By default it is for whatever is asked. */
  waitMayBeOfOnePart?: boolean;
}

/** A roster could not be read; the message says what to do. */
export class RosterError extends Error {
  readonly code: RosterErrorCode;
  readonly sentences: readonly Message[];
  readonly retryAfterMilliseconds: number | undefined;
  readonly waitMayBeOfOnePart: boolean;

  /** @param details further sentences */
  constructor(code: RosterErrorCode, details: readonly Message[] = [], options?: RosterErrorOptions) {
    const sentences = [message(`roster.${code}`), ...details];
    super(inEnglish(sentences), options);
    this.sentences = sentences;
    this.name = 'RosterError';
    this.code = code;
    this.retryAfterMilliseconds = options?.retryAfterMilliseconds;
    this.waitMayBeOfOnePart = options?.waitMayBeOfOnePart === true;
  }
}

/** What the platform has answered, as a further sentence. */
export function answeredWith(status: number): Message {
  return message('roster.answered', { status: `${status}` });
}
