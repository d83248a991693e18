import { randomUUID } from 'node:crypto';
import { type Express, type Handler, Router } from 'express';
import type { JWTPayload } from 'jose';
import { pino } from 'pino';
import request from 'supertest';
import { InstitutionModel } from '../../models/institution.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { allProducts } from '../../src/lms/all-products.ts';
import { claim } from '../../src/lti/claims.ts';
import { createLti, type Lti } from '../../src/lti/create-lti.ts';
import { type KeyPair, makeKeyPair, ToolKeys } from '../../src/lti/keys/tool-keys.ts';
import type { Launch } from '../../src/lti/launch/launch.ts';
import { requireSession } from '../../src/lti/launch/session.ts';
import { createApp } from '../../src/web/create-app.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { TestPlatform } from './test-platform.ts';

export const publicUrl = 'http://localhost:3000';
export const target = `${publicUrl}/panel`;

const secretKey = 's'.repeat(32);
/** Of every tool of this process: to make a pair takes longer than many a suite. */
let keyPair: Promise<KeyPair> | undefined;
const sameKeyPair = () => (keyPair ??= makeKeyPair());

/** The tool with one registered platform, and the steps of a launch as a browser makes them. */
export class ToolUnderTest {
  readonly launches: Launch[];
  /** Lines of the log, JSON. */
  readonly log: string[];
  readonly databaseUri: string;
  readonly platform: TestPlatform;
  readonly app: Express;
  readonly lti: Lti;
  readonly close: () => Promise<void>;

  private constructor(
    parts: Pick<ToolUnderTest, 'launches' | 'log' | 'databaseUri' | 'platform' | 'app' | 'lti' | 'close'>,
  ) {
    this.launches = parts.launches;
    this.log = parts.log;
    this.databaseUri = parts.databaseUri;
    this.platform = parts.platform;
    this.app = parts.app;
    this.lti = parts.lti;
    this.close = parts.close;
  }

  static async start(
    addressFor: (launch: Launch) => string = () => '/panel',
    url = publicUrl,
    /** What is behind the session. */
    show: Handler = showSession,
    recognise?: (launch: Launch) => Promise<void>,
  ): Promise<ToolUnderTest> {
    const database = await openTestDatabase();
    const platform = await TestPlatform.start();
    const registration = await RegistrationModel.create(platform.registration);
    await InstitutionModel.create({
      registration: registration._id,
      deploymentId: platform.deploymentId,
      name: 'Test college',
      learnerKey: 'ab'.repeat(32),
    });
    await new ToolKeys(secretKey, undefined, undefined, sameKeyPair).ensure();
    const launches: Launch[] = [];
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
    const lti = await createLti({
      publicUrl: url,
      secretKey,
      rules: platform.rules,
      products: allProducts,
      log,
      addressFor,
      onLaunch: async (launch) => void launches.push(launch),
      ...(recognise && { recognise }),
    });
    const panel = Router().use(requireSession, show);
    const app = createApp(log, { '/lti': lti.app, '/panel': panel });
    const close = async () => {
      await platform.close();
      await database.close();
    };
    return new ToolUnderTest({
      ...{ launches, platform, app, lti, close },
      log: lines,
      databaseUri: database.uri,
    });
  }

  /** By a browser that was here before, unless it brings no cookie. */
  login(parameters: Record<string, string | undefined> = {}, cookie = `__Host-nc-browser=${randomUUID()}`) {
    return request(this.app)
      .get('/lti/login')
      .set('Cookie', cookie)
      .query({
        iss: this.platform.url,
        login_hint: 'hint',
        target_link_uri: target,
        client_id: this.platform.clientId,
        ...parameters,
      });
  }

  /** A login that was accepted: what the platform was asked, and the browser's cookie. */
  async begin(
    parameters: Record<string, string> = {},
  ): Promise<{ state: string; nonce: string; cookie: string }> {
    const answer = await this.login(parameters);
    const asked = new URL(answer.headers['location'] as string).searchParams;
    return {
      state: asked.get('state') as string,
      nonce: asked.get('nonce') as string,
      cookie: cookieOf(answer),
    };
  }

  claims(nonce: string, changes: JWTPayload = {}): JWTPayload {
    const now = Math.floor(Date.now() / 1000);
    const claims: JWTPayload = {
      iss: this.platform.url,
      aud: this.platform.clientId,
      sub: 'user-7',
      iat: now,
      exp: now + 60,
      nonce,
      name: 'Grace Garcia',
      email: 'grace@example.com',
      [claim.version]: '1.3.0',
      [claim.messageType]: 'LtiResourceLinkRequest',
      [claim.deploymentId]: this.platform.deploymentId,
      [claim.targetLinkUri]: target,
      [claim.resourceLink]: { id: 'link-1' },
      [claim.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      [claim.context]: { id: 'course-2', title: 'Botany', type: ['CourseSection'] },
      ...changes,
    };
    return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  }

  post(fields: Record<string, string>, cookie: string | undefined) {
    const posted = request(this.app).post('/lti/launch').type('form');
    return (cookie === undefined ? posted : posted.set('Cookie', cookie)).send(fields);
  }

  /** A whole launch, with claims changed (undefined removes one). */
  async launch(
    changes: JWTPayload = {},
    header: Record<string, unknown> = {},
    parameters: Record<string, string> = {},
  ) {
    const { state, nonce, cookie } = await this.begin(parameters);
    const token = await this.platform.sign(this.claims(nonce, changes), header);
    return this.post({ id_token: token, state }, cookie);
  }
}

const showSession: Handler = (_req, res) => {
  res.json(res.locals['session']);
};

/** `name=value` of the first cookie that an answer sets. */
export function cookieOf(answer: request.Response): string {
  return (answer.headers['set-cookie'] as unknown as string[])[0]?.split(';')[0] as string;
}

/** Value of a hidden field. */
export function fieldOf(html: string, name: string): string | undefined {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
}
