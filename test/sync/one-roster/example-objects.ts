import type { Collections, Item } from './stand-in-service.ts';

const modified = '2026-05-01T09:00:00.000Z';

export const reference = (type: string, sourcedId: string) => ({
  ...{ href: `https://sis.example/ims/oneroster/rostering/v1p2/${type}s/${sourcedId}`, sourcedId, type },
});

export const session = (sourcedId: string, title: string, startDate: string, endDate: string): Item => ({
  ...{ sourcedId, status: 'active', dateLastModified: modified, title, startDate, endDate },
  ...{ type: 'semester', schoolYear: '2026' },
});

export const course = (sourcedId: string, title: string, more = {}): Item => ({
  ...{ sourcedId, status: 'active', dateLastModified: modified, title, courseCode: `${sourcedId}-101` },
  ...{ grades: ['09'], subjects: ['Science'], org: reference('org', 'ORG'), ...more },
});

export const klass = (sourcedId: string, courseId: string, more = {}): Item => ({
  ...{ sourcedId, status: 'active', dateLastModified: modified, title: `Class ${sourcedId}` },
  ...{ classType: 'scheduled', course: reference('course', courseId), school: reference('org', 'ORG') },
  ...{ terms: [reference('academicSession', 'S1')], subjects: [], ...more },
});

export const enrolment = (sourcedId: string, user: string, classId: string, more = {}): Item => ({
  ...{ sourcedId, status: 'active', dateLastModified: modified, role: 'student' },
  ...{ user: { ...reference('user', user), name: 'Ada Invented' }, class: reference('class', classId) },
  ...{
    school: reference('org', 'ORG'),
    primary: 'false',
    metadata: { email: 'ada@school.example' },
    ...more,
  },
});

/** Two classes of one course and one of another; three people. */
export const exampleCollections = (): Collections => ({
  academicSessions: [session('S1', 'Autumn 2025', '2025-09-01', '2026-02-01')],
  courses: [course('BIO', 'Biology'), course('ART', 'Art', { subjects: ['Art'] })],
  classes: [klass('C1', 'BIO', { classCode: 'BIO-1' }), klass('C2', 'BIO'), klass('C3', 'ART')],
  enrollments: [
    enrolment('E1', 'U1', 'C1', { beginDate: '2025-09-03' }),
    enrolment('E2', 'U2', 'C1'),
    enrolment('E3', 'U1', 'C3'),
    enrolment('E4', 'U3', 'C1', { role: 'teacher' }),
  ],
});
