import { readId } from '../../../../values/read-text.ts';
import { readTime } from '../../../../values/read-time.ts';
import type { AcademicSession, OneRosterClass, OneRosterCourse, OneRosterEnrolment } from '../objects.ts';

/** An object of an answer, in which every property may be anything. */
type Json = Readonly<Record<string, unknown>>;

export function readSession(item: unknown): AcademicSession {
  const json = toObject(item);
  return {
    ...{ id: toId(json['sourcedId']), title: toText(json['title']) },
    ...{ startsAt: readTime(json['startDate']), endsAt: readTime(json['endDate']) },
  };
}

export function readCourse(item: unknown): OneRosterCourse {
  const json = toObject(item);
  return {
    ...{ id: toId(json['sourcedId']), code: toText(json['courseCode']) },
    subjects: toTexts(json['subjects']),
    credits: toWritten(toObject(json['metadata'])['credits']),
  };
}

export function readClass(item: unknown): OneRosterClass {
  const json = toObject(item);
  return {
    ...{ id: toId(json['sourcedId']), status: toWord(json['status']), title: toText(json['title']) },
    ...{ course: toReference(json['course']), code: toText(json['classCode']) },
    subjects: toTexts(json['subjects']),
    terms: toList(json['terms']).map(toReference),
    entry: toText(toObject(json['metadata'])['entry']),
    credits: toWritten(toObject(json['metadata'])['credits']),
  };
}

export function readEnrolment(item: unknown): OneRosterEnrolment {
  const json = toObject(item);
  return {
    ...{ class: toReference(json['class']), user: toReference(json['user']) },
    ...{ role: toWord(json['role']), status: toWord(json['status']) },
    ...{ beginsAt: readTime(json['beginDate']), endsAt: readTime(json['endDate']) },
  };
}

/** Empty where it is not there. What is no text is no word that anybody knows. */
function toWord(value: unknown): string {
  return value === undefined || value === null ? '' : toText(value) || '(no text)';
}

/** GUIDRef: `{ href, sourcedId, type }`; some services write the id alone. */
function toReference(value: unknown): string {
  return toId(typeof value === 'object' ? toObject(value)['sourcedId'] : value);
}

function toTexts(value: unknown): string[] {
  return toList(value).flatMap((item) => toText(item) || []);
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Empty for what is no id, so that it is rejected and nobody counts as gone. */
function toId(value: unknown): string {
  return readId(value)?.trim() ?? '';
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** A number may be one, or the text of one. */
function toWritten(value: unknown): string {
  return typeof value === 'number' ? `${value}` : toText(value);
}

function toObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
