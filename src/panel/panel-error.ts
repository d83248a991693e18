import { type Message, message } from '../messages/message.ts';
import { inEnglish } from '../words/in-english.ts';

/** The panel does not carry out a request. The person reads `person`; `staff` explains it to staff. */
export class PanelError extends Error {
  readonly status: number;
  readonly code: string;
  readonly person: Message;
  readonly staff: Message;

  private constructor(status: number, code: string, person: Message, staff: Message) {
    super(`${code}: ${inEnglish(staff)}`);
    this.name = 'PanelError';
    this.status = status;
    this.code = code;
    this.person = person;
    this.staff = staff;
  }

  static anonymous(): PanelError {
    return new PanelError(
      403,
      'learner-missing',
      message('refused.anonymous'),
      message('refusedWhy.anonymous'),
    );
  }

  static off(): PanelError {
    return new PanelError(403, 'suggestions-off', message('refused.off'), message('refusedWhy.off'));
  }

  static paused(): PanelError {
    return new PanelError(403, 'suggestions-paused', message('refused.paused'), message('refusedWhy.paused'));
  }

  static otherPerson(): PanelError {
    return new PanelError(
      409,
      'other-person',
      message('refused.otherPerson'),
      message('refusedWhy.otherPerson'),
    );
  }

  static courseUnknown(): PanelError {
    return new PanelError(
      404,
      'course-unknown',
      message('refused.courseUnknown'),
      message('refusedWhy.courseUnknown'),
    );
  }
}
