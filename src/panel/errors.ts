import { english } from './english.ts';

/** A request that the panel does not carry out; `person` is what the person reads, `staff` what explains it. */
export class PanelError extends Error {
  readonly status: number;
  readonly code: string;
  readonly person: string;
  readonly staff: string;

  private constructor(status: number, code: string, person: string, staff: string) {
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
      english.refused.anonymous,
      'The launch had no `sub`, or is one of staff or of an observer: there is no learner to save this for.',
    );
  }

  static off(): PanelError {
    return new PanelError(
      403,
      'suggestions-off',
      english.refused.off,
      'The learner objects to being profiled: nothing may be stored of them.',
    );
  }

  static otherPerson(): PanelError {
    return new PanelError(
      409,
      'other-person',
      english.refused.otherPerson,
      'The page was made for another person than the one who launched last in this browser.',
    );
  }

  static courseUnknown(): PanelError {
    return new PanelError(
      404,
      'course-unknown',
      english.refused.courseUnknown,
      'The `course` of the request is no course of this institution.',
    );
  }
}
