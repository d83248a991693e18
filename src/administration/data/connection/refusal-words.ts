/** Error codes of an authorization response (RFC 6749 §4.1.2.1), in words. */
const words: Readonly<Record<string, string>> = {
  access_denied: 'It was declined in the LMS, so nothing has changed. Start again and allow it there.',
  unauthorized_client:
    'The LMS does not let this client ask. Check that its key is switched on for this account.',
  invalid_scope: 'The LMS does not grant what was asked for. Check the scopes of the key.',
  invalid_request:
    'The LMS did not understand the request. Check the client ID and the redirect address of the key.',
  unsupported_response_type: 'The LMS does not offer this way of granting access.',
  server_error: 'The LMS had a problem. Try again later.',
  temporarily_unavailable: 'The LMS is busy. Try again in a few minutes.',
};

export function refusalWords(error: string): string {
  return words[error] ?? 'The LMS granted no access, and did not say why. Check the settings of its key.';
}
