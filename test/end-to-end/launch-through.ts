import type { Express } from 'express';
import type { JWTPayload } from 'jose';
import request from 'supertest';
import { claim } from '../../src/lti/claims.ts';
import type { TestPlatform } from '../lti/test-platform.ts';

export const publicUrl = 'http://localhost:3000';
const browser = '__Host-nc-browser=a-browser-that-was-here-before';

/** Who launches where; what is not said is a resource link of the platform's own issuer and deployment. */
export interface LaunchThrough {
  clientId: string;
  issuer?: string;
  /** Besides those that every login has. */
  login?: Record<string, string>;
  claims: JWTPayload;
}

/** Login and launch as a browser makes them; the answer of the launch. */
export async function launchThrough(
  app: Express,
  platform: TestPlatform,
  { clientId, issuer = platform.url, login = {}, claims }: LaunchThrough,
): Promise<request.Response> {
  const target = `${publicUrl}/panel`;
  const began = await request(app)
    .get('/lti/login')
    .set('Cookie', browser)
    .query({ iss: issuer, client_id: clientId, login_hint: 'hint', target_link_uri: target, ...login });
  const asked = new URL(began.headers['location'] as string).searchParams;
  const now = Math.floor(Date.now() / 1000);
  const token = await platform.sign({
    ...{ iss: issuer, aud: clientId, iat: now, exp: now + 60, nonce: asked.get('nonce') },
    [claim.version]: '1.3.0',
    [claim.messageType]: 'LtiResourceLinkRequest',
    [claim.deploymentId]: platform.deploymentId,
    [claim.targetLinkUri]: target,
    [claim.resourceLink]: { id: 'link-1' },
    ...claims,
  });
  return request(app)
    .post('/lti/launch')
    .type('form')
    .set('Cookie', browser)
    .send({ id_token: token, state: asked.get('state') });
}

/** The cookie of the visit that a launch began. */
export function visitOf(launch: request.Response): string {
  const cookies = launch.headers['set-cookie'] as unknown as string[];
  return cookies.find((line) => line.startsWith('__Host-nc-session='))?.split(';')[0] as string;
}
