import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { pino } from 'pino';
import { CourseModel } from '../../../models/course.ts';
import { InstitutionModel } from '../../../models/institution.ts';
import { newLearnerKey } from '../../../models/learner-key.ts';
import { RegistrationModel } from '../../../models/registration.ts';
import { signInAddress } from '../../../src/administration/sign-in.ts';
import { issueCredential } from '../../../src/api/credentials.ts';
import { createTool } from '../../../src/create-tool.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { claim } from '../../../src/lti/claims.ts';
import { createApp } from '../../../src/web/create-app.ts';

const clientId = 'client-1';
const browser = '__Host-nc-browser=fuzz';
const institutions = 30;

interface LogLine {
  msg: string;
  err?: { type?: string; message?: string; stack?: string };
}

/** What of an answer is looked at. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** The whole tool on an empty database, and an LMS that says odd things. */
export class Target {
  readonly url: string;
  readonly platformUrl: string;
  /** Of as many institutions, each with its share of the API. */
  readonly secrets: readonly string[];
  readonly administrator: string;
  /** What was logged as an error, without stacks. */
  readonly errors: ReadonlyMap<string, number>;
  /** What the platform answers when it is asked for a roster. */
  readonly rosters: { next: () => unknown };
  readonly sign: (claims: JWTPayload) => Promise<string>;
  readonly close: () => Promise<void>;
  #clients = 0;

  private constructor(parts: Omit<Target, 'ask' | 'launch' | 'claims'>) {
    this.url = parts.url;
    this.platformUrl = parts.platformUrl;
    this.secrets = parts.secrets;
    this.administrator = parts.administrator;
    this.errors = parts.errors;
    this.rosters = parts.rosters;
    this.sign = parts.sign;
    this.close = parts.close;
  }

