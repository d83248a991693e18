import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express } from 'express';
import { decodeJwt } from 'jose';
import { type Served, serve } from '../../browser/serve.ts';
import { json, TestPlatform } from '../../lti/test-platform.ts';
import { claimsOf, type StandInLaunch } from './launch-claims.ts';
import { addToolPage, type StandInLogin, storagePage } from './pages.ts';
import { signedByTool } from './signed-by-tool.ts';
import { bearerOf, StandInSchool } from './stand-in-school.ts';

export const rosterScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const ownKey = 'https://canvas.instructure.com/lti/';
const platformKey = 'https://purl.imsglobal.org/spec/lti-platform-configuration';

/**
 * A STAND-IN for hosted Canvas, as far as LTI tools see it. It is no Canvas: it is written from Canvas's documentation
 * (developerdocs.instructure.com, "External Tools › LTI": Registration, Launch Overview, PostMessage, Variable
 * Substitutions, Placements; "Names and Role"; "Throttling") and from what its published source does where that is
 * silent. Three kinds of host, here on ports of 127.0.0.1:
 *
 * | Canvas | here | for |
 * |---|---|---|
 * | canvas.instructure.com | `issuer` | the issuer of every school; the configuration at registration |
 * | sso.canvaslms.com | `sso` | authorisation, registration, key set, access tokens, the storage frame: of every school |
 * | school.instructure.com | `schools` | rosters, pages |
 */
export class CanvasStandIn {
  readonly issuer: string;
  readonly sso: TestPlatform;
  readonly schools: readonly StandInSchool[];
  readonly #closers: readonly (() => Promise<void>)[];
  /** Launches that have begun, by lti_message_hint. */
  readonly #begun = new Map<string, { school: StandInSchool; launch: StandInLaunch }>();

  private constructor(
    parts: Pick<CanvasStandIn, 'issuer' | 'sso' | 'schools'>,
    closers: readonly (() => Promise<void>)[],
  ) {
    this.issuer = parts.issuer;
    this.sso = parts.sso;
    this.schools = parts.schools;
    this.#closers = closers;
  }

  static async start(...names: readonly string[]): Promise<CanvasStandIn> {
    const sso = await TestPlatform.start();
    const tokens = new Map<string, string>();
    const issuer = await serve(() => (req, res) => shared(req, res), '127.0.0.1');
    let clients = 0;
    const canvas = {
      issuer: issuer.url,
      // Canvas's are global ids: one number, another one for every key.
      nextClientId: () => `${10_000_000_000_001 + clients++}`,
      clientOf: (token: string) => tokens.get(token),
    };
    const addPages = (app: Express) => addToolPage(app, sso.url, (hint) => standIn.#login(hint));
    const schools = await Promise.all(names.map((name) => StandInSchool.start(name, canvas, addPages)));
    const shared: Express = configurationOf(issuer, sso, schools);
    const standIn = new CanvasStandIn({ issuer: issuer.url, sso, schools }, [
      () => sso.close(),
      () => issuer.close(),
      ...schools.map((school) => () => school.close()),
    ]);
    const keySet = sso.handlers.get('/jwks');
    if (keySet) sso.handlers.set('/api/lti/security/jwks', keySet);
    sso.handlers.set('/post_message_forwarding', storagePage);
    sso.handlers.set('/api/lti/authorize_redirect', (req, res) => void standIn.#authorize(req, res));
    sso.handlers.set('/api/lti/registrations', (req, res, _body, text) => {
      const school = schools.find(({ registrationToken }) => registrationToken === bearerOf(req));
      if (school) json(res, school.register(JSON.parse(text)));
      else json(res, { errorMessage: 'JWT did not include expected contents' }, {}, 401);
    });
    sso.handlers.set(
      '/login/oauth2/token',
      (_req, res, body) => void giveToken(body, res, { standIn, tokens }),
    );
    return standIn;
  }

  get hosts(): string[] {
    return [this.issuer, this.sso.url, ...this.schools.map(({ url }) => url)].map((url) => new URL(url).host);
  }

  /** Somebody opens the tool; its page in a browser is `pageOf`. */
  begin(school: StandInSchool, launch: StandInLaunch): StandInLogin {
    const hint = randomUUID();
    this.#begun.set(hint, { school, launch });
    return this.#login(hint);
  }

  /** The page of the school's that frames the tool. */
  pageOf(school: StandInSchool, launch: StandInLaunch): string {
    return `${school.url}/open/${this.begin(school, launch).fields['lti_message_hint']}`;
  }

  async close(): Promise<void> {
    await Promise.all(this.#closers.map((close) => close()));
  }

  /** "Launch Overview", step 1; the deployment under LTI's name and under Canvas's own. */
  #login(hint: string): StandInLogin {
    const { school, launch } = this.#of(hint);
    const deployment = launch.deploymentId ?? school.deploymentId;
    return {
      url: school.registration.loginUrl,
      fields: {
        ...{ iss: this.issuer, login_hint: launch.person.id, client_id: school.registration.clientId },
        target_link_uri: launch.link?.url ?? school.registration.targetLinkUri,
        ...{ deployment_id: deployment, lti_deployment_id: deployment },
        ...{ canvas_region: 'eu-central-1', canvas_environment: 'prod' },
        ...{ lti_message_hint: hint, lti_storage_target: 'post_message_forwarding' },
      },
    };
  }

  #of(hint: string | null): { school: StandInSchool; launch: StandInLaunch } {
    const begun = this.#begun.get(hint ?? '');
    if (!begun) throw new Error('No launch has begun with this lti_message_hint.');
    return begun;
  }

  /** Steps 2 and 3: a page whose form takes the id_token to an address that is registered. */
  async #authorize(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const asked = new URL(req.url ?? '', this.sso.url).searchParams;
    const { school, launch } = this.#of(asked.get('lti_message_hint'));
    const { clientId, redirectUris } = school.registration;
    const is = (name: string, value: string) => asked.get(name) === value;
    const isRight =
      is('client_id', clientId) &&
      is('login_hint', launch.person.id) &&
      is('scope', 'openid') &&
      is('response_type', 'id_token') &&
      is('response_mode', 'form_post') &&
      is('prompt', 'none') &&
      redirectUris.includes(asked.get('redirect_uri') ?? '');
    if (!isRight) return void res.writeHead(400).end('invalid_request_object');
    const token = await this.sso.sign(claimsOf(school, launch, asked.get('nonce') ?? ''));
    res.writeHead(200, { 'Content-Type': 'text/html' }).end(
      `<!doctype html><title>LTI</title><form method="post" action="${asked.get('redirect_uri')}">
         <input name="id_token" value="${token}"><input name="state" value="${asked.get('state')}">
         <input name="lti_storage_target" value="post_message_forwarding">
       </form><script>document.forms[0].submit()</script>`,
    );
  }
}

