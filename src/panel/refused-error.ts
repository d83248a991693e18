import { type Message, type MessageKey, message } from '../messages/message.ts';
import { inEnglish } from '../words/in-english.ts';

/** HTTP status and code of each, what the person reads, and what explains it to staff. */
const causes = {
  anonymous: [403, 'learner-missing', 'refused.anonymous', 'refusedWhy.anonymous'],
  notLearner: [403, 'learner-missing', 'refused.notLearner', 'refusedWhy.notLearner'],
  off: [403, 'suggestions-off', 'refused.off', 'refusedWhy.off'],
  paused: [403, 'suggestions-paused', 'refused.paused', 'refusedWhy.paused'],
  otherPerson: [409, 'other-person', 'refused.otherPerson', 'refusedWhy.otherPerson'],
  courseUnknown: [404, 'course-unknown', 'refused.courseUnknown', 'refusedWhy.courseUnknown'],
  notStaff: [403, 'not-staff-here', 'steer.notStaff', 'refusedWhy.notStaff'],
  nothingToAdd: [409, 'nothing-to-add', 'add.over', 'launchError.deep-linking-over'],
} as const satisfies Record<string, readonly [number, string, MessageKey, MessageKey]>;

/** What somebody asks for in the panel or in the teacher's face is not done. */
export class RefusedError extends Error {
  readonly status: number;
  readonly code: string;
  readonly person: Message;
  readonly staff: Message;

  constructor(cause: keyof typeof causes) {
    const [status, code, person, staff] = causes[cause];
    super(`${code}: ${inEnglish(message(staff))}`);
    this.name = 'RefusedError';
    this.status = status;
    this.code = code;
    this.person = message(person);
    this.staff = message(staff);
  }
}
