import { randomBytes } from 'node:crypto';
import express, { type RequestHandler, type Response, Router } from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Person } from '../college/college.ts';
import type { CollegeDirectory } from './college-directory.ts';
import type { DemoRegistration, ToolAddresses } from './registration.ts';

const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const tokenSeconds = 3600;
const pageSize = 50;
const shortRoles = { student: 'Learner', instructor: 'Instructor', administrator: 'Administrator' };

/** Token endpoint (Security Framework §4.1) and rosters (Names and Role Provisioning Services 2.0). */
export function ltiServices(
  registration: DemoRegistration,
  tool: ToolAddresses,
  directory: CollegeDirectory,
): Router {
  const tokens = new Set<string>();
  const usedAssertions = new Set<string>();
  const toolKeys = createRemoteJWKSet(new URL(tool.jwksUrl));
  const router = Router();

  router.post('/token', express.urlencoded({ extended: false }), async (req, res) => {
    const asked = req.body as Record<string, string>;
    if (asked['grant_type'] !== 'client_credentials') return refuse(res, 'unsupported_grant_type');
    if (asked['scope'] !== scope) return refuse(res, 'invalid_scope');
    if (asked['client_assertion_type'] !== assertionType || !(await isFresh(asked['client_assertion'] ?? '')))
      return refuse(res, 'invalid_client');
    const token = randomBytes(24).toString('base64url');
    tokens.add(token);
    res.json({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds, scope });
  });

  const requireToken: RequestHandler = (req, res, next) => {
    const token = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1];
    if (token !== undefined && tokens.has(token)) return next();
    res.status(401).json({ error: 'invalid_token' });
  };

  router.get('/courses/:key/members', requireToken, (req, res) => {
    const course = directory.course(req.params['key'] as string);
    if (!course) return void res.status(404).json({ error: 'no such course' });
    const url = new URL(req.originalUrl, registration.issuer);
    const limit = Math.min(Number(url.searchParams.get('limit')) || pageSize, pageSize);
    const from = Number(url.searchParams.get('from')) || 0;
    const members = directory.membersOf(course);
    if (from + limit < members.length) {
      url.searchParams.set('from', `${from + limit}`);
      res.set('Link', `<${url.href}>; rel="next"`);
    }
    res.type('application/vnd.ims.lti-nrps.v2.membershipcontainer+json').json({
      id: url.href,
      context: { id: course.key, label: course.code, title: course.title },
      members: members.slice(from, from + limit).map(memberOf),
    });
  });
  return router;

  /** RFC 7523: signed by the tool, for this endpoint, and used once. */
  async function isFresh(assertion: string): Promise<boolean> {
    try {
      const { clientId: issuer, tokenUrl: audience } = registration;
      const options = { issuer, subject: issuer, audience, requiredClaims: ['exp', 'jti'] };
      const { payload } = await jwtVerify(assertion, toolKeys, options);
      const jti = payload.jti as string;
      if (usedAssertions.has(jti)) return false;
      usedAssertions.add(jti);
      return true;
    } catch {
      return false;
    }
  }
}

function refuse(res: Response, error: string): void {
  res.status(400).json({ error });
}

function memberOf(person: Person) {
  return {
    status: 'Active',
    user_id: person.id,
    roles: [shortRoles[person.role]],
    name: person.name,
    email: person.email,
  };
}
