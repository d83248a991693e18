import { type Message, message } from '../messages/message.ts';

/** The panel does not carry out a request. The person reads `person`; `staff` explains it to staff. */
export class PanelError extends Error {
  readonly status: number;
  readonly code: string;
  readonly person: Message;
  readonly staff: string;

  private constructor(status: number, code: string, person: Message, staff: string) {
    super(`${code}: ${staff}`);
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
      'The launch had no `sub`, or is one of staff or of an observer: there is no learner to save this for.',
    );
  }

  static off(): PanelError {
    return new PanelError(
      403,
      'suggestions-off',
      message('refused.off'),
      'The learner objects to being profiled: nothing may be stored of them.',
    );
  }

  static paused(): PanelError {
    return new PanelError(
      403,
      'suggestions-paused',
      message('refused.paused'),
      'The learner has paused personal suggestions: nothing is stored of them until they go on.',
    );
  }

  static otherPerson(): PanelError {
    return new PanelError(
      409,
      'other-person',
      message('refused.otherPerson'),
      'The page was made for another person than the one who launched last in this browser.',
    );
  }

  static courseUnknown(): PanelError {
    return new PanelError(
      404,
      'course-unknown',
      message('refused.courseUnknown'),
      'The `course` of the request is no course of this institution.',
    );
  }
}