  static async start(): Promise<Target> {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'next-courses-fuzz-'));
    const errors = new Map<string, number>();
    const write = (line: string) => {
      const { msg, err } = JSON.parse(line) as LogLine;
      // The roster after a launch was refused in words.
      if (err?.type === 'RosterError') return;
      const where = /at .*\/(?:src|models)\/.*/.exec(err?.stack ?? '')?.[0] ?? '';
      const words = [msg, err?.message?.slice(0, 200) ?? '', where].filter((part) => part !== '').join(' | ');
      errors.set(words, (errors.get(words) ?? 0) + 1);
    };
    const log = pino({ level: 'error' }, { write });
    const database = await openDatabase({ uri: undefined, dataDirectory, log });
    const servers: Server[] = [];
    const serve = (listener: RequestListener) => listen(listener, servers);

    const rosters = { next: (): unknown => ({ members: [] }) };
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
    const platform = express()
      .get('/keys', (_req, res) => void res.json({ keys: [jwk] }))
      .post('/token', (_req, res) => void res.json({ access_token: 'token', expires_in: 3600 }))
      .get('/roster', (_req, res) => void res.json(rosters.next()));
    const platformUrl = await serve(platform);
    const app = express();
    const url = await serve(app);
    const host = new URL(platformUrl).host;
    const tool = await createTool(
      {
        ...{ publicUrl: url, production: false, previousSecretKey: undefined, modelMemory: 2 ** 20 },
        ...{ privateLmsHosts: [host], registrationAllow: [], dataDirectory },
        ...{ uploadLimit: 2 ** 20, trainer: 'simd' as const, wordVectors: [], noticeMail: undefined },
        keyRotationDays: 90,
      },
      's'.repeat(32),
      log,
    );
    app.use(createApp(log, tool.faces));
    const secrets = await fill(platformUrl);
    return new Target({
      ...{ url, platformUrl, secrets, errors, rosters, administrator: await signedIn(url) },
      sign: (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign(privateKey),
      async close() {
        for (const server of servers) {
          server.closeAllConnections();
          server.close();
        }
        await tool.close();
        await database.close();
        await rm(dataDirectory, { recursive: true, force: true });
      },
    });
  }

  /** Each request is of another client address, so that no limit of one client ends the trial. */
  async ask(path: string, options: RequestInit = {}): Promise<Answer> {
    const client = this.#clients++;
    const headers = new Headers(options.headers);
    headers.set('X-Forwarded-For', `198.18.${(client >> 8) & 255}.${client & 255}`);
    const answer = await fetch(`${this.url}${path}`, { redirect: 'manual', ...options, headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /** Claims of a launch in which everything is as it should be. */
  claims(nonce: string, isDeepLinking: boolean): JWTPayload {
    const now = Math.floor(Date.now() / 1_000);
    return {
      ...{ iss: this.platformUrl, aud: clientId, iat: now, exp: now + 60, nonce },
      [claim.version]: '1.3.0',
      [claim.messageType]: isDeepLinking ? 'LtiDeepLinkingRequest' : 'LtiResourceLinkRequest',
      [claim.deploymentId]: 'deployment-0',
      [claim.targetLinkUri]: `${this.url}/panel`,
      [claim.roles]: [
        `http://purl.imsglobal.org/vocab/lis/v2/membership#${isDeepLinking ? 'Instructor' : 'Learner'}`,
      ],
      [claim.context]: { id: '12', label: 'BIO', title: 'Biology', type: ['CourseSection'] },
      [claim.launchPresentation]: {
        locale: 'de-AT',
        return_url: `${this.platformUrl}/courses/12/x`,
        document_target: 'iframe',
      },
      [claim.lis]: { person_sourcedid: 'p-7', course_section_sourcedid: 's-12' },
      [claim.toolPlatform]: { product_family_code: 'canvas', guid: 'g', name: 'LMS' },
      [claim.custom]: {
        canvas_user_id: '7',
        canvas_course_id: '12',
        next_courses_cards: '5',
        person_sourced_id: 'p-7',
      },
      [claim.namesAndRoles]: {
        context_memberships_url: `${this.platformUrl}/roster`,
        service_versions: ['2.0'],
      },
      'https://www.instructure.com/placement': 'course_navigation',
      ...(isDeepLinking
        ? {
            [claim.deepLinkingSettings]: {
              ...{ deep_link_return_url: `${this.platformUrl}/return`, accept_types: ['ltiResourceLink'] },
              ...{ accept_presentation_document_targets: ['iframe'], accept_multiple: true, data: 'x' },
            },
          }
        : { [claim.resourceLink]: { id: 'link-1', title: 'Next courses' } }),
    };
  }

  /** Login and launch. */
  async launch({ person, isDeepLinking, change, form }: OddLaunch): Promise<Answer> {
    const query = new URLSearchParams({
      ...{ iss: this.platformUrl, client_id: clientId, login_hint: 'hint' },
      target_link_uri: `${this.url}/panel`,
    });
    const begun = await this.ask(`/lti/login?${query}`, { headers: { Cookie: browser } });
    const asked = new URL(begun.headers.get('location') ?? `${this.url}/`).searchParams;
    const claims = change({ ...this.claims(asked.get('nonce') ?? '', isDeepLinking), sub: person });
    return this.ask('/lti/launch', {
      method: 'POST',
      headers: { Cookie: browser, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: form({ id_token: await this.sign(claims), state: asked.get('state') ?? '' }),
    });
  }
}

export interface OddLaunch {
  person: string;
  isDeepLinking: boolean;
  /** What is odd about the claims. */
  change: (claims: JWTPayload) => JWTPayload;
  /** The form that they are posted in. */
  form: (fields: Record<string, string>) => string;
}

/** The cookie of the visit that an answer begins; undefined: none. */
export function cookieOf({ headers }: Answer): string | undefined {
  return headers
    .getSetCookie()
    .find((line) => line.startsWith('__Host-nc-'))
    ?.split(';')[0];
}

async function fill(platformUrl: string): Promise<string[]> {
  const registration = await RegistrationModel.create({
    ...{ issuer: platformUrl, clientId, name: 'Fuzz', authorizationUrl: `${platformUrl}/authorize` },
    ...{ tokenUrl: `${platformUrl}/token`, jwksUrl: `${platformUrl}/keys` },
  });
  const secrets: string[] = [];
  for (let i = 0; i < institutions; i++) {
    const { _id } = await InstitutionModel.create({
      ...{ registration: registration._id, deploymentId: `deployment-${i}`, name: `College ${i}` },
      learnerKey: newLearnerKey(),
    });
    const said = { institutionId: _id, source: 'moodle', seenAt: new Date() };
    await CourseModel.create({
      ...{ ...said, key: '12', title: 'Biology', url: `${platformUrl}/course/view.php?id=12` },
    });
    secrets.push(await issueCredential(_id, 'fuzz'));
  }
  return secrets;
}

async function signedIn(url: string): Promise<string> {
  const pass = new URL(await signInAddress(url)).searchParams.get('pass') ?? '';
  const answer = await fetch(`${url}/administration/sign-in`, {
    ...{ method: 'POST', redirect: 'manual', headers: { Origin: url }, body: new URLSearchParams({ pass }) },
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function listen(listener: RequestListener, servers: Server[]): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
