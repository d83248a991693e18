import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { buildCollege } from '../../../src/demo/college/build-college.ts';
import type { CollegeEnrolment } from '../../../src/demo/college/college.ts';
import { programmes } from '../../../src/demo/college/programmes.ts';
import { groupBy } from './group-by.ts';

const today = new Date('2026-11-20');
const college = buildCollege(today);
const students = college.people.filter(({ role }) => role === 'student');
const courses = new Map(college.courses.map((course) => [course.key, course]));
const histories = groupBy(college.enrolments, ({ learner }) => learner);
const day = 86_400_000;

test('800 students, 40 instructors, 2 administrators; no id, name or address twice', () => {
  const roles = groupBy(college.people, ({ role }) => role);
  assert.deepEqual(
    [...roles].map(([role, people]) => [role, people.length]),
    [
      ['student', 800],
      ['instructor', 40],
      ['administrator', 2],
    ],
  );
  for (const property of ['id', 'name', 'email'] as const)
    assert.equal(new Set(college.people.map((person) => person[property])).size, 842, property);
});

test('the same history on every machine', () => {
  // Changed the catalogue or the simulator on purpose? Then this is the new fingerprint.
  assert.equal(
    fingerprint(college.enrolments),
    '3a60c49194fb4f9b690b408c83631f09274de7f5efca8a9e7052e760c18d14c2',
  );
  assert.deepEqual(buildCollege(today), college);
});

test('another day moves dates by whole terms and nothing else', () => {
  const later = buildCollege(new Date('2028-05-02T10:00:00Z'));
  assert.deepEqual(later.enrolments.map(undated).sort(), college.enrolments.map(undated).sort());
  assert.deepEqual(
    later.courses.map(({ closesAt: _, ...course }) => course),
    college.courses.map(({ closesAt: _, ...course }) => course),
  );
});

for (const now of ['2026-11-20', '2027-02-28T23:59:59Z', '2027-03-01', '2027-03-02', '2028-08-31'])
  test(`on ${now} all dates lie in the three years before, oldest first, and the current term has begun`, () => {
    const enrolments = buildCollege(new Date(now)).enrolments;
    const times = enrolments.map(({ at }) => at.getTime());
    assert.ok(times.every((time, i) => i === 0 || (times[i - 1] as number) <= time));
    assert.ok((times.at(-1) as number) <= Date.parse(now));
    // Six terms before the next one begins, and ten days to choose.
    assert.ok((times[0] as number) >= Date.parse(now) - (3 * 366 + 10) * day);
    const active = enrolments.filter(({ state }) => state === 'active');
    assert.ok(active.every(({ at }) => at.getTime() >= Date.parse(now) - (184 + 10) * day));
  });

test('nobody takes a course twice', () => {
  const pairs = college.enrolments.map(({ learner, course }) => `${learner} ${course}`);
  assert.equal(new Set(pairs).size, pairs.length);
});

test('prerequisites were completed in an earlier term', () => {
  for (const [learner, history] of histories)
    for (const { course, at } of history)
      for (const before of courses.get(course)?.prerequisites ?? []) {
        const earlier = history.find((enrolment) => enrolment.course === before);
        assert.equal(earlier?.state, 'completed', `${learner} took ${course} without ${before}`);
        assert.ok(at.getTime() - (earlier as CollegeEnrolment).at.getTime() > 100 * day);
      }
});

test('nobody chose a course after it closed, and some had taken it before', () => {
  for (const { key, closesAt } of college.courses)
    if (closesAt) {
      const dates = college.enrolments.filter(({ course }) => course === key).map(({ at }) => at);
      assert.ok(dates.length > 0 && dates.every((at) => at <= closesAt), key);
    }
});

test('newcomers have no history; the others 3 to 4 courses a term, 15 or more by their third year', () => {
  for (const { id, terms = 0 } of students) {
    const taken = histories.get(id)?.length ?? 0;
    assert.ok(taken >= 3 * terms && taken <= 4 * terms, `${id}: ${taken} courses in ${terms} terms`);
  }
  for (const terms of [0, 1, 2, 3, 4, 5, 6])
    assert.ok(students.filter((student) => student.terms === terms).length >= 20, `${terms} terms`);
});

test('required courses come after what they build on', () => {
  const byCode = new Map(college.courses.map((course) => [course.code, course]));
  for (const { name, required } of programmes)
    for (const [i, code] of required.entries())
      for (const key of byCode.get(code)?.prerequisites ?? ['an unknown course'])
        assert.ok(
          required.slice(0, i).includes(courses.get(key)?.code ?? key),
          `${name}: ${code} needs ${courses.get(key)?.code ?? key} first`,
        );
});

test('programmes draw on subjects that exist', () => {
  const subjects = new Set(college.courses.map(({ categories }) => categories[0] as string));
  for (const { name, electives } of programmes)
    for (const subject of Object.keys(electives)) assert.ok(subjects.has(subject), `${name}: ${subject}`);
});

test('a few enrolments are withdrawn, those of advanced courses more often', () => {
  const share = (level: string) => {
    const all = college.enrolments.filter(({ course }) => courses.get(course)?.level === level);
    return all.filter(({ state }) => state === 'withdrawn').length / all.length;
  };
  assert.ok(share('introductory') > 0.03 && share('introductory') < 0.1, `${share('introductory')}`);
  assert.ok(share('advanced') > 1.5 * share('introductory'), `${share('advanced')}`);
});

function fingerprint(enrolments: readonly CollegeEnrolment[]): string {
  return createHash('sha256').update(JSON.stringify(enrolments)).digest('hex');
}

function undated({ learner, course, state }: CollegeEnrolment): string {
  return `${learner} ${course} ${state}`;
}
