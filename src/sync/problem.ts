import type { AliasRecord, CheckpointRecord, CompleteRecord, SyncRecord } from './record.ts';
import type { Rejection } from './source.ts';

/** Clocks differ; an enrolment of tomorrow is one of today. */
const futureTolerance = 86_400_000;

export type Stored = Exclude<SyncRecord, AliasRecord | CheckpointRecord | CompleteRecord>;
type Problem = Omit<Rejection, 'origin'>;

/** Why a record cannot be stored; undefined: it can. */
export function problemOf(record: Stored, courses: ReadonlySet<string>, now: Date): Problem | undefined {
  if (record.kind === 'course')
    return record.key === '' || record.title === '' ? { reason: 'a course without id or title' } : undefined;
  if (record.learner === '') return { reason: 'no learner id' };
  if (record.kind === 'removal') return undefined;
  return (
    courseProblem(record, courses) ??
    timeProblem(record.at, now) ??
    timeProblem(record.kind === 'enrolment' ? record.completedAt : undefined, now) ??
    numberProblem(record)
  );
}

function courseProblem(
  record: Exclude<Stored, { kind: 'course' | 'removal' }>,
  courses: ReadonlySet<string>,
): Problem | undefined {
  const course = record.kind === 'event' ? { course: undefined, ...record.detail }.course : record.course;
  if (course === undefined || courses.has(course)) return undefined;
  return { reason: 'unknown course: import it first', detail: JSON.stringify(course.slice(0, 40)) };
}

function timeProblem(at: Date | null | undefined, now: Date): Problem | undefined {
  if (!at) return undefined;
  if (Number.isNaN(at.getTime())) return { reason: 'time is none' };
  if (at.getTime() <= now.getTime() + futureTolerance) return undefined;
  return { reason: 'time lies in the future', detail: at.toISOString() };
}

function numberProblem(record: Exclude<Stored, { kind: 'course' | 'removal' }>): Problem | undefined {
  if (record.kind === 'event') return undefined;
  const { progress, weight } = record;
  if (typeof progress === 'number' && !(progress >= 0 && progress <= 1))
    return { reason: 'progress is not between 0 and 1', detail: `${progress}` };
  if (weight !== undefined && !(weight > 0)) return { reason: 'weight is not above 0', detail: `${weight}` };
  return undefined;
}
