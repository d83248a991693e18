import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { messageOfReason } from '../../src/sync/reason-messages.ts';
import { readCourse, readEnrolment } from '../../src/sync/sources/csv/read-records.ts';
import { Roster } from '../../src/sync/sources/one-roster/roster.ts';
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
    /^Kurs-ID wurde von einer Tabellenkalkulation gekürzt/,
  );
});

/** Where the code says in a fixed sentence why something is left out. */
const saying = [
  /(?:reason|invalid|ignored|fault):\s*'([^']+)'/g,
  /(?:Fault|idOfMany|unknownCourse|unknownPerson|foreignPerson|voided|nothingVoided) =\s*'([^']+)'/g,
  /unreadable\(\s*'([^']+)'/g,
];

test('every fixed sentence about what is left out is a message', async () => {
  const found: string[] = [];
  for (const folder of ['src/sync', 'src/lms', 'src/api'])
    for (const file of await readdir(join(projectRoot, folder), { recursive: true })) {
      if (!file.endsWith('.ts')) continue;
      const code = await readFile(join(projectRoot, folder, file), 'utf8');
      for (const pattern of saying)
        for (const [, sentence = ''] of code.matchAll(pattern))
          if (sentence.includes(' ')) found.push(sentence);
    }
  assert.ok(found.length > 50, `${found.length}`);
  // A part of a sentence stands before or behind something else.
  const parts = ['has a date that cannot be read, or may be two days (8/7/2026): write it as 2026-09-30'];
  assert.deepEqual(
    found.filter((one) => !messageOfReason(one) && !parts.includes(one)),
    [],
  );
});

const noDates = { beginsAt: 'none', endsAt: 'none' } as const;

test('whatever is wrong with an object of OneRoster is said in the reader’s language', async () => {
  const roster = new Roster({ now: new Date(), areChanges: false });
  const klass = { id: 'C', status: '', title: 'T', course: 'G', subjects: [], terms: [] };
  const enrolment = { status: '', class: 'C', user: 'U', role: 'student', ...noDates };
  const reasons = [
    roster.addSession({ id: 'S', title: 'T', startsAt: 'unreadable', endsAt: 'none' }),
    ...[{ id: '' }, { title: '' }, { status: 'gone' }, { id: '1.23457E+11' }, { course: '#N/A' }].map(
      (wrong) => roster.classRecord({ ...klass, ...wrong }),
    ),
    ...(await Promise.all(
      [
        ...[{ class: '' }, { user: '' }, { user: '12.0' }, { status: 'gone' }, { role: 'pupil' }],
        { beginsAt: 'unreadable' as const },
      ].map((wrong) => roster.enrolmentRecord({ ...enrolment, ...wrong })),
    )),
  ];
  assert.equal(reasons.length, 12);
  for (const reason of reasons) {
    assert.equal(typeof reason, 'string');
    assert.ok(messageOfReason(reason as string), `${reason}`);
  }
});
