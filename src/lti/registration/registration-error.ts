const causes = {
  'configuration-missing': [
    400,
    'This address is not to be opened by itself: paste it where your learning platform registers tools.',
  ],
  'platform-unusable': [
    400,
    'Your learning platform could not be asked for its configuration. Nothing was registered.',
  ],
  'issuer-foreign': [
    400,
    'The configuration names another platform than the one it came from. Nothing was registered.',
  ],
  'platform-refused': [
    400,
    'Your learning platform did not accept the registration. Begin it again there: its permission may have been used or have expired.',
  ],
  'platform-objects': [400, 'Your learning platform did not accept the registration.'],
  'under-way': [
    409,
    'This registration was already begun. Close this page and look at the list of tools in your learning platform; if this tool is not there, begin again.',
  ],
  'known-otherwise': [
    409,
    'Your learning platform is registered here with other addresses, which were not changed. Ask the people who run this tool for a registration address of your own.',
  ],
  'too-many-pending': [
    429,
    'Too many registrations wait for approval. Ask the people who run this tool for a registration address of your own.',
  ],
  'invitation-unknown': [
    403,
    'This registration address was used before or has expired. Ask the people who run this tool for a new one.',
  ],
} as const satisfies Record<string, readonly [number, string]>;

export type RegistrationErrorCode = keyof typeof causes;

/** A dynamic registration that was not carried out. The person who reads it is the LMS's administrator. */
export class RegistrationError extends Error {
  readonly code: RegistrationErrorCode;
  readonly status: number;
  readonly person: string;
  /** What exactly was wrong. */
  readonly staff: string;

  /** @param options.said the platform's own words (`ownWords`), which only pages show: they are not logged */
  constructor(code: RegistrationErrorCode, detail = '', options: ErrorOptions & { said?: string } = {}) {
    const { said = '', ...others } = options;
    const [status, person] = causes[code];
    super(`${code}: ${detail || person}`, others);
    this.name = 'RegistrationError';
    this.code = code;
    this.status = status;
    this.person = said === '' ? person : `${person} It said${said}.`;
    this.staff = detail;
  }
}
