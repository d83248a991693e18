import type { CourseRecord, EnrolmentRecord } from '../../record.ts';
import type { Table } from './columns.ts';
import { courseColumns, courseOf } from './course-row.ts';
import { enrolmentColumns, enrolmentOf } from './enrolment-row.ts';
import { type ReadOptions, type Row, readRows } from './read-rows.ts';

/** @throws UnreadableFileError */
export function readCourses(file: string, options: ReadOptions): AsyncGenerator<CourseRecord> {
  return readRecords(file, courseColumns, options, courseOf);
}

/** @throws UnreadableFileError */
export function readEnrolments(file: string, options: ReadOptions): AsyncGenerator<EnrolmentRecord> {
  return readRecords(file, enrolmentColumns, options, enrolmentOf);
}

async function* readRecords<Record>(
  file: string,
  table: Table,
  options: ReadOptions,
  recordOf: (row: Row) => Record | string,
): AsyncGenerator<Record> {
  for await (const row of readRows(file, table, options)) {
    const record = recordOf(row);
    if (typeof record === 'string') options.onBadRow({ line: row.line, reason: record });
    else yield record;
  }
}
