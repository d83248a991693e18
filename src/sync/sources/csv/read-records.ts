import { type EnrolmentState, enrolmentStates } from '../../../../models/enrolment.ts';
import { readNumber } from '../../../values/read-number.ts';
import { readTime } from '../../../values/read-time.ts';
import { sheetFault } from '../../../values/spoilt-id.ts';
import { entryInWords, entryWordsHint } from '../../entry-words.ts';
import type { CourseRecord, EnrolmentRecord } from '../../record.ts';
import { type ReadOptions, type Row, readRows, type Table } from './read-rows.ts';

/** @throws UnreadableFileError */
export function readCourses(file: string, options: ReadOptions): AsyncGenerator<CourseRecord> {
  return readRecords(file, courseColumns, options, readCourse);
}

/** @throws UnreadableFileError */
export function readEnrolments(file: string, options: ReadOptions): AsyncGenerator<EnrolmentRecord> {
  return readRecords(file, enrolmentColumns, options, readEnrolment);
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

export const courseColumns = {
  required: ['course', 'title'],
  optional: [
    'code',
    'description',
    'category',
    'level',
    'language',
    'url',
    'prerequisites',
    'skills',
    'group',
    'audience',
    'opens',
    'closes',
    'starts',
    'ends',
    'hidden',
    'entry',
  ],
} as const;

/** The longest id of an LTI context. */
const longestId = 255;

/**
 * A course, or the reason why the row is none. Several categories, prerequisites, skills or audiences are joined by `|`. An empty cell
 * says that there is none. A column that the file does not have leaves what is stored.
 */
export function readCourse({ line, cells }: Row): CourseRecord | string {
  const { course: key, title, code, description, category, level, language, url } = cells;
  const { prerequisites, skills, group, audience, opens, closes, starts, ends, hidden, entry } = cells;
  if (!key) return 'no course id';
  if (key.length > longestId) return `course id longer than ${longestId} characters`;
  const fault = findFault({ 'course id': key, group });
  if (fault !== undefined) return fault;
  if (!title) return 'no title';
  if (url && !isWebAddress(url)) return 'url is not a http or https address';
  const [opensAt, closesAt, startsAt, endsAt] = [opens, closes, starts, ends].map(timeIn);
  if (opensAt === 'unreadable') return 'opens is no date such as 2026-09-30';
  if (closesAt === 'unreadable') return 'closes is no date such as 2026-09-30';
  if (startsAt === 'unreadable') return 'starts is no date such as 2026-09-30';
  if (endsAt === 'unreadable') return 'ends is no date such as 2026-09-30';
  const isHidden = readYesOrNo(hidden);
  if (isHidden === undefined) return 'hidden is neither yes nor no';
  const ways = entry ? entryInWords(entry, splitList(audience ?? '')) : null;
  if (ways === undefined) return `entry ${entryWordsHint}`;
  return {
    kind: 'course',
    key,
    ...(code !== undefined && { code: code || null }),
    title,
    ...(description !== undefined && { description }),
    ...(category !== undefined && { categories: splitList(category) }),
    ...(level !== undefined && { level: level || null }),
    ...(language !== undefined && { language: language || null }),
    ...(url !== undefined && { url: url || null }),
    ...(prerequisites !== undefined && { prerequisites: splitList(prerequisites) }),
    ...(skills !== undefined && { skills: splitList(skills) }),
    ...(group !== undefined && { group: group || null }),
    ...(audience !== undefined && { audience: splitList(audience) }),
    ...(opens !== undefined && { opensAt }),
    ...(closes !== undefined && { closesAt }),
    ...(starts !== undefined && { startsAt }),
    ...(ends !== undefined && { endsAt }),
    ...(hidden !== undefined && { hidden: isHidden ? true : null }),
    ...(entry !== undefined && { entry: ways }),
    origin: `line ${line}`,
  };
}

/** The first id of a row that a spreadsheet has spoilt. */
function findFault(ids: Readonly<Record<string, string | undefined>>): string | undefined {
  for (const [name, id] of Object.entries(ids)) {
    const fault = id && sheetFault(id);
    if (fault) return `${name} ${fault}`;
  }
  return undefined;
}

/** Null where the cell is empty, or says that there is no time. */
function timeIn(cell: string | undefined): Date | null | 'unreadable' {
  const time = readTime(cell, 'either');
  return time === 'none' ? null : time;
}

/** An empty cell says no. */
function readYesOrNo(cell = ''): boolean | undefined {
  if (/^(?:yes|true|1)$/i.test(cell)) return true;
  return /^(?:no|false|0)?$/i.test(cell) ? false : undefined;
}

function splitList(cell: string): string[] {
  return cell.split('|').flatMap((part) => part.trim() || []);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export const enrolmentColumns = {
  required: ['learner', 'course'],
  optional: ['time', 'state', 'weight'],
} as const;

/** An enrolment, or the reason why the row is none. An empty cell leaves what is stored. */
export function readEnrolment({ line, cells }: Row): EnrolmentRecord | string {
  const { learner, course } = cells;
  if (!learner) return 'no learner id';
  if (!course) return 'no course id';
  const fault = findFault({ 'learner id': learner, 'course id': course });
  if (fault !== undefined) return fault;
  const at = timeIn(cells['time']);
  if (at === 'unreadable') return 'time is neither ISO 8601 nor a UNIX time, or may be two days (8/7/2026)';
  const state = cells['state']?.toLowerCase() || undefined;
  if (state !== undefined && !isState(state)) return `state is none of ${enrolmentStates.join(', ')}`;
  const weight = cells['weight'] ? (readNumber(cells['weight']) ?? 0) : undefined;
  if (weight !== undefined && weight <= 0) return 'weight is not a number above 0';
  return {
    kind: 'enrolment',
    learner,
    course,
    ...(at && { at }),
    ...(state && { state }),
    ...(weight !== undefined && { weight }),
    origin: `line ${line}`,
  };
}

function isState(text: string): text is EnrolmentState {
  return (enrolmentStates as readonly string[]).includes(text);
}
