import type { NoticeFailure } from '../../../models/notice-setting.ts';

/** A message as it goes out: no names of people, no tokens. Texts are in `language`. */
export interface OutgoingNotice {
  /** The same for each attempt to deliver it. */
  id: string;
  /** `over`: what was said of the thing before holds no longer. */
  kind: 'notice' | 'over' | 'test';
  institution: { id: string; name: string };
  /** The same for as long as it is about the same thing; absent of a test. */
  thing?: string;
  /** `bad`: students see nothing until it is done. */
  severity?: 'bad' | 'warn';
  text: string;
  /** What to press at the address. */
  action?: string;
  /** Of the page where it is done; it asks for a sign-in. */
  address: string;
  /** BCP 47 tag. */
  language: string;
  at: Date;
}

/** A message did not arrive. */
export class NoticeError extends Error {
  readonly code: NoticeFailure['code'];
  readonly status: number | undefined;

  constructor(code: NoticeFailure['code'], options: ErrorOptions & { status?: number } = {}) {
    super(`A notice was not delivered: ${code}.`, options);
    this.name = 'NoticeError';
    this.code = code;
    this.status = options.status;
  }
}