/** "Registration", Canvas OpenID Configuration: for whom the token in its address is, on the issuer's host. */
function configurationOf(
  issuer: Served,
  { url: sso }: TestPlatform,
  schools: readonly StandInSchool[],
): Express {
  return express().get('/api/lti/security/openid-configuration', (req, res) => {
    const school = schools.find(
      ({ registrationToken }) => registrationToken === req.query['registration_token'],
    );
    if (!school) return void res.status(401).json({ error: 'Access token missing.' });
    res.json({
      issuer: issuer.url,
      authorization_endpoint: `${sso}/api/lti/authorize_redirect`,
      registration_endpoint: `${sso}/api/lti/registrations`,
      jwks_uri: `${sso}/api/lti/security/jwks`,
      token_endpoint: `${sso}/login/oauth2/token`,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      scopes_supported: ['openid', rosterScope],
      response_types_supported: ['id_token'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_server: new URL(sso).host,
      [platformKey]: {
        ...{ product_family_code: 'canvas', version: 'OpenSource' },
        messages_supported: [
          { type: 'LtiResourceLinkRequest', placements: [`${ownKey}course_navigation`, 'ContentArea'] },
          { type: 'LtiDeepLinkingRequest', placements: [`${ownKey}link_selection`, 'RichTextEditor'] },
        ],
        [`${ownKey}account_name`]: school.name,
        [`${ownKey}account_lti_guid`]: `${school.name}:canvas-lms`,
        [`${ownKey}account_domain`]: school.host,
      },
    });
  });
}

/** RFC 7523 by the tool's own key set; the audience is the token's address. */
async function giveToken(
  body: URLSearchParams,
  res: ServerResponse,
  { standIn, tokens }: { standIn: CanvasStandIn; tokens: Map<string, string> },
): Promise<void> {
  const assertion = body.get('client_assertion') ?? '';
  const client = decodeJwt(assertion).iss ?? '';
  const school = standIn.schools.find(({ registration }) => registration.clientId === client);
  if (!school || body.get('scope') !== rosterScope || !school.registration.scopes.includes(rosterScope))
    return json(res, { error: 'invalid_scope' }, {}, 400);
  const { sub, jti } = await signedByTool(
    assertion,
    school.registration,
    `${standIn.sso.url}/login/oauth2/token`,
  );
  if (sub !== client || !jti) return json(res, { error: 'invalid_client' }, {}, 400);
  const token = randomUUID();
  tokens.set(token, client);
  json(res, { access_token: token, token_type: 'Bearer', expires_in: 3600, scope: rosterScope });
}
