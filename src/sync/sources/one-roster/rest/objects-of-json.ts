import { parseTime } from '../../csv/time.ts';
import type { AcademicSession, OneRosterClass, OneRosterCourse, OneRosterEnrolment } from '../objects.ts';

/** As an answer has it: every property may be anything. */
type Json = Readonly<Record<string, unknown>>;

export function sessionOf(item: unknown): AcademicSession {
  const json = objectOf(item);
  return {
    ...{ id: textOf(json['sourcedId']), title: textOf(json['title']) },
    ...{ startsAt: dateOf(json['startDate']), endsAt: dateOf(json['endDate']) },
  };
}

export function courseOf(item: unknown): OneRosterCourse {
  const json = objectOf(item);
  return {
    ...{ id: textOf(json['sourcedId']), code: textOf(json['courseCode']) },
    subjects: textsOf(json['subjects']),
  };
}

export function classOf(item: unknown): OneRosterClass {
  const json = objectOf(item);
  return {
    ...{ id: textOf(json['sourcedId']), isRemoved: isRemoved(json), title: textOf(json['title']) },
    ...{ course: referenceOf(json['course']), code: textOf(json['classCode']) },
    subjects: textsOf(json['subjects']),
    terms: listOf(json['terms']).map(referenceOf),
  };
}

export function enrolmentOf(item: unknown): OneRosterEnrolment {
  const json = objectOf(item);
  return {
    ...{ isRemoved: isRemoved(json), class: referenceOf(json['class']), user: referenceOf(json['user']) },
    ...{ role: textOf(json['role']) },
    ...{ beginsAt: dateOf(json['beginDate']), endsAt: dateOf(json['endDate']) },
  };
}

function isRemoved({ status }: Json): boolean {
  return status === 'tobedeleted';
}

/** GUIDRef: `{ href, sourcedId, type }` */
function referenceOf(value: unknown): string {
  return textOf(objectOf(value)['sourcedId']);
}

function dateOf(value: unknown): Date | undefined {
  const text = textOf(value);
  return text === '' ? undefined : parseTime(text);
}

function textsOf(value: unknown): string[] {
  return listOf(value).flatMap((item) => textOf(item) || []);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
