// Runs alone: it measures what its process allocates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Registration } from '../../../models/registration.ts';
import { createRosterReader } from '../../../src/lti/names-and-roles/roster-reader.ts';
import { heldMemory } from '../../support/held-memory.ts';
import { json, TestPlatform } from '../test-platform.ts';

const pages = 150;
const membersOnPage = 200;

test('30,000 members take no more memory than a few pages of them', async () => {
  const platform = await TestPlatform.start();
  platform.handlers.set('/members', (req, res) => {
    const page = Number(new URL(req.url as string, platform.url).searchParams.get('page') ?? 1);
    const members = Array.from({ length: membersOnPage }, (_, i) => ({
      ...{ user_id: `${page}-${i}`, roles: ['Learner'], status: 'Active' },
      ...{ name: 'Tara Adler', email: `tara${i}@example.com` },
    }));
    const link = page < pages ? { Link: `</members?page=${page + 1}>; rel="next"` } : {};
    json(res, { members }, link as Record<string, string>);
  });
  const readRoster = createRosterReader({ get: async () => 'token' }, platform.rules);
  let count = 0;
  let early = 0;
  for await (const _ of readRoster(platform.registration as Registration, `${platform.url}/members`))
    if (++count === 20 * membersOnPage) early = await heldMemory();
  const growth = (await heldMemory()) - early;
  await platform.close();
  assert.equal(count, pages * membersOnPage);
  assert.ok(growth < 1_500_000, `${growth} bytes more`);
});
