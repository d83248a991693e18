import { readYearOfStudy } from '../../values/read-year-of-study.ts';
import { mayBeSheetDate } from '../../values/spoilt-id.ts';
import type { AliasRecord, CheckpointRecord, CompleteRecord, SyncRecord } from '../record.ts';
import type { Rejection } from '../source.ts';
import { findLengthProblem } from './limits.ts';

/** Clocks differ, so a time of tomorrow is accepted. */
const futureTolerance = 86_400_000;
/** An enrolment is planned for the next terms. A later time is a mistake. */
const plannedTolerance = 3 * 366 * 86_400_000;

/** A record that is stored itself, unlike those about the pull. */
export type StoredRecord = Exclude<SyncRecord, AliasRecord | CheckpointRecord | CompleteRecord>;
type Problem = Omit<Rejection, 'origin'>;

/** @returns why a record cannot be stored; undefined: it can */
export function validateRecord(
  record: StoredRecord,
  courses: ReadonlySet<string>,
  now: Date,
): Problem | undefined {
  const length = findLengthProblem(record);
  if (length !== undefined) return { reason: length };
  if (record.kind === 'course')
    return record.key === '' || record.title === '' ? { reason: 'a course without id or title' } : undefined;
  if (record.learner === '') return { reason: 'no learner id' };
  if (record.kind === 'removal') return undefined;
  if (record.kind === 'study') return findYearProblem(record);
  return (
    findCourseProblem(record, courses) ??
    findTimeProblem(record.at, now, isPlanned(record) ? plannedTolerance : futureTolerance) ??
    findTimeProblem(record.kind === 'enrolment' ? record.completedAt : undefined, now) ??
    findTimeProblem(record.kind === 'enrolment' ? record.stateAt : undefined, now) ??
    findNumberProblem(record)
  );
}

/** A record about a course that somebody is or was in, or did something with. */
type AboutCourse = Extract<StoredRecord, { kind: 'enrolment' | 'event' }>;

function findYearProblem({ year }: Extract<StoredRecord, { kind: 'study' }>): Problem | undefined {
  return typeof year !== 'number' || readYearOfStudy(year) !== undefined
    ? undefined
    : { reason: 'year is no year of study such as 1: it is left out', detail: `${year}` };
}

function findCourseProblem(record: AboutCourse, courses: ReadonlySet<string>): Problem | undefined {
  const course = record.kind === 'event' ? { course: undefined, ...record.detail }.course : record.course;
  if (course === undefined || courses.has(course)) return undefined;
  const reason = mayBeSheetDate(course)
    ? 'unknown course, of whose code a spreadsheet may have made a date: import it first'
    : 'unknown course: import it first';
  return { reason, detail: JSON.stringify(course.slice(0, 40)) };
}

function isPlanned(record: StoredRecord): boolean {
  return record.kind === 'enrolment' && record.state === 'planned';
}

function findTimeProblem(
  at: Date | null | undefined,
  now: Date,
  tolerance = futureTolerance,
): Problem | undefined {
  if (!at) return undefined;
  if (Number.isNaN(at.getTime())) return { reason: 'time is none' };
  if (at.getTime() <= now.getTime() + tolerance) return undefined;
  return { reason: 'time lies in the future', detail: at.toISOString() };
}

function findNumberProblem(record: AboutCourse): Problem | undefined {
  if (record.kind === 'event') return undefined;
  const { progress, weight } = record;
  if (typeof progress === 'number' && !(progress >= 0 && progress <= 1))
    return { reason: 'progress is not between 0 and 1', detail: `${progress}` };
  if (weight !== undefined && !(weight > 0)) return { reason: 'weight is not above 0', detail: `${weight}` };
  return undefined;
}
