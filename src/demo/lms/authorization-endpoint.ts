import type { RequestHandler } from 'express';
import type { CollegeDirectory } from './college-directory.ts';
import type { DemoRegistration, ToolAddresses } from './demo-registration.ts';
import type { IdTokens } from './id-token.ts';
import type { PendingLaunches } from './launches.ts';
import { messagePage } from './message-page.ts';
import { allow } from './page-headers.ts';
import { requestParameters } from './request-parameters.ts';
import { signedIn } from './signed-in-person.ts';

/** Answers the tool's authorisation request with a form that posts the id_token to it. */
export function authorizationEndpoint(
  registration: DemoRegistration,
  tool: ToolAddresses,
  directory: CollegeDirectory,
  launches: PendingLaunches,
  idTokens: IdTokens,
): RequestHandler {
  // What a request must say word for word (Security Framework §5.1.1.2).
  const required = {
    client_id: registration.clientId,
    redirect_uri: tool.redirectUri,
    response_type: 'id_token',
    response_mode: 'form_post',
    scope: 'openid',
    prompt: 'none',
  };

  return async (req, res) => {
    const asked = requestParameters(req);
    const { nonce, state, login_hint: person, lti_message_hint: hint } = asked;
    const refuse = (message: string) => messagePage(res, 400, message);

    for (const [name, value] of Object.entries(required))
      if (asked[name] !== value) return refuse(`The tool’s request must have ${name}=${value}.`);
    if (!nonce) return refuse('The tool’s request has no nonce.');
    if (!state) return refuse('The tool’s request has no state.');
    // `prompt=none`: who is not signed in must not be asked to sign in. Firefox sends no cookie of this page into
    // a frame in which the tool has been; there the hint stands for the sign-in: only a signed-in browser was told it.
    const here = signedIn(req, directory);
    if (!person || (here && here.id !== person))
      return refuse('login_hint is not the person signed in here: sign in again, then open the tool.');
    const launch = hint ? launches.take(hint) : undefined;
    if (launch?.person.id !== person)
      return refuse('lti_message_hint is unknown, too old or was used before: open the tool again.');

    allow(res, { formTarget: tool.origin });
    res.set('Cache-Control', 'no-store');
    res.render('demo/post-id-token', {
      action: tool.redirectUri,
      idToken: await idTokens.sign(launch, nonce),
      state,
    });
  };
}
