import { proxyCure } from './next-page.ts';

const cures = {
  'token-refused':
    'The platform gave no token for the roster. Check that the tool may use Names and Role Provisioning Services there and that the platform knows its key set address.',
  'roster-refused':
    'The platform refused the roster. Check that the tool may use Names and Role Provisioning Services.',
  'platform-unreachable': 'The platform did not answer. It is tried again at the next launch.',
  'platform-busy': 'The platform is too busy for the roster. It is tried again at a later launch.',
  'answer-unusable': 'The platform’s answer is not a roster.',
  'address-unusable':
    'The address of the roster cannot be used. Check the addresses of the platform’s registration.',
  redirected:
    'The platform redirects, and the token is not sent on. Register the address that it redirects to.',
  'foreign-page': 'A page of the roster is on another host, so the token was not sent there.',
  'insecure-page': `A page of the roster is not on https, so the token was not sent there. ${proxyCure}`,
  'foreign-context': 'The platform’s answer is the roster of another course, so it was not stored.',
  'page-loop': 'The pages of the roster go round in a circle, or have no end.',
} as const;

export interface RosterErrorOptions extends ErrorOptions {
  /** The platform asks not to be asked for so long. */
  retryAfterMilliseconds?: number;
}

/** A roster could not be read; the message says what to do. */
export class RosterError extends Error {
  readonly code: keyof typeof cures;
  readonly retryAfterMilliseconds: number | undefined;

  constructor(code: keyof typeof cures, detail = '', options?: RosterErrorOptions) {
    super(`${cures[code]} ${detail}`.trim(), options);
    this.name = 'RosterError';
    this.code = code;
    this.retryAfterMilliseconds = options?.retryAfterMilliseconds;
  }
}
