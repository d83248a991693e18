import { type EnrolmentState, enrolmentStates } from '../../../../models/enrolment.ts';
import { textsOf } from '../../course-texts.ts';
import type { CourseRecord, EnrolmentRecord } from '../../record.ts';
import { parseTime } from './parse-time.ts';
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
    'group',
    'audience',
    'opens',
    'closes',
    'ends',
    'hidden',
  ],
} as const;

/** The longest id of an LTI context. */
const longestId = 255;

/**
 * A course, or the reason why the row is none. Several categories, prerequisites or audiences are joined by `|`. An empty cell
 * says that there is none. A column that the file does not have leaves what is stored.
 */
export function readCourse({ line, cells }: Row): CourseRecord | string {
  const { course: key, code, description, category, level, language, url } = cells;
  const { prerequisites, group, audience, opens, closes, ends, hidden } = cells;
  const texts = textsOf(cells['title'] ?? '', description);
  if (!key) return 'no course id';
  if (key.length > longestId) return `course id longer than ${longestId} characters`;
  if (!texts.title) return 'no title';
  if (url && !isWebAddress(url)) return 'url is not a http or https address';
  const opensAt = opens ? parseTime(opens) : null;
  if (opensAt === undefined) return 'opens is not an ISO date such as 2026-09-30';
  const closesAt = closes ? parseTime(closes) : null;
  if (closesAt === undefined) return 'closes is not an ISO date such as 2026-09-30';
  const endsAt = ends ? parseTime(ends) : null;
  if (endsAt === undefined) return 'ends is not an ISO date such as 2026-09-30';
  const isHidden = readYesOrNo(hidden);
  if (isHidden === undefined) return 'hidden is neither yes nor no';
  return {
    kind: 'course',
    key,
    ...(code !== undefined && { code: code || null }),
    ...texts,
    ...(category !== undefined && { categories: splitList(category) }),
    ...(level !== undefined && { level: level || null }),
    ...(language !== undefined && { language: language || null }),
    ...(url !== undefined && { url: url || null }),
    ...(prerequisites !== undefined && { prerequisites: splitList(prerequisites) }),
    ...(group !== undefined && { group: group || null }),
    ...(audience !== undefined && { audience: splitList(audience) }),
    ...(opens !== undefined && { opensAt }),
    ...(closes !== undefined && { closesAt }),
    ...(ends !== undefined && { endsAt }),
    ...(hidden !== undefined && { hidden: isHidden ? true : null }),
    origin: `line ${line}`,
  };
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
  // Moodle writes 0 where it has no time.
  const time = cells['time'] === '0' ? '' : cells['time'];
  const at = time ? parseTime(time) : undefined;
  if (time && at === undefined) return 'time is neither ISO 8601 nor a UNIX time';
  const state = cells['state']?.toLowerCase() || undefined;
  if (state !== undefined && !isState(state)) return `state is none of ${enrolmentStates.join(', ')}`;
  const weight = cells['weight'] ? Number(cells['weight']) : undefined;
  if (weight !== undefined && !(weight > 0 && Number.isFinite(weight)))
    return 'weight is not a number above 0';
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
