import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  authorization: string | undefined;
  json: Record<string, unknown>;
}

/**
 * The registering part of an LMS, standing in for a real one. `configuration` and `client` are what it answers; they
 * may be changed.
 */
export interface StandInLms {
  url: string;
  host: string;
  configurationUrl: string;
  configuration: Record<string, unknown>;
  client: (sent: Record<string, unknown>) => { status: number; json: unknown };
  received: Received[];
  /** Its own page at /tools, for a browser. */
  page: string;
  close(): Promise<void>;
}

const platformKey = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const toolKey = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const canvasKey = 'https://canvas.instructure.com/lti/';
const rosterScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

/** Speaks as Moodle 4.5 does: message types as names, a new client and deployment for each token. */
export async function startMoodle(): Promise<StandInLms> {
  let clients = 0;
  return start('/mod/lti/openid-configuration.php', (url) => ({
    configuration: {
      issuer: url,
      token_endpoint: `${url}/mod/lti/token.php`,
      jwks_uri: `${url}/mod/lti/certs.php`,
      authorization_endpoint: `${url}/mod/lti/auth.php`,
      registration_endpoint: `${url}/mod/lti/openid-registration.php`,
      scopes_supported: [rosterScope, 'openid'],
      id_token_signing_alg_values_supported: ['RS256'],
      [platformKey]: {
        product_family_code: 'moodle',
        version: '4.5.6',
        messages_supported: ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'],
        variables: ['Context.id'],
      },
    },
    client(sent) {
      clients++;
      const tool = sent[toolKey] as Record<string, unknown>;
      return {
        status: 200,
        json: {
          client_id: `moodle-client-${clients}`,
          scope: sent['scope'],
          [toolKey]: { deployment_id: `${clients}`, target_link_uri: tool['target_link_uri'] },
        },
      };
    },
  }));
}

/**
 * Speaks as Canvas does: message types as objects, the school's own host in a key of its own, no deployment in the answer (by a
 * switch it has one), the token asked for on every request.
 */
export async function startCanvas(): Promise<StandInLms> {
  return start('/api/lti/security/openid-configuration', (url) => ({
    configuration: {
      issuer: url,
      authorization_endpoint: `${url}/api/lti/authorize_redirect`,
      registration_endpoint: `${url}/api/lti/registrations`,
      jwks_uri: `${url}/api/lti/security/jwks`,
      token_endpoint: `${url}/login/oauth2/token`,
      scopes_supported: [rosterScope],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_server: 'sso.canvas.example',
      [platformKey]: {
        product_family_code: 'canvas',
        messages_supported: [
          { type: 'LtiResourceLinkRequest', placements: [`${canvasKey}course_navigation`, 'ContentArea'] },
          { type: 'LtiDeepLinkingRequest', placements: [`${canvasKey}link_selection`, 'RichTextEditor'] },
        ],
        [`${canvasKey}account_name`]: 'Test University',
        [`${canvasKey}account_domain`]: 'school.example',
        [`${canvasKey}account_lti_guid`]: 'school:canvas-lms',
      },
    },
    client: (sent) => ({ status: 200, json: { ...sent, client_id: '10000000000001' } }),
  }));
}

async function start(
  configurationPath: string,
  build: (url: string) => Pick<StandInLms, 'configuration' | 'client'>,
): Promise<StandInLms> {
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const lms: StandInLms = {
    ...{ url, host, configurationUrl: `${url}${configurationPath}`, received: [], page: '' },
    ...build(url),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return lms;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of req) body += chunk;
    const { method = '', url: path = '' } = req;
    if (path === '/tools') return void res.setHeader('Content-Type', 'text/html').end(lms.page);
    const json = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
    lms.received.push({ method, path, authorization: req.headers.authorization, json });
    const said =
      req.headers.authorization === 'Bearer permission'
        ? method === 'GET'
          ? { status: 200, json: lms.configuration }
          : lms.client(json)
        : { status: 401, json: { error: 'invalid_token', error_description: 'It has ended.' } };
    res.writeHead(said.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said.json));
  }
}
