import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FailingParts } from '../../src/sync/failing-parts.ts';
import { SourceError } from '../../src/sync/source-error.ts';

const failure = (retryAfterMilliseconds?: number) =>
  new SourceError('busy', [], [], { retryAfterMilliseconds, waitMayBeOfOnePart: true });

/** How many failures in a row end a pull. */
function endingAfter(failing: FailingParts, isKnown: boolean): number {
  for (let count = 1; ; count++)
    try {
      failing.failed(failure(), isKnown);
    } catch {
      return count;
    }
}

test('five in a row end a pull; of those that failed before, twenty-five', () => {
  assert.equal(endingAfter(new FailingParts(), false), 5);
  assert.equal(endingAfter(new FailingParts(), true), 25);
  const mixed = new FailingParts();
  for (let i = 0; i < 4; i++) mixed.failed(failure(), i % 2 === 0);
  mixed.succeeded();
  for (let i = 0; i < 4; i++) mixed.failed(failure());
  assert.throws(() => mixed.failed(failure()));
});

test('a pull of which no part was read ends with the longest wait that was asked for', () => {
  const failing = new FailingParts();
  const [short, long] = [failure(60_000), failure(3_600_000)];
  for (const error of [short, long, failure()]) failing.failed(error, true);
  assert.throws(() => failing.end(), long);
  failing.succeeded();
  failing.end();
});
