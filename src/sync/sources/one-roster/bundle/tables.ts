import type { Table } from '../../csv/columns.ts';
import type { Row } from '../../csv/read-rows.ts';
import { parseTime } from '../../csv/time.ts';
import type { AcademicSession, OneRosterClass, OneRosterCourse, OneRosterEnrolment } from '../objects.ts';
import type { FileName } from './manifest.ts';

/** Columns that are used of those of the CSV binding 1.2 §4; in lower case, as headers are compared. */
export const tables: Readonly<Record<FileName, Table>> = {
  academicSessions: { required: ['sourcedid', 'title'], optional: ['startdate', 'enddate', 'status'] },
  courses: { required: ['sourcedid', 'title'], optional: ['coursecode', 'subjects', 'status'] },
  classes: {
    required: ['sourcedid', 'title', 'coursesourcedid'],
    optional: ['status', 'classcode', 'termsourcedids', 'subjects'],
  },
  enrollments: {
    required: ['classsourcedid', 'usersourcedid', 'role'],
    optional: ['status', 'begindate', 'enddate'],
  },
};

export function sessionOf({ cells }: Row): AcademicSession {
  const { sourcedid: id = '', title = '', startdate, enddate } = cells;
  return { id, title, startsAt: dateOf(startdate), endsAt: dateOf(enddate) };
}

export function courseOf({ cells }: Row): OneRosterCourse {
  const { sourcedid: id = '', coursecode: code, subjects } = cells;
  return { id, code, subjects: listOf(subjects) };
}

export function classOf({ cells }: Row): OneRosterClass {
  const { sourcedid: id = '', title = '', coursesourcedid: course = '', classcode: code } = cells;
  return {
    ...{ id, isRemoved: isRemoved(cells), title, course, code },
    subjects: listOf(cells['subjects']),
    terms: listOf(cells['termsourcedids']),
  };
}

export function enrolmentOf({ cells }: Row): OneRosterEnrolment {
  const { classsourcedid: klass = '', usersourcedid: user = '', role = '', begindate, enddate } = cells;
  return {
    ...{ isRemoved: isRemoved(cells), class: klass, user, role },
    beginsAt: dateOf(begindate),
    endsAt: dateOf(enddate),
  };
}

/** Blank in a bulk file, which has what there is alone. */
function isRemoved({ status = '' }: Row['cells']): boolean {
  return status.toLowerCase() === 'tobedeleted';
}

/** Lists are one quoted cell (§2.3). */
function listOf(cell = ''): string[] {
  return cell.split(',').flatMap((part) => part.trim() || []);
}

function dateOf(cell: string | undefined): Date | undefined {
  return cell ? parseTime(cell) : undefined;
}
