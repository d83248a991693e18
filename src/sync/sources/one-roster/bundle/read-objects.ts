import { readTime } from '../../../../values/read-time.ts';
import type { Row } from '../../csv/read-rows.ts';
import type { Table } from '../../file-source.ts';
import type { AcademicSession, OneRosterClass, OneRosterCourse, OneRosterEnrolment } from '../objects.ts';
import type { FileName } from './manifest.ts';

/** The columns of the CSV binding 1.2 §4 that are used; in lower case, because headers are compared so. */
export const tables: Readonly<Record<FileName, Table>> = {
  academicSessions: { required: ['sourcedid', 'title'], optional: ['startdate', 'enddate', 'status'] },
  courses: {
    required: ['sourcedid', 'title'],
    optional: ['coursecode', 'subjects', 'status', 'metadata.credits'],
  },
  classes: {
    required: ['sourcedid', 'title', 'coursesourcedid'],
    optional: ['status', 'classcode', 'termsourcedids', 'subjects', 'metadata.entry', 'metadata.credits'],
  },
  enrollments: {
    required: ['classsourcedid', 'usersourcedid', 'role'],
    optional: ['status', 'begindate', 'enddate'],
  },
};

export function readSession({ cells }: Row): AcademicSession {
  const { sourcedid: id = '', title = '', startdate, enddate } = cells;
  return { id, title, startsAt: readTime(startdate), endsAt: readTime(enddate) };
}

export function readCourse({ cells }: Row): OneRosterCourse {
  const { sourcedid: id = '', coursecode: code, subjects } = cells;
  return { id, code, subjects: toList(subjects), credits: cells['metadata.credits'] };
}

export function readClass({ cells }: Row): OneRosterClass {
  const {
    sourcedid: id = '',
    title = '',
    coursesourcedid: course = '',
    classcode: code,
    status = '',
  } = cells;
  return {
    ...{ id, status, title, course, code },
    subjects: toList(cells['subjects']),
    terms: toList(cells['termsourcedids']),
    entry: cells['metadata.entry'],
    credits: cells['metadata.credits'],
  };
}

export function readEnrolment({ cells }: Row): OneRosterEnrolment {
  const { classsourcedid: klass = '', usersourcedid: user = '', role = '', status = '' } = cells;
  return {
    ...{ status, class: klass, user, role },
    beginsAt: readTime(cells['begindate']),
    endsAt: readTime(cells['enddate']),
  };
}

/** A list is one quoted cell (§2.3). */
function toList(cell = ''): string[] {
  return cell.split(',').flatMap((part) => part.trim() || []);
}
