import { type Message, message } from '../messages/message.ts';
import { inEnglish } from '../words/in-english.ts';

/** The HTTP status of each; what the person reads is the message `administration.error.…`. */
const statuses = {
  'pass-unknown': 403,
  'institution-unknown': 404,
  'source-unknown': 404,
  'run-unknown': 404,
  'model-unknown': 404,
  'authorization-unknown': 403,
} as const satisfies Record<string, number>;

/** What an administrator asked for was not done; `person` says why and what to do. */
export class AdministrationError extends Error {
  readonly code: keyof typeof statuses;
  readonly status: number;
  readonly person: Message;
  readonly staff = [];

  constructor(code: keyof typeof statuses) {
    const person = message(`administration.error.${code}`);
    super(`${code}: ${inEnglish(person)}`);
    this.name = 'AdministrationError';
    this.code = code;
    this.status = statuses[code];
    this.person = person;
  }
}
