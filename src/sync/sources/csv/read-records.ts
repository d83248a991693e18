import { entryWays } from '../../../../models/course.ts';
import { enrolmentStates } from '../../../../models/enrolment.ts';
import { plainDigits } from '../../../values/plain-digits.ts';
import { readCreditCount } from '../../../values/read-credits.ts';
import { readNumber } from '../../../values/read-number.ts';
import { readProgramme } from '../../../values/read-programme.ts';
import { readTime } from '../../../values/read-time.ts';
import { readYearOfStudy } from '../../../values/read-year-of-study.ts';
import { sheetFault } from '../../../values/spoilt-id.ts';
import { entryInWords, entryWordsHint } from '../../entry-words.ts';
import { longestCourseId } from '../../reason-messages.ts';
import type { CourseRecord, EnrolmentRecord, StudyRecord } from '../../record.ts';
import type { Table } from '../file-source.ts';
import { type ReadOptions, type Row, readRows } from './read-rows.ts';
import type { BadRow } from './row-assembler.ts';
import { usualLanguage } from './usual-languages.ts';
import { usualState, usualYesOrNo } from './usual-words.ts';

/** @throws UnreadableFileError */
export function readCourses(file: string, options: ReadOptions): AsyncGenerator<CourseRecord> {
  return readRecords(file, courseColumns, options, readCourse);
}

/**
 * Each enrolment, and after it what its learner studies, where the file says that and the row before did not say the same.
 * @throws UnreadableFileError
 */
export async function* readEnrolments(
  file: string,
  options: ReadOptions,
): AsyncGenerator<EnrolmentRecord | StudyRecord> {
  let said = '';
  for await (const [enrolment, study] of readRecords(file, enrolmentColumns, options, readEnrolmentRow)) {
    yield enrolment;
    const { learner, programme, year } = study ?? {};
    const now = JSON.stringify([learner, programme, year]);
    if (study && now !== said) yield study;
    said = now;
  }
}

async function* readRecords<Record extends object>(
  file: string,
  table: Table,
  options: ReadOptions,
  recordOf: (row: Row, onFault: OnFault) => Record | Fault | undefined,
): AsyncGenerator<Record> {
  for await (const row of readRows(file, table, options)) {
    const report = (fault: Fault) => options.onBadRow({ line: row.line, ...fault });
    const record = recordOf(row, report);
    if (record === undefined) continue;
    if (isFault(record)) report(record);
    else yield record;
  }
}

/** What is wrong with a row or a cell. */
type Fault = Pick<BadRow, 'reason' | 'detail'>;
type OnFault = (fault: Fault) => void;

function isFault(record: object): record is Fault {
  return 'reason' in record;
}

/** A cell that cannot be read, with its beginning. */
function unreadable(reason: string, cell = ''): Fault {
  return { reason, detail: JSON.stringify(cell.slice(0, 40)) };
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
    'credits',
  ],
  words: {
    hidden: {
      ours: ['yes', 'no'],
      isKnown: (cell) => usualYesOrNo(cell) !== undefined,
      unknown: 'offer',
    },
    entry: {
      ours: entryWays,
      isKnown: (cell) => entryInWords(cell, []) !== undefined,
      separator: '|',
      unknown: 'offer',
    },
  },
} as const satisfies Table;

/** Nobody is to find a course of which it cannot be read when or how people get in. It counts as closed since this time. */
const longAgo = new Date(0);

/**
 * A course, or the reason why the row is none. Several categories, prerequisites, skills or audiences are joined by `|`. An empty cell
 * says that there is none. A column that the file does not have leaves what is stored, and so does a cell that cannot be read: the
 * course is there all the same, for its enrolments, but where the cell says who gets in and when, it is offered to nobody.
 * @param onFault takes why a cell cannot be read
 */
export function readCourse({ line, cells }: Row, onFault: OnFault): CourseRecord | Fault {
  const { course: key, title, code, description, category, level, language } = cells;
  const { prerequisites, skills, group, audience } = cells;
  if (!key) return { reason: 'no course id' };
  if (key.length > longestCourseId) return { reason: `course id longer than ${longestCourseId} characters` };
  const fault = findFault({ 'course id': key, group });
  if (fault !== undefined) return fault;
  if (!title) return { reason: 'no title' };
  const access = readAccess(cells, onFault);
  return {
    kind: 'course',
    key,
    ...(code !== undefined && { code: code || null }),
    title,
    ...(description !== undefined && { description }),
    ...(category !== undefined && { categories: splitList(category) }),
    ...(level !== undefined && { level: level || null }),
    ...(language !== undefined && { language: usualLanguage(language) ?? (language || null) }),
    ...readUrl(cells, onFault),
    ...readCredits(cells, onFault),
    ...(prerequisites !== undefined && { prerequisites: splitList(prerequisites) }),
    ...(skills !== undefined && { skills: splitList(skills) }),
    ...(group !== undefined && { group: group || null }),
    ...(audience !== undefined && { audience: splitList(audience) }),
    ...access,
    origin: `line ${line}`,
  };
}

type Cells = Row['cells'];
function readUrl({ url }: Cells, onFault: OnFault): Pick<CourseRecord, 'url'> {
  if (url === undefined) return {};
  if (url === '' || isWebAddress(url)) return { url: url || null };
  onFault(unreadable('url is not a http or https address: the course has no link', url));
  return {};
}

function readCredits({ credits }: Cells, onFault: OnFault): Pick<CourseRecord, 'credits'> {
  if (credits === undefined) return {};
  if (credits === '') return { credits: null };
  const number = readCreditCount(credits);
  if (number !== undefined) return { credits: number };
  onFault(unreadable('credits is no number above 0: the course has none', credits));
  return {};
}

