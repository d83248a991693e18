import { type Message, message } from '../messages/message.ts';

/** Somebody may not do what they ask of the teacher's face, or it is not there. The person reads `person`. */
export class TeachingError extends Error {
  readonly status: number;
  readonly code: string;
  readonly person: Message;
  readonly staff: string;

  private constructor(status: number, code: string, person: Message, staff: string) {
    super(`${code}: ${staff}`);
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
      'Only an instructor or administrator of the course that the tool was launched from last may do this.',
    );
  }

  static otherPerson(): TeachingError {
    return new TeachingError(
      409,
      'other-person',
      message('refused.otherPerson'),
      'The page was made for another person than the one who launched last in this browser.',
    );
  }
}
