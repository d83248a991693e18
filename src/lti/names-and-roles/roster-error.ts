const cures = {
  'token-refused':
    'The platform gave no token for the roster. Check that the tool may use Names and Role Provisioning Services there and that the platform knows its key set address.',
  'roster-refused':
    'The platform refused the roster. Check that the tool may use Names and Role Provisioning Services.',
  'platform-unreachable': 'The platform did not answer. It is tried again at the next launch.',
  'answer-unusable': 'The platform’s answer is not a roster.',
  'foreign-page': 'The next page of the roster is on another host, so the token was not sent there.',
  'page-loop': 'The pages of the roster go round in a circle.',
} as const;

/** A roster could not be read; the message says what to do. */
export class RosterError extends Error {
  readonly code: keyof typeof cures;

  constructor(code: keyof typeof cures, detail = '', options?: ErrorOptions) {
    super(`${cures[code]} ${detail}`.trim(), options);
    this.name = 'RosterError';
    this.code = code;
  }
}
