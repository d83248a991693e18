import { type Message, message } from '../../../messages/message.ts';
import { inEnglish } from '../../../words/in-english.ts';

/** The HTTP status of each, and what the person reads. */
const causes = {
  'upload-empty': [422, () => message('administration.error.upload-empty')],
  'upload-too-large': [
    413,
    (limit: number) =>
      message('administration.error.upload-too-large', { megabytes: Math.floor(limit / 2 ** 20) }),
  ],
  'upload-gone': [404, () => message('administration.error.upload-gone')],
  'upload-broken': [400, () => message('administration.error.upload-broken')],
  'disk-full': [507, () => message('administration.error.disk-full')],
  'run-under-way': [409, () => message('administration.error.run-under-way')],
} as const satisfies Record<string, readonly [number, (limit: number) => Message]>;

/** Uploaded files were not taken. */
export class UploadError extends Error {
  readonly code: keyof typeof causes;
  readonly status: number;
  readonly person: Message;
  readonly staff = [];

  /** @param limit bytes that a file may have */
  constructor(code: keyof typeof causes, limit: number, options?: ErrorOptions) {
    const [status, personOf] = causes[code];
    const person = personOf(limit);
    super(`${code}: ${inEnglish(person)}`, options);
    this.name = 'UploadError';
    this.code = code;
    this.status = status;
    this.person = person;
  }
}
