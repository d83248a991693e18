import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { yearOfStudy } from '../../../src/demo/college/academic-terms.ts';
import { buildCollege } from '../../../src/demo/college/build-college.ts';
import { coursesCsv, enrolmentsCsv } from '../../../src/demo/college/college-csv.ts';

const college = buildCollege(new Date('2026-11-20'));

test('the catalogue is read back as it was', () => {
  const rows: Record<string, string>[] = parse(coursesCsv(college), { columns: true });
  assert.equal(rows.length, college.courses.length);
  for (const [i, course] of college.courses.entries())
    assert.deepEqual(rows[i], {
      course: course.key,
      code: course.code,
      title: course.title,
      description: course.description,
      category: course.categories.join('|'),
      level: course.level,
      credits: `${course.credits}`,
      language: course.language,
      prerequisites: course.prerequisites.join('|'),
      skills: course.skills.join('|'),
      closes: course.closesAt?.toISOString() ?? '',
    });
});

test('the history is read back as it was, with what each student studies', () => {
  const person = (id: string) => college.people.find((one) => one.id === id) ?? assert.fail(id);
  const rows: Record<string, string>[] = parse(enrolmentsCsv(college), { columns: true });
  assert.deepEqual(
    rows,
    college.enrolments.map(({ learner, course, at, state }) => ({
      learner,
      course,
      time: at.toISOString(),
      state,
      programme: person(learner).programme,
      year: `${yearOfStudy(person(learner).terms ?? 0)}`,
    })),
  );
});

test('quotes, commas and line ends inside a cell survive', () => {
  const [course] = college.courses;
  assert.ok(course);
  const title = 'Say "yes", then\nstop';
  const [row] = parse(coursesCsv({ ...college, courses: [{ ...course, title }] }), { columns: true });
  assert.equal((row as Record<string, string>)['title'], title);
});
