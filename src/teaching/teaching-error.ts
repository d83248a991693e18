import { type Message, message } from '../messages/message.ts';
import { inEnglish } from '../words/in-english.ts';

/** Somebody may not do what they ask of the teacher's face, or it is not there. The person reads `person`. */
export class TeachingError extends Error {
  readonly status: number;
  readonly code: string;
  readonly person: Message;
  readonly staff: Message;

  private constructor(status: number, code: string, person: Message, staff: Message) {
    super(`${code}: ${inEnglish(staff)}`);
    this.name = 'TeachingError';
    this.status = status;
    this.code = code;
    this.person = person;
    this.staff = staff;
  }

  static notStaff(): TeachingError {
    return new TeachingError(
      403,
      'not-staff-here',
      message('steer.notStaff'),
      message('refusedWhy.notStaff'),
    );
  }

  static otherPerson(): TeachingError {
    return new TeachingError(
      409,
      'other-person',
      message('refused.otherPerson'),
      message('refusedWhy.otherPerson'),
    );
  }
}
