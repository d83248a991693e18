import type { Express } from 'express';
import request from 'supertest';
import { signInAddress } from '../../src/administration/sign-in.ts';

/** A secret that signs in once. */
export async function newPass(publicUrl: string): Promise<string> {
  return new URL(await signInAddress(publicUrl)).searchParams.get('pass') as string;
}

export function postSignIn(app: Express, publicUrl: string, pass: string): request.Test {
  return request(app).post('/administration/sign-in').set('Origin', publicUrl).type('form').send({ pass });
}

/** The cookie of an administrator's visit. */
export async function administratorCookie(app: Express, publicUrl: string): Promise<string> {
  const answer = await postSignIn(app, publicUrl, await newPass(publicUrl)).expect(303);
  return (answer.headers['set-cookie'] as unknown as string[])[0]?.split(';')[0] as string;
}
