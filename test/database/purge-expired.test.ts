import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import mongoose, { Schema } from 'mongoose';
import { purgeExpired } from '../../src/database/purge-expired.ts';
import { openTestDatabase } from './test-database.ts';

const Ticket = mongoose.model(
  'Ticket',
  new Schema({ name: String, used: Boolean, expiresAt: Date, seenAt: { type: Date, expires: '1d' } })
    .index({ expiresAt: 1 }, { expireAfterSeconds: 0, partialFilterExpression: { used: true } })
    .index({ name: 1 }),
);

const database = await openTestDatabase();
after(() => database.close());

test('what has expired by a TTL index is purged, and nothing else', async () => {
  const now = new Date('2026-01-10T00:00:00Z');
  const past = new Date('2026-01-08T00:00:00Z');
  const lately = new Date('2026-01-09T12:00:00Z');
  const future = new Date('2026-01-11T00:00:00Z');
  await Ticket.create([
    { name: 'expired', used: true, expiresAt: past },
    { name: 'outside the index’s filter', used: false, expiresAt: past },
    { name: 'to expire', used: true, expiresAt: future },
    { name: 'without a date' },
    { name: 'unseen for two days', seenAt: past },
    { name: 'seen half a day ago', seenAt: lately },
  ]);
  assert.equal(await purgeExpired(now), 2);
  assert.deepEqual((await Ticket.find().sort('name').lean()).map((ticket) => ticket.name).sort(), [
    'outside the index’s filter',
    'seen half a day ago',
    'to expire',
    'without a date',
  ]);
});
