// A platform with one course, in a process of its own. Its parent is scripts/benchmark/roster-process.ts.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RosterTask } from './roster.ts';

const { members, pageSize } = JSON.parse(process.argv[2] as string) as RosterTask;
let requests = 0;

const server = createServer((req, res) => {
  requests++;
  const { pathname, searchParams } = new URL(req.url as string, 'http://platform');
  res.setHeader('Content-Type', 'application/json');
  if (pathname === '/token') return void res.end('{"access_token":"token","expires_in":3600}');
  if (pathname === '/requests') return void res.end(`${requests - 1}`);
  const from = Number(searchParams.get('from') ?? 0);
  const to = Math.min(from + pageSize, members);
  if (to < members) res.setHeader('Link', `</members?from=${to}>; rel="next"`);
  res.end(
    JSON.stringify({
      context: { id: 'C1' },
      members: Array.from({ length: to - from }, (_, i) => member(from + i)),
    }),
  );
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());

/** As many bytes as Moodle writes about a person. */
function member(i: number) {
  return {
    ...{ status: 'Active', roles: [i % 100 === 0 ? 'Instructor' : 'Learner'], user_id: `${i}` },
    ...{ lis_person_sourcedid: `S${i}`, name: `Given Family${i}`, given_name: 'Given' },
    ...{ family_name: `Family${i}`, email: `person${i}@example.com`, ext_user_username: `person${i}` },
  };
}
