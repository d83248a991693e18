import type { Message, Sentences } from '../messages/message.ts';
import { inEnglish } from '../words/in-english.ts';

export interface SourceErrorOptions extends ErrorOptions {
  /** How long the other side asks to wait. No run of this source begins before, where the run ends with this error. */
  retryAfterMilliseconds?: number | undefined;
  /** The wait may be for what was asked for alone, and others may be answered. By default it is for whatever is asked. */
  waitMayBeOfOnePart?: boolean;
}

/**
 * A pull could not go on. An administrator reads it, so it says what happened and what to do. It quotes nothing of an answer, which
 * may hold a name or a token, except the words of a refused token request (`ownWords`).
 */
export class SourceError extends Error {
  /** Short and stable: `token-refused`, `unreachable`, … */
  readonly code: string;
  readonly happened: readonly Message[];
  readonly cure: readonly Message[];
  readonly retryAfterMilliseconds: number | undefined;
  readonly waitMayBeOfOnePart: boolean;

  /**
   * @param happened "The LMS answered 403 to core_enrol_get_enrolled_users."
   * @param cure "Grant the service user the capability moodle/course:viewparticipants."
   */
  constructor(code: string, happened: Sentences, cure: Sentences, options?: SourceErrorOptions) {
    super(inEnglish([...listed(happened), ...listed(cure)]), options);
    this.name = 'SourceError';
    this.code = code;
    this.happened = listed(happened);
    this.cure = listed(cure);
    this.retryAfterMilliseconds = options?.retryAfterMilliseconds;
    this.waitMayBeOfOnePart = options?.waitMayBeOfOnePart === true;
  }

  get sentences(): readonly Message[] {
    return [...this.happened, ...this.cure];
  }
}

function listed(sentences: Sentences): readonly Message[] {
  return 'key' in sentences ? [sentences] : sentences;
}
