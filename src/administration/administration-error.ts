const causes = {
  'pass-unknown': [
    403,
    'This sign-in address was used before or has expired. Run `npm run platform -- sign-in` again.',
  ],
  'institution-unknown': [
    404,
    'There is no such institution, or it waits for nothing any more. Go back and load the page again.',
  ],
  'source-unknown': [404, 'There is no such source, or it is not set up. Go back and load the page again.'],
  'run-unknown': [
    404,
    'There is no such run any more: runs are kept for 90 days. Go back and load the page again.',
  ],
  'model-unknown': [404, 'There is no such model. Go back and load the page again.'],
  'authorization-unknown': [
    403,
    'This answer of the LMS belongs to no request of yours, was used before, or came after a quarter of an hour. Start again from the page of the source.',
  ],
} as const satisfies Record<string, readonly [number, string]>;

/** What an administrator asked for was not done; `person` says why and what to do. */
export class AdministrationError extends Error {
  readonly code: keyof typeof causes;
  readonly status: number;
  readonly person: string;
  readonly staff = '';

  constructor(code: keyof typeof causes) {
    const [status, person] = causes[code];
    super(`${code}: ${person}`);
    this.name = 'AdministrationError';
    this.code = code;
    this.status = status;
    this.person = person;
  }
}