type Access = Pick<CourseRecord, 'opensAt' | 'closesAt' | 'startsAt' | 'endsAt' | 'hidden' | 'entry'>;

/** When and how people get in. */
function readAccess(cells: Cells, onFault: OnFault): Access {
  const { audience, hidden, entry } = cells;
  const access: Access = {};
  for (const [column, field] of dateColumns) {
    const time = timeIn(cells[column]);
    if (time !== 'unreadable') {
      if (cells[column] !== undefined) access[field] = time;
      continue;
    }
    onFault(unreadable(`${column} is no date such as 2026-09-30: ${notOffered}`, cells[column]));
    access.closesAt = longAgo;
  }
  const isHidden = hidden ? usualYesOrNo(hidden) : false;
  if (isHidden === undefined) onFault(unreadable(`hidden is neither yes nor no: ${notOffered}`, hidden));
  if (hidden !== undefined) access.hidden = isHidden === false ? null : true;
  const ways = entry ? entryInWords(entry, splitList(audience ?? '')) : null;
  if (ways === undefined) onFault(unreadable(`entry ${entryWordsHint}: ${notOffered}`, entry));
  if (entry !== undefined) access.entry = ways === undefined ? [{ way: 'closed' }] : ways;
  return access;
}

/** `closes` before the others: what cannot be read closes the course, whatever it says. */
const dateColumns = [
  ['closes', 'closesAt'],
  ['opens', 'opensAt'],
  ['starts', 'startsAt'],
  ['ends', 'endsAt'],
] as const;
const notOffered = 'the course is offered to nobody';

/** The first id of a row that a spreadsheet has spoilt. */
function findFault(ids: Readonly<Record<string, string | undefined>>): Fault | undefined {
  for (const [name, id] of Object.entries(ids)) {
    const fault = id && sheetFault(id);
    if (fault) return { reason: `${name} ${fault}` };
  }
  return undefined;
}

/** Null where the cell is empty, or says that there is no time. */
function timeIn(cell: string | undefined): Date | null | 'unreadable' {
  const time = readTime(cell, 'either');
  return time === 'none' ? null : time;
}

function splitList(cell: string): string[] {
  return cell.split('|').flatMap((part) => part.trim() || []);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export const enrolmentColumns = {
  required: ['learner', 'course'],
  optional: ['time', 'state', 'weight', 'programme', 'year'],
  important: ['time'],
  words: {
    state: { ours: enrolmentStates, isKnown: (cell) => usualState(cell) !== undefined, unknown: 'row' },
  },
} as const satisfies Table;

/** What people study, in a table of its own. */
export const peopleColumns = { required: ['learner'], optional: ['programme', 'year'] } as const;

const timeReason = 'time is neither ISO 8601 nor a UNIX time, or may be two days (8/7/2026)';

/** An enrolment, or the reason why the row is none. An empty cell leaves what is stored. */
export function readEnrolment({ line, cells }: Row): EnrolmentRecord | Fault {
  const { learner, course } = cells;
  if (!learner) return { reason: 'no learner id' };
  if (!course) return { reason: 'no course id' };
  const fault = findFault({ 'learner id': learner, 'course id': course });
  if (fault !== undefined) return fault;
  const at = timeIn(cells['time']);
  if (at === 'unreadable') return unreadable(timeReason, cells['time']);
  const state = cells['state'] ? usualState(cells['state']) : undefined;
  if (cells['state'] && !state)
    return unreadable(`state is none of ${enrolmentStates.join(', ')}`, cells['state']);
  // In many languages a comma divides.
  const weight = cells['weight']
    ? (readNumber(plainDigits(cells['weight']).replace(',', '.')) ?? 0)
    : undefined;
  if (weight !== undefined && weight <= 0)
    return unreadable('weight is not a number above 0', cells['weight']);
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

/**
 * What people study, from a table of them alone.
 * @throws UnreadableFileError
 */
export function readPeople(file: string, options: ReadOptions): AsyncGenerator<StudyRecord> {
  return readRecords(file, peopleColumns, options, readPerson);
}

/** What somebody studies, or the reason why the row says nothing of anybody. */
function readPerson(row: Row, onFault: OnFault): StudyRecord | Fault | undefined {
  const { learner, programme, year } = row.cells;
  if (!learner) return { reason: 'no learner id' };
  if (!readProgramme(programme) && !year) return { reason: 'neither programme nor year' };
  return findFault({ 'learner id': learner }) ?? readStudy(row, onFault);
}

/** The two records that a row holds; the second where the file says what people study. */
function readEnrolmentRow(row: Row, onFault: OnFault): [EnrolmentRecord, StudyRecord?] | Fault {
  const enrolment = readEnrolment(row);
  if (isFault(enrolment)) return enrolment;
  const study = readStudy(row, onFault);
  return study ? [enrolment, study] : [enrolment];
}

/** What the learner of a row studies. An empty cell leaves what is stored. */
function readStudy({ line, cells }: Row, onFault: OnFault): StudyRecord | undefined {
  const { learner, year } = cells;
  const programme = readProgramme(cells['programme']);
  const number = year ? readYearOfStudy(year) : undefined;
  if (year && number === undefined)
    onFault(unreadable('year is no year of study such as 1: it is left out', year));
  if (!learner || (!programme && number === undefined)) return undefined;
  return {
    kind: 'study',
    learner,
    ...(programme && { programme }),
    ...(number !== undefined && { year: number }),
    origin: `line ${line}`,
  };
}
