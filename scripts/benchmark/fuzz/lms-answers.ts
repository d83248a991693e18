import { type CanvasCourse, courseOf } from '../../../src/lms/canvas/connector/course.ts';
import { fieldsOf } from '../../../src/lms/canvas/connector/fields.ts';
import { Members } from '../../../src/lms/canvas/connector/members.ts';
import { completionOf } from '../../../src/lms/moodle/connector/completion.ts';
import { courseRecord } from '../../../src/lms/moodle/connector/course-record.ts';
import { rolesOf } from '../../../src/lms/moodle/connector/members.ts';
import { objectOf } from '../../../src/lms/moodle/connector/values.ts';
import { SourceError } from '../../../src/sync/source-error.ts';
import * as oneRoster from '../../../src/sync/sources/one-roster/rest/read-objects.ts';
import { Roster } from '../../../src/sync/sources/one-roster/roster.ts';
import type { OddValues } from './odd-values.ts';

const now = new Date('2026-11-01T00:00:00Z');
const time = '2026-09-01T08:00:00Z';

const canvasCourse = {
  ...{
    id: 7,
    name: 'Biology',
    course_code: 'BIO',
    workflow_state: 'available',
    account_id: '1',
    locale: 'en',
  },
  ...{
    start_at: time,
    end_at: time,
    enrollment_term_id: 3,
    self_enrollment: true,
    self_enrollment_code: 'ABC',
  },
  ...{ public_description: '<p>Cells</p>', concluded: false, account_name: 'Science' },
  term: { name: 'Autumn', start_at: time, end_at: time },
};
const canvasEnrolment = {
  ...{ user_id: 41, type: 'StudentEnrollment', enrollment_state: 'active', created_at: time, end_at: time },
  ...{ updated_at: time, grades: { current_score: 80, final_score: 80 } },
};
const surroundings = {
  ...{ host: 'canvas.example', origin: 'https://canvas.example' },
  terms: { known: new Map(), none: undefined },
  account: '1',
  now,
};
const plainCourse = courseOf(canvasCourse, surroundings) as CanvasCourse;

const moodleCourse = {
  ...{ id: 12, shortname: 'BIO', fullname: 'Biology', summary: 'Cells', lang: 'de', enddate: 1_788_000_000 },
  ...{ visible: 1, enrollmentmethods: ['self'], groupmode: 0 },
};
const moodleCompletion = {
  completionstatus: {
    completed: true,
    aggregation: 1,
    completions: [{ complete: true, timecompleted: 1_788_000_000 }],
  },
};
const moodleMember = { id: 41, lastcourseaccess: 1_788_000_000, roles: [{ shortname: 'student' }] };

const session = {
  sourcedId: 't1',
  status: 'active',
  title: 'Term',
  startDate: '2026-08-17',
  endDate: '2027-01-29',
};
const course = { sourcedId: 'c1', title: 'Biology', courseCode: 'BIO', subjects: ['Science'] };
const klass = {
  ...{ sourcedId: 'k1', status: 'active', title: 'Biology A', classCode: 'A', subjects: [] },
  ...{ course: { sourcedId: 'c1' }, terms: [{ sourcedId: 't1' }] },
};
const enrolment = {
  ...{ sourcedId: 'e1', status: 'active', role: 'student', beginDate: '2026-08-17', endDate: '2027-01-29' },
  ...{ class: { sourcedId: 'k1' }, user: { sourcedId: 'u1' } },
};

const readers: readonly ((odd: OddValues) => unknown)[] = [
  (odd) => courseOf(fieldsOf(odd.mutate(canvasCourse)), surroundings),
  (odd) => {
    const members = new Members(plainCourse, 'canvas.example', now);
    members.add(fieldsOf(odd.mutate(canvasEnrolment)));
    return [...members.records(new Map())];
  },
  (odd) => {
    const answer = objectOf(odd.mutate(moodleCourse));
    return courseRecord(
      { id: 12, answer, category: { id: 1, names: ['A'], courseCount: 1, isHidden: false } },
      'https://m.example',
      undefined,
      undefined,
    );
  },
  (odd) => completionOf(odd.mutate(moodleCompletion)),
  (odd) => rolesOf(objectOf(odd.mutate(moodleMember))),
  (odd) => {
    const roster = new Roster({ now, areChanges: false });
    roster.addSession(oneRoster.readSession(odd.mutate(session)));
    roster.addCourse(oneRoster.readCourse(odd.mutate(course)));
    return [
      roster.classRecord(oneRoster.readClass(odd.mutate(klass))),
      roster.enrolmentRecord(oneRoster.readEnrolment(odd.mutate(enrolment))),
    ];
  },
];

/** One part of an answer of a connected LMS. @returns 200 where it was read or left out, 422 where it was refused in words */
export function readOddAnswer(odd: OddValues): number {
  try {
    odd.one(readers)(odd);
    return 200;
  } catch (error) {
    if (error instanceof SourceError) return 422;
    throw error;
  }
}
