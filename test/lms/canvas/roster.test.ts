import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canvasRoster } from '../../../src/lms/canvas/launch.ts';
import { claim } from '../../../src/lti/claims.ts';
import { withMemberIds } from '../../../src/lti/names-and-roles/member-ids.ts';
import { RosterError } from '../../../src/lti/names-and-roles/roster-error.ts';
import { idReader, type Member, membersOf } from '../../../src/lti/names-and-roles/roster-page.ts';
import type { RosterReader, RosterRequest } from '../../../src/lti/names-and-roles/roster-request.ts';

const canvas = 'https://school.instructure.com/api/lti/courses/7/names_and_roles';
const member = { userId: 'a', role: 'learner', status: 'active' } as const;

/** What was asked for, and who came. */
async function read(
  url: string,
  request: RosterRequest,
  answer: (request: RosterRequest) => AsyncGenerator<Member>,
) {
  const asked: (string | undefined)[] = [];
  const reader: RosterReader = async function* (_registration, _url, given = {}) {
    asked.push(given.resourceLinkId);
    yield* answer(given);
  };
  let members = 0;
  for await (const _ of withMemberIds(reader, [canvasRoster])({} as never, url, request)) members++;
  return { asked, members };
}
const willing = async function* () {
  yield member;
};

test('Canvas is asked for the course’s own link; nobody else is, nor for the self-test', async () => {
  assert.deepEqual(await read(canvas, { contextId: 'c' }, willing), { asked: ['c'], members: 1 });
  assert.deepEqual((await read('https://lms.example/roster', { contextId: 'c' }, willing)).asked, [
    undefined,
  ]);
  assert.deepEqual((await read(canvas, { limit: 1 }, willing)).asked, [undefined]);
  assert.deepEqual((await read(canvas, { contextId: 'c', resourceLinkId: 'l' }, willing)).asked, ['l']);
});

test('one that refuses it is asked without; one that breaks off, or does not answer, fails', async () => {
  const refusing = (code: RosterError['code'], first: number) =>
    async function* ({ resourceLinkId }: RosterRequest) {
      for (let i = 0; i < first; i++) yield member;
      if (resourceLinkId !== undefined) throw new RosterError(code);
      yield member;
    };
  const refused = await read(canvas, { contextId: 'c' }, refusing('roster-refused', 0));
  assert.deepEqual(refused, { asked: ['c', undefined], members: 1 });
  await assert.rejects(read(canvas, { contextId: 'c' }, refusing('roster-refused', 1)));
  await assert.rejects(read(canvas, { contextId: 'c' }, refusing('platform-unreachable', 0)));
});

test('what a page says of a member counts where the tool’s configuration was asked for', () => {
  const custom = { canvas_user_id: '42', person_sourced_id: 'S1' };
  const page = { members: [{ user_id: 'a', roles: [], message: [{ [claim.custom]: custom }] }] };
  const [own] = membersOf(page, undefined, idReader([canvasRoster], canvas)) as Iterable<Member>;
  assert.deepEqual(
    [own?.productId, own?.sourcedId],
    [{ source: 'canvas', id: 'school.instructure.com/42' }, 'S1'],
  );
  const [other] = membersOf(page, undefined) as Iterable<Member>;
  assert.deepEqual([other?.productId, other?.sourcedId], [undefined, undefined]);
});
