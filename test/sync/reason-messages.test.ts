import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageOfReason } from '../../src/sync/reason-messages.ts';
import { readCourse, readEnrolment } from '../../src/sync/sources/csv/read-records.ts';
import { wordsFor } from '../../src/words/words.ts';

const spoilt = ['1.23457E+11', '12.0', '#N/A', 'null'];
const nothing = () => {};

test('whatever is wrong with a row of a CSV file is said in the reader’s language, with its values', () => {
  const reasons = [
    ...spoilt.flatMap((id) => [
      readCourse({ line: 2, cells: { course: id, title: 'A' } }, nothing),
      readCourse({ line: 2, cells: { course: 'C1', title: 'A', group: id } }, nothing),
      readEnrolment({ line: 2, cells: { learner: id, course: 'C1' } }),
      readEnrolment({ line: 2, cells: { learner: 'l1', course: id } }),
    ]),
    readCourse({ line: 2, cells: { course: 'x'.repeat(256), title: 'A' } }, nothing),
    readEnrolment({ line: 2, cells: { learner: 'l1', course: 'C1', state: 'failed' } }),
    { reason: 'longer than 1024 KiB' },
  ].map((found) => ('reason' in found ? found.reason : undefined));
  for (const reason of reasons) {
    assert.equal(typeof reason, 'string');
    const known = messageOfReason(reason as string);
    assert.ok(known, `${reason}`);
    assert.notEqual(wordsFor('de').tell(known), reason);
  }
  const [shortened] = reasons as [string];
  assert.match(
    wordsFor('de').tell(messageOfReason(shortened)!),
    /^Kurskennung von einer Tabellenkalkulation gekürzt/,
  );
});
