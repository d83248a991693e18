import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { CourseRecord } from '../../../../src/sync/record.ts';
import type { Rejection } from '../../../../src/sync/source.ts';
import { openTestDatabase } from '../../../database/test-database.ts';
import { createInstitution } from '../../../support/institution.ts';
import { exception, startMoodle } from './stand-in-moodle.ts';
import { standInSource } from './stand-in-source.ts';

const asked = 'core_competency_list_course_competencies';
const database = await openTestDatabase();
const moodle = await startMoodle();
const institution = await createInstitution();
after(async () => {
  moodle.close();
  await database.close();
});
beforeEach(() => {
  moodle.requests = [];
});

async function pull() {
  const courses: CourseRecord[] = [];
  const rejections: Rejection[] = [];
  const signal = new AbortController().signal;
  const onReject = (rejection: Rejection) => void rejections.push(rejection);
  const source = standInSource(institution, moodle.host);
  for await (const record of source.pull({ signal, onProgress: () => {}, onReject }))
    if (record.kind === 'course') courses.push(record);
  return { courses, rejections: rejections.filter(({ origin }) => origin === 'competencies of courses') };
}

const competency = (shortname: string, idnumber = '') => ({
  competency: { id: 7, shortname, idnumber, description: '<p>More</p>', competencyframeworkid: 1 },
  coursecompetency: { courseid: 1, competencyid: 7, ruleoutcome: 1 },
});

test('competencies of a course are what it teaches: their names, and ID numbers that are addresses', async () => {
  const uri = 'http://data.europa.eu/esco/skill/abc';
  let first: string | undefined;
  moodle.instead = ({ function: name, arguments: { id } }) => {
    if (name !== asked) return undefined;
    first ??= id;
    return id === first ? [competency('Knots', 'K-1'), competency('Tidal charts', uri), {}, null] : [];
  };
  const { courses, rejections } = await pull();
  assert.ok(courses.length > 1);
  for (const { key, skills } of courses)
    assert.deepEqual(skills, key === first ? ['Knots', 'Tidal charts', uri] : []);
  assert.deepEqual(rejections, []);
});

test('where competencies are switched off nothing is said of what courses teach, and that is told once', async () => {
  moodle.instead = ({ function: name }) =>
    name === asked ? exception('competenciesarenotenabled') : undefined;
  const { courses, rejections } = await pull();
  assert.ok(courses.every(({ skills }) => skills === undefined));
  assert.equal(rejections.length, 1);
  assert.match(rejections[0]?.reason ?? '', /competenciesarenotenabled/);
});

test('a service without the function is not asked', async () => {
  moodle.instead = ({ function: name }, recorded) => {
    if (name !== 'core_webservice_get_site_info') return undefined;
    const { functions, ...info } = recorded as { functions: { name: string }[] };
    return { ...info, functions: functions.filter((one) => one.name !== asked) };
  };
  const { courses, rejections } = await pull();
  assert.ok(courses.length > 0 && courses.every(({ skills }) => skills === undefined));
  assert.deepEqual(rejections, []);
  assert.ok(moodle.requests.every(({ form }) => ![...form.values()].includes(asked)));
});
