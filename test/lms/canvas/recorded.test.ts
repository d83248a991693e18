// On what a Canvas of February 2026 said (recorded-canvas.ts).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Institution } from '../../../models/institution.ts';
import { refusalOf } from '../../../src/lms/canvas/connector/refusal.ts';
import { canvasLaunch, canvasRoster } from '../../../src/lms/canvas/launch.ts';
import { canvasRegistration } from '../../../src/lms/canvas/registration.ts';
import { readMessage } from '../../../src/lti/launch/message.ts';
import { isTestUser, roleOf } from '../../../src/lti/launch/roles.ts';
import { findLink } from '../../../src/lti/names-and-roles/link-header.ts';
import { idReader, membersOf } from '../../../src/lti/names-and-roles/roster-page.ts';
import { parseOpenidConfiguration } from '../../../src/lti/registration/openid-configuration.ts';
import type { SafeAnswer } from '../../../src/lti/safe-fetch/safe-fetch.ts';
import type { SyncRecord } from '../../../src/sync/record.ts';
import { StandInRest } from './connector/stand-in-rest.ts';
import { connectionTo, connectorFor, storedIn } from './connector/stand-in-source.ts';
import { recordedCanvas } from './recorded-canvas.ts';

const { openidConfiguration, launches, rosters, rest } = recordedCanvas;
const host = 'school.canvas.example';

test('its configuration says who registers, and where, and what its launches call it', () => {
  const address = new URL(`https://${host}/api/lti/security/openid-configuration`);
  const read = parseOpenidConfiguration(openidConfiguration, address, {
    privateHosts: [host],
    plainHttp: false,
  });
  assert.equal(canvasRegistration.ownAddress?.(read), `https://${host}`);
  assert.equal(canvasRegistration.institutionName(read), 'Trial University');
  for (const claims of Object.values(launches))
    assert.equal(readMessage(claims).platformGuid, canvasRegistration.platformGuid(read));
  assert.deepEqual(
    [read.issuer, read.registrationUrl, read.authorizationServer, read.productFamily],
    [`https://${host}`, `https://${host}/api/lti/registrations`, host, 'canvas'],
  );
});

for (const [name, role, placement, courseUrl, people] of [
  ['student', 'learner', 'course_navigation', 'courses/205', ['1182', 'FACTS-1']],
  ['teacher', 'instructor', 'course_navigation', 'courses/205', ['1185']],
  ['parent', 'observer', 'course_navigation', 'courses/205', ['1186']],
  ['parentOutside', 'observer', 'global_navigation', undefined, ['1186']],
  ['administratorWhoStudies', 'learner', 'course_navigation', 'courses/205', ['1190']],
  ['studentOfEnded', 'learner', 'course_navigation', 'courses/206', ['1189']],
  ['testStudent', 'testStudent', 'course_navigation', 'courses/205', ['2008']],
  ['account', 'administrator', 'account_navigation', undefined, ['1']],
  ['global', 'administrator', 'global_navigation', undefined, ['1']],
  ['deepLinking', 'instructor', 'link_selection', 'courses/205', []],
  // The number of another person is in it.
  ['craftedByTeacher', 'instructor', 'course_navigation', 'courses/205', []],
] as const)
  test(`a launch: ${name}`, () => {
    const message = readMessage(launches[name]);
    const ids = canvasLaunch.otherIds(message).flatMap((one) => one.people);
    assert.deepEqual(
      {
        role: roleOf([...(message.roles ?? []), ...(canvasLaunch.otherRoles?.(message) ?? [])]),
        placement: canvasLaunch.placement(message),
        courseUrl: canvasLaunch.courseUrl(message),
        people: [...new Set(ids.map((id) => id.split('/').at(-1)))].sort(),
      },
      { role, placement, courseUrl: courseUrl && `https://${host}/${courseUrl}`, people: [...people] },
    );
    assert.equal(isTestUser(message.roles ?? []), name === 'testStudent');
    assert.equal(canvasLaunch.look(message), undefined);
    assert.equal(message.type, name === 'deepLinking' ? 'deep-linking' : 'resource-link');
  });

test('a roster: pages, numbers of each member, parents left out, and who is in a course that has ended', () => {
  const address = `https://${host}/api/lti/courses/205/names_and_roles`;
  assert.match(findLink(rosters.firstPage.link ?? null, 'next') ?? '', /page=2&per_page=2$/);
  const members = (body: unknown) => [...membersOf(body, undefined, idReader([canvasRoster], address))];
  assert.deepEqual(
    members(rosters.firstPage.body).map(
      (one) => 'role' in one && [one.role, one.productId?.id, one.sourcedId],
    ),
    [
      ['learner', `${host}/1182`, 'FACTS-1'],
      ['staff', `${host}/1185`, undefined],
    ],
  );
  assert.deepEqual(
    members(rosters.ended.body).map((one) => 'status' in one && one.status),
    ['active', 'active'],
  );
});

test('REST: two courses, one with a nickname and the button, one that has ended; members of both', async () => {
  const canvas = await StandInRest.start();
  try {
    canvas.pageSize = 2;
    canvas.data.courses = rest.courses.body;
    canvas.data.terms = rest.terms.body['enrollment_terms'] as never;
    canvas.data.enrolments = new Map([
      [205, rest.enrolments.body],
      [206, []],
    ]);
    const institution = { _id: 'x' } as unknown as Institution;
    const connection = connectionTo(institution, canvas.host, { settings: { account: '9' } });
    const records: SyncRecord[] = [];
    const pulled = connectorFor(canvas.host)
      .open(connection, institution, storedIn())
      .pull({
        ...{ signal: AbortSignal.timeout(10_000), onProgress: () => {} },
        onReject: ({ reason }) => assert.fail(reason),
      });
    for await (const record of pulled) records.push(record);
    const courses = records.flatMap((one) => (one.kind === 'course' ? [one] : []));
    assert.deepEqual(
      courses.map(({ title, term, entry, url }) => [title, term, entry, url?.split('/').slice(3).join('/')]),
      [
        ['Facts Botany', null, [{ way: 'open' }], 'enroll/WCPFCX'],
        ['Facts ended', null, [{ way: 'invitation' }], 'courses/206'],
      ],
    );
    assert.ok(courses.every(({ url }) => url?.startsWith(`${canvas.url}/`)));
    assert.deepEqual([courses[0]?.closesAt, courses[1]?.closesAt], [null, new Date('2026-06-01T00:00:00Z')]);
    const roles = records.flatMap((one) => (one.kind === 'enrolment' ? [`${one.role} ${one.state}`] : []));
    assert.deepEqual(roles, ['learner active', 'learner active']);
  } finally {
    canvas.close();
  }
});

test('its members have bookmarks for pages, with a name in them, and no numbers', () => {
  const next = new URL(findLink(rest.enrolments.link ?? null, 'next') ?? '');
  const bookmark = next.searchParams.get('page')?.replace('bookmark:', '') ?? '';
  assert.match(Buffer.from(bookmark, 'base64').toString(), /^\["StudentEnrollment","Wiesental, Wanda",/);
  assert.equal(rest.numbered.status, 400);
});

test('what it refuses is told apart, in whatever language it says so', () => {
  const codes = Object.entries(rest.refusals).map(([name, one]) => [
    name,
    refusalOf(one as SafeAnswer, 'courses').code,
  ]);
  assert.deepEqual(Object.fromEntries(codes), {
    ...{ token: 'token-refused', scope: 'scope-missing', person: 'not-permitted' },
  });
});
