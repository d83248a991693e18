import assert from 'node:assert/strict';
import { after, afterEach, beforeEach } from 'node:test';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { PassModel } from '../../../models/pass.ts';
import { type Registration, RegistrationModel } from '../../../models/registration.ts';
import { RegistrationAttemptModel } from '../../../models/registration-attempt.ts';
import { allProducts } from '../../../src/lms/all-products.ts';
import { productOfFamily } from '../../../src/lti/lti-product.ts';
import { createRegistration } from '../../../src/lti/registration/create-registration.ts';
import { invitationAddress } from '../../../src/lti/registration/invitation.ts';
import { createApp } from '../../../src/web/create-app.ts';
import { openTestDatabase } from '../../database/test-database.ts';
import { type StandInLms, startCanvas, startMoodle } from './stand-in-lms.ts';

export const publicUrl = 'https://next.example';
export const toolKey = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

type Tool = {
  custom_parameters: Record<string, string>;
  claims: string[];
  messages: Record<string, unknown>[];
};

/** For a suite: a Moodle and a Canvas, new for each test, ways to register with them, and what is stored of it. */
export async function openRegistration() {
  const database = await openTestDatabase();
  after(() => database.close());
  const lms = {} as { moodle: StandInLms; canvas: StandInLms };
  beforeEach(async () => {
    lms.moodle = await startMoodle();
    lms.canvas = await startCanvas();
  });
  afterEach(async () => {
    await Promise.all([lms.moodle.close(), lms.canvas.close()]);
    await Promise.all(
      [InstitutionModel, RegistrationModel, RegistrationAttemptModel, PassModel].map((model) =>
        (model as typeof InstitutionModel).deleteMany(),
      ),
    );
  });

  function tool({
    approvedHosts = [],
    privateHosts = [lms.moodle.host, lms.canvas.host],
  }: {
    approvedHosts?: string[];
    privateHosts?: string[];
  } = {}): Express {
    const registration = createRegistration({
      profileFor: (family) => productOfFamily(allProducts, family).registration,
      publicUrl,
      rules: { privateHosts, plainHttp: true },
      approvedHosts,
    });
    return createApp(pino({ level: 'silent' }), { '/lti/register': registration });
  }

  const parameters = ({ configurationUrl }: StandInLms) => ({
    openid_configuration: configurationUrl,
    registration_token: 'permission',
  });

  return {
    lms,
    tool,
    parameters,
    show: (from: StandInLms, app = tool()) => request(app).get('/lti/register').query(parameters(from)),
    post: (from: StandInLms, app = tool()) =>
      request(app).post('/lti/register').type('form').send(parameters(from)),
  };
}

export function sentTo(lms: StandInLms) {
  const sent = lms.received.find(({ method }) => method === 'POST');
  assert.ok(sent, 'nothing was registered');
  return { ...sent, tool: sent.json[toolKey] as Tool };
}

export function stored() {
  return Promise.all([
    RegistrationModel.find().lean<Registration[]>(),
    InstitutionModel.find().sort({ createdAt: 1 }).lean<Institution[]>(),
  ]);
}

export async function invite(): Promise<string> {
  return new URL(await invitationAddress(publicUrl)).searchParams.get('invitation') as string;
}
