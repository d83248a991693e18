import { type Message, message } from '../../messages/message.ts';
import { inEnglish } from '../../words/in-english.ts';

/** Why: messages `fetch.…`. */
export type SafeFetchCode =
  | 'address-malformed'
  | 'address-insecure'
  | 'address-password'
  | 'address-private'
  | 'unreachable'
  | 'redirected'
  | 'answer-too-large'
  | 'answer-not-json';

/** A request that was not sent, or whose answer cannot be used. */
export class SafeFetchError extends Error {
  readonly code: SafeFetchCode;
  readonly sentences: readonly Message[];

  /** @param where a host, never a whole address */
  constructor(code: SafeFetchCode, where: string, options?: ErrorOptions) {
    const sentences = [message(`fetch.${code}`, { where })];
    super(inEnglish(sentences), options);
    this.name = 'SafeFetchError';
    this.code = code;
    this.sentences = sentences;
  }
}
