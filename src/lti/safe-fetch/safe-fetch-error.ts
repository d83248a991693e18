const causes = {
  'address-malformed': 'This is not an address that can be asked:',
  'address-insecure': 'The address must begin with https:',
  'address-private':
    'The host is not on the public Internet. If it is your own LMS, name it in PRIVATE_LMS_HOSTS:',
  unreachable: 'The server did not answer, or not in time:',
  redirected: 'The server answered with a redirect, which is not followed:',
  'answer-too-large': 'The answer is too large:',
  'answer-not-json': 'The answer is not JSON:',
} as const;

/** A request that was not sent, or whose answer cannot be used. The detail names a host, never a whole address. */
export class SafeFetchError extends Error {
  readonly code: keyof typeof causes;

  constructor(code: keyof typeof causes, detail: string, options?: ErrorOptions) {
    super(`${causes[code]} ${detail}.`, options);
    this.name = 'SafeFetchError';
    this.code = code;
  }
}
