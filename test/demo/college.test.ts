import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCollege } from '../../src/demo/college/build-college.ts';
import type { CollegeEnrolment } from '../../src/demo/college/college.ts';

const today = new Date('2026-11-23');
const college = buildCollege(today);
const courses = new Map(college.courses.map((course) => [course.key, course]));
const people = new Map(college.people.map((person) => [person.id, person]));
const histories = new Map<string, CollegeEnrolment[]>();
for (const enrolment of college.enrolments)
  histories.set(enrolment.learner, [...(histories.get(enrolment.learner) ?? []), enrolment]);

test('has at least 150 courses, each with a title of its own and 40 words that describe it', () => {
  assert.ok(courses.size >= 150);
  assert.equal(new Set(college.courses.map(({ title }) => title)).size, courses.size);
  for (const { title, description, categories, level } of college.courses) {
    assert.ok(description.split(/\s+/).length >= 40, title);
    assert.ok(categories.length === 2 && level, title);
  }
});

test('prerequisites exist, and no chain of them comes back to its start', () => {
  const depth = (key: string, below: string[] = []): number => {
    assert.ok(!below.includes(key), `circle at ${key}`);
    const course = courses.get(key);
    assert.ok(course, `no course ${key}`);
    return 1 + Math.max(0, ...course.prerequisites.map((required) => depth(required, [...below, key])));
  };
  assert.ok(Math.max(...college.courses.map(({ key }) => depth(key))) >= 3);
});

test('has 800 students with names of their own, staff, and a few who have only just arrived', () => {
  const students = college.people.filter(({ role }) => role === 'student');
  assert.equal(students.length, 800);
  assert.equal(new Set(college.people.map(({ name }) => name)).size, people.size);
  const newcomers = students.filter(({ terms }) => terms === 0);
  assert.ok(newcomers.length >= 10 && newcomers.every(({ id }) => !histories.has(id)));
});

test('three years of history keep the rules of the college', () => {
  const first = Math.min(...college.enrolments.map(({ at }) => at.getTime()));
  assert.ok(first >= Date.parse('2024-03-01') && college.enrolments.every(({ at }) => at <= today));
  for (const history of histories.values()) {
    assert.equal(new Set(history.map(({ course }) => course)).size, history.length, 'a course twice');
    for (const { course, at } of history)
      for (const required of courses.get(course)?.prerequisites ?? []) {
        const before = history.find((earlier) => earlier.course === required);
        assert.ok(before?.state === 'completed' && before.at < at, `${course} before ${required}`);
      }
    for (const { course, at } of history) {
      const { closesAt } = courses.get(course) ?? {};
      assert.ok(!closesAt || at.getTime() < closesAt.getTime() + 10 * 86_400_000);
    }
  }
});

test('is the same whenever it is built; another day moves whole terms', () => {
  assert.deepEqual(buildCollege(today), college);
  const later = buildCollege(new Date('2027-03-02'));
  assert.deepEqual(
    later.enrolments
      .slice(0, 500)
      .map(({ learner }) => learner)
      .sort(),
    college.enrolments
      .slice(0, 500)
      .map(({ learner }) => learner)
      .sort(),
  );
  assert.equal(later.enrolments[0]?.at.getUTCMonth(), 8);
});

test('there is structure to learn: what students of a programme took tells more than what all took', () => {
  const recall = (groupOf: (learner: string) => string) => {
    const counts = new Map<string, Map<string, number>>();
    for (const [learner, history] of histories)
      for (const { course } of history.slice(0, -1)) {
        const group = counts.get(groupOf(learner)) ?? new Map<string, number>();
        counts.set(groupOf(learner), group.set(course, (group.get(course) ?? 0) + 1));
      }
    let hits = 0;
    for (const [learner, history] of histories) {
      const seen = new Set(history.slice(0, -1).map(({ course }) => course));
      const ranked = [...(counts.get(groupOf(learner)) ?? [])].filter(([course]) => !seen.has(course));
      const top = ranked.sort((a, b) => b[1] - a[1]).slice(0, 10);
      if (top.some(([course]) => course === history.at(-1)?.course)) hits++;
    }
    return hits / histories.size;
  };
  const byProgramme = recall((learner) => people.get(learner)?.programme ?? '');
  const byAll = recall(() => 'all');
  assert.ok(byProgramme > 1.5 * byAll, `${byProgramme} against ${byAll}`);
  assert.ok(byProgramme < 0.95, 'nothing would be left to learn');
});
