import { parseTime } from '../../csv/parse-time.ts';
import type { AcademicSession, OneRosterClass, OneRosterCourse, OneRosterEnrolment } from '../objects.ts';

/** An object of an answer, in which every property may be anything. */
type Json = Readonly<Record<string, unknown>>;

export function readSession(item: unknown): AcademicSession {
  const json = toObject(item);
  return {
    ...{ id: toText(json['sourcedId']), title: toText(json['title']) },
    ...{ startsAt: toDate(json['startDate']), endsAt: toDate(json['endDate']) },
  };
}

export function readCourse(item: unknown): OneRosterCourse {
  const json = toObject(item);
  return {
    ...{ id: toText(json['sourcedId']), code: toText(json['courseCode']) },
    subjects: toTexts(json['subjects']),
  };
}

export function readClass(item: unknown): OneRosterClass {
  const json = toObject(item);
  return {
    ...{ id: toText(json['sourcedId']), isRemoved: isRemoved(json), title: toText(json['title']) },
    ...{ course: toReference(json['course']), code: toText(json['classCode']) },
    subjects: toTexts(json['subjects']),
    terms: toList(json['terms']).map(toReference),
    entry: toText(toObject(json['metadata'])['entry']),
  };
}

export function readEnrolment(item: unknown): OneRosterEnrolment {
  const json = toObject(item);
  return {
    ...{ isRemoved: isRemoved(json), class: toReference(json['class']), user: toReference(json['user']) },
    ...{ role: toText(json['role']) },
    ...{ beginsAt: toDate(json['beginDate']), endsAt: toDate(json['endDate']) },
  };
}

function isRemoved({ status }: Json): boolean {
  return status === 'tobedeleted';
}

/** GUIDRef: `{ href, sourcedId, type }` */
function toReference(value: unknown): string {
  return toText(toObject(value)['sourcedId']);
}

function toDate(value: unknown): Date | undefined {
  const text = toText(value);
  return text === '' ? undefined : parseTime(text);
}

function toTexts(value: unknown): string[] {
  return toList(value).flatMap((item) => toText(item) || []);
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function toObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
