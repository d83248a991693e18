import type { CourseRecord, EnrolmentRecord } from '../../record.ts';
import { courseColumns, courseOf } from './course-row.ts';
import { enrolmentColumns, enrolmentOf } from './enrolment-row.ts';
import { type ReadOptions, type Row, readRows } from './read-rows.ts';

type Callbacks = Pick<ReadOptions, 'onBadRow' | 'onBytes'>;

/** @throws UnreadableFileError */
export function readCourses(file: string, callbacks: Callbacks): AsyncGenerator<CourseRecord> {
  return readRecords(file, { ...courseColumns, ...callbacks }, courseOf);
}

/** @throws UnreadableFileError */
export function readEnrolments(file: string, callbacks: Callbacks): AsyncGenerator<EnrolmentRecord> {
  return readRecords(file, { ...enrolmentColumns, ...callbacks }, enrolmentOf);
}

async function* readRecords<Record>(
  file: string,
  options: ReadOptions,
  recordOf: (row: Row) => Record | string,
): AsyncGenerator<Record> {
  for await (const row of readRows(file, options)) {
    const record = recordOf(row);
    if (typeof record === 'string') options.onBadRow({ line: row.line, reason: record });
    else yield record;
  }
}
