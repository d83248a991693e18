import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { runSync } from '../../src/sync/runs/run-sync.ts';
import type { Source } from '../../src/sync/source.ts';
import { heldBackLines } from '../../src/terminal/sync-bar.ts';
import { startBeside } from '../database/beside.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

let database: TestDatabase;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

/** A bundle, which is no source that is set up. */
const bundle = (people: number): Source => ({
  name: 'one-roster',
  async *pull() {
    yield { kind: 'course', key: 'C1', title: 'Botany' };
    for (let i = 0; i < people; i++) yield { kind: 'enrolment', learner: `P${i}`, course: 'C1' };
    yield { kind: 'complete', of: 'enrolments', course: 'C1' };
  },
});

test('what an import held back is told in the terminal and let through by a command', async () => {
  const institution = await createInstitution({ name: 'School' });
  await runSync({ institution, source: bundle(10) });
  const { heldBack } = await runSync({ institution, source: bundle(3) });
  assert.match(
    heldBackLines(heldBack).join('\n'),
    /removals held back: 7 of 10.*\n.*7 of 10 people in course C1\n.*npm run sync -- --release-removals/,
  );
  const said = async (...more: string[]) => {
    const child = startBeside(database, 'scripts/sync', '--release-removals', ...more);
    let words = '';
    child.stdout?.on('data', (some) => {
      words += some;
    });
    const status = await new Promise((resolve) => child.once('close', resolve));
    return [status, words.trim()];
  };
  assert.deepEqual(await said('--source', 'csv'), [0, 'School: 0 removed that had been held back.']);
  assert.deepEqual(await said('--source', 'one-roster'), [0, 'School: 7 removed that had been held back.']);
  assert.equal(await EnrolmentModel.countDocuments({ state: 'withdrawn' }), 7);
});
