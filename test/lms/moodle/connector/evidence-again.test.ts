import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EvidenceAgain } from '../../../../src/lms/moodle/connector/evidence-again.ts';

const [earlier, since] = [new Date('2026-11-30T09:00:00Z'), new Date('2026-11-30T10:00:00Z')];
const ids = Array.from({ length: 30 }, (_, i) => i + 1);
const listed = new Set(ids.map(String));
const mark = (course: number) => `grades of course ${course} since ${earlier.toISOString()}`;

test('of what was missed a pull asks for twenty again, and the next begins with the others', () => {
  const unread = new Set(['completion of course 4711', ...ids.map(mark)]);
  const askedAgain = () => {
    const again = new EvidenceAgain({ since, unread }, listed);
    return ids.filter((course) => {
      const evidence = again.of(course, false);
      const isAgain = evidence.since.grades?.getTime() === earlier.getTime();
      if (isAgain) evidence.missed('grades');
      evidence.end();
      return isAgain;
    });
  };
  assert.deepEqual(askedAgain(), ids.slice(0, 20));
  assert.deepEqual(askedAgain(), [...ids.slice(0, 10), ...ids.slice(20)]);
  assert.equal(unread.size, 31);
});

test('what a pull missed while it asked for the changes since the last one keeps the time from which more is missing', () => {
  const unread = new Set(ids.map(mark));
  const evidence = new EvidenceAgain({ since, unread }, listed).of(30, false);
  assert.deepEqual(evidence.since, { grades: since, completion: since });
  evidence.missed('grades');
  evidence.missed('completion');
  evidence.end();
  const ofCourse = [...unread].filter((name) => name.includes('course 30'));
  assert.deepEqual(ofCourse, [mark(30), `completion of course 30 since ${since.toISOString()}`]);
});

test('a course that is read from the beginning has nothing left that was missed before', () => {
  const unread = new Set(ids.map(mark));
  const evidence = new EvidenceAgain({ since, unread }, listed).of(30, true);
  assert.deepEqual(evidence.since, { grades: undefined, completion: undefined });
  evidence.end();
  assert.ok(!unread.has(mark(30)));
});

test('of two times that a pull which broke off has left the earlier counts, and neither stays', () => {
  const unread = new Set([`grades of course 7 since ${since.toISOString()}`, mark(7)]);
  const evidence = new EvidenceAgain({ since, unread }, listed).of(7, false);
  assert.deepEqual(evidence.since.grades, earlier);
  evidence.end();
  assert.equal(unread.size, 0);
});

test('a course that is read from the beginning and misses something is asked for it from the beginning once more', () => {
  const unread = new Set<string>();
  for (const isWhole of [true, false]) {
    const evidence = new EvidenceAgain({ since, unread }, listed).of(7, isWhole);
    assert.equal(evidence.since.grades, undefined);
    evidence.missed('grades');
    evidence.end();
  }
  assert.deepEqual([...unread], [`grades of course 7 since ${since.toISOString()}`]);
});
