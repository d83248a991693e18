import request from 'supertest';
import { fieldOf } from '../../lti/tool-under-test.ts';
import type { CanvasStandIn } from './canvas-stand-in.ts';
import type { StandInLaunch } from './launch-claims.ts';
import type { StandInSchool } from './stand-in-school.ts';

const browser = '__Host-nc-browser=a-browser-that-was-here-before';

/** Login, sign-in at the stand-in and launch, as a browser goes through them; what the tool answers in the end. */
export async function openTool(
  canvas: CanvasStandIn,
  school: StandInSchool,
  launch: StandInLaunch,
): Promise<request.Response> {
  const { url, fields } = canvas.begin(school, launch);
  const begun = await request(url).post('').type('form').set('Cookie', browser).send(fields);
  const signedIn = await fetch(begun.headers['location'] as string);
  const page = await signedIn.text();
  const sent = { id_token: fieldOf(page, 'id_token'), state: fieldOf(page, 'state') };
  return request(/action="([^"]*)"/.exec(page)?.[1] as string)
    .post('')
    .type('form')
    .set('Cookie', browser)
    .send({ ...sent, lti_storage_target: 'post_message_forwarding' });
}

/** An administrator pastes the tool's address into the stand-in, looks over the tool's page and registers. */
export async function install(toolUrl: string, canvas: CanvasStandIn, school: StandInSchool): Promise<void> {
  // Canvas puts the token into the configuration's address as well.
  const configuration = `${canvas.issuer}/api/lti/security/openid-configuration?registration_token=${school.registrationToken}`;
  const sent = { openid_configuration: configuration, registration_token: school.registrationToken };
  const page = await request(toolUrl).get('/lti/register').query(sent).expect(200);
  // The school's page frames it.
  if (!page.headers['content-security-policy']?.includes(school.url)) throw new Error('It cannot be framed.');
  await request(toolUrl).post('/lti/register').type('form').send(sent).expect(200);
}
