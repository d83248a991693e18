import type { RequestHandler } from 'express';
import { signIdToken } from './id-token.ts';
import type { PendingLaunches } from './launches.ts';
import type { PlatformKey } from './platform-key.ts';
import type { DemoRegistration, ToolAddresses } from './registration.ts';

/** What an authorisation request must say word for word (Security Framework §5.1.1.2). */
const required = { response_type: 'id_token', response_mode: 'form_post', scope: 'openid', prompt: 'none' };

/** Answers the tool's authorisation request with a form that posts the id_token to it. */
export function authorizationEndpoint(
  registration: DemoRegistration,
  tool: ToolAddresses,
  launches: PendingLaunches,
  key: PlatformKey,
): RequestHandler {
  return async (req, res) => {
    const asked = { ...req.query, ...req.body } as Record<string, string | undefined>;
    const problem = problemOf(asked, registration, tool);
    const launch = problem ? undefined : launches.take(asked['login_hint'] ?? '');
    if (launch === undefined) {
      res.status(400).render('demo/message', {
        title: 'The tool asked in a wrong way',
        message: problem ?? 'login_hint is unknown or was used before: open the tool from the course again.',
      });
      return;
    }
    const { nonce = '', state = '' } = asked;
    const idToken = await signIdToken(launch, nonce, registration, tool, key);
    res.locals['formAction'] = tool.origin;
    res.render('demo/post-id-token', { action: tool.redirectUri, idToken, state });
  };
}

function problemOf(
  asked: Readonly<Record<string, string | undefined>>,
  registration: DemoRegistration,
  tool: ToolAddresses,
): string | undefined {
  for (const [name, value] of Object.entries(required))
    if (asked[name] !== value) return `${name} is not ${value}.`;
  if (asked['client_id'] !== registration.clientId) return 'client_id is not registered.';
  if (asked['redirect_uri'] !== tool.redirectUri) return 'redirect_uri is not the registered one.';
  for (const name of ['nonce', 'state', 'login_hint']) if (!asked[name]) return `${name} is missing.`;
  return undefined;
}
