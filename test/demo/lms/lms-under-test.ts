import express from 'express';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose';
import request from 'supertest';
import type { College, CollegeCourse, Person } from '../../../src/demo/college/college.ts';
import { createDemoLms, type DemoLms, type DemoLmsOptions } from '../../../src/demo/lms/create-demo-lms.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { smallCollege } from './small-college.ts';

export const lmsUrl = 'http://127.0.0.1:3001';
export const rosterScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

/** The demo LMS, and a tool of which only the key set is there. */
export class LmsUnderTest {
  readonly lms: DemoLms;
  readonly tool: Served;
  readonly #toolKeys: GenerateKeyPairResult;

  private constructor(lms: DemoLms, tool: Served, toolKeys: GenerateKeyPairResult) {
    this.lms = lms;
    this.tool = tool;
    this.#toolKeys = toolKeys;
  }

  static async start(
    college: College = smallCollege(),
    options: Pick<DemoLmsOptions, 'administrationAddress' | 'onEnrolment'> = {},
  ): Promise<LmsUnderTest> {
    const keys = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'tool-key', alg: 'RS256', use: 'sig' };
    const tool = await serve(() =>
      express().get('/lti/keys', (_req, res) => {
        res.json({ keys: [jwk] });
      }),
    );
    const lms = await createDemoLms({
      production: false,
      url: lmsUrl,
      toolUrl: tool.url,
      college,
      ...options,
    });
    return new LmsUnderTest(lms, tool, keys);
  }

  close(): Promise<void> {
    return this.tool.close();
  }

  as(person: Person | undefined) {
    const cookie = person ? `demo-person=${person.id}` : 'other=1';
    return {
      get: (path: string) => request(this.lms.app).get(path).set('Cookie', cookie),
      post: (path: string) => request(this.lms.app).post(path).set('Cookie', cookie).type('form'),
    };
  }

  /** Presses the link to the tool; what the tool is told is in the address. */
  async beginLaunch(
    person: Person,
    course?: CollegeCourse,
    path = course ? `/launch?course=${course.key}` : '/launch',
  ): Promise<URLSearchParams> {
    const answer = await this.as(person).get(path).expect(303);
    return new URL(answer.headers['location'] as string).searchParams;
  }

  /** The request that a tool makes after `beginLaunch`; undefined removes a parameter. */
  async authorizationRequest(
    person: Person,
    changes: Record<string, string | undefined> = {},
    course?: CollegeCourse,
    path?: string,
  ): Promise<Record<string, string>> {
    const told = await this.beginLaunch(person, course, path);
    const asked = {
      client_id: told.get('client_id'),
      redirect_uri: `${this.tool.url}/lti/launch`,
      response_type: 'id_token',
      response_mode: 'form_post',
      scope: 'openid',
      prompt: 'none',
      login_hint: told.get('login_hint'),
      lti_message_hint: told.get('lti_message_hint'),
      nonce: 'nonce-1',
      state: 'state-1',
      ...changes,
    };
    return Object.fromEntries(
      Object.entries(asked).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
  }

  /** A message that the tool signs; undefined removes a claim. */
  signed(
    claims: Record<string, unknown>,
    key: GenerateKeyPairResult['privateKey'] = this.#toolKeys.privateKey,
  ) {
    return new SignJWT(JSON.parse(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'RS256', kid: 'tool-key' })
      .sign(key);
  }

  /** A client assertion as a tool signs it; undefined removes a claim. */
  assertion(
    changes: Record<string, unknown> = {},
    key: GenerateKeyPairResult['privateKey'] = this.#toolKeys.privateKey,
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { clientId, tokenUrl } = this.lms.registration;
    const claims = {
      iss: clientId,
      sub: clientId,
      aud: tokenUrl,
      iat: now,
      exp: now + 60,
      jti: crypto.randomUUID(),
      ...changes,
    };
    return this.signed(claims, key);
  }

  async requestToken(changes: Record<string, string> = {}) {
    return request(this.lms.app)
      .post('/lti/token')
      .type('form')
      .send({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: changes['client_assertion'] ?? (await this.assertion()),
        scope: rosterScope,
        ...changes,
      });
  }
}

/** Value of a hidden field. */
export function fieldOf(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}
