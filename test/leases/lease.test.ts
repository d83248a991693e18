import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LeaseModel, type StoredLease } from '../../models/lease.ts';
import { type Lease, takeLease } from '../../src/leases/lease.ts';
import { openTestDatabase } from '../database/test-database.ts';

const database = await openTestDatabase();
after(() => database.close());

test('of those who want a lease at one moment one gets it, also where it was never held before', async () => {
  for (let round = 0; round < 20; round++) {
    const takes = Array.from({ length: 8 }, () => takeLease(`new ${round}`));
    const taken = (await Promise.all(takes)).filter((lease) => lease !== undefined);
    assert.equal(taken.length, 1);
    await taken[0]?.release();
  }
});

test('a renewal that comes late, after the lease was given back, holds it for nobody', async () => {
  const lease = (await takeLease('late')) as Lease;
  const { holder } = (await LeaseModel.findById('late').lean<StoredLease>()) as StoredLease;
  await lease.release();
  await LeaseModel.updateOne({ _id: 'late', holder }, { expiresAt: new Date(Date.now() + 20_000) });
  const next = await takeLease('late');
  assert.ok(next);
  await next.release();
});
