import { readProgramme } from '../../../values/read-programme.ts';
import { readYearOfStudy } from '../../../values/read-year-of-study.ts';
import type { MoodleService } from './service.ts';
import type { StudyFields } from './settings.ts';
import { listOf, numberOf, objectOf, textOf, timeOf } from './values.ts';

/** A page takes seconds, because Moodle asks its database several times for each person. */
const pageSize = 1_000;
/** Moodle's own roles for staff (archetypes editingteacher, teacher, manager, coursecreator). */
const staffRoles = ['editingteacher', 'teacher', 'manager', 'coursecreator'];

export interface Member {
  id: string;
  role: 'learner' | 'staff';
  /** The last access to this course. Undefined: there was none, or Moodle does not say. */
  lastAccess?: Date;
  /** What the profile fields say that the settings name. */
  study?: { programme?: string; year?: number };
}

export interface Members {
  list: readonly Member[];
  /** False where people came or went between two pages, so that somebody may be missing. */
  isWhole: boolean;
}

/**
 * `active`: people who are in the course now. `suspended`: people who are listed in it but are no longer, or not yet, in
 * it (suspended, expired). Deleted accounts and guests are in neither list.
 */
export type Standing = 'active' | 'suspended';

/**
 * How many members a page may hold without having been cut: something in between may give fewer than are asked for, and says
 * nothing of it. Behind the longest list so far one more page is asked for; if it brings nobody, shorter lists are whole.
 */
export class LongestWhole {
  #length = 0;

  mayBeCut(length: number): boolean {
    return length >= this.#length && length > 0;
  }

  isWhole(length: number): void {
    this.#length = Math.max(this.#length, length);
  }
}

/**
 * The people who are listed in a course, sorted by id. Only last access and roles are asked for. Moodle sends the full
 * name all the same, and it is not read.
 * @param teaching who counts as staff
 * @param studyFields profile fields that are asked for too
 * @param longest of this Moodle's pages
 * @throws SourceError
 */
export async function askMembers(
  service: MoodleService,
  course: number,
  standing: Standing,
  teaching: Teaching,
  studyFields: StudyFields,
  longest: LongestWhole,
  signal: AbortSignal,
): Promise<Members> {
  const found = new Map<string, Member>();
  let isWhole = true;
  let last: string | undefined;
  let first: number | undefined;
  for (let from = 0; ; ) {
    const page = await askMemberPage(
      service,
      course,
      { standing, from, number: pageSize, studyFields },
      signal,
    );
    const members = page.map((answer) => memberOf(answer, teaching, studyFields));
    // Each page begins with the last member of the page before. Where it does not, the list has changed in between.
    if (last !== undefined && members[0]?.id !== last) isWhole = false;
    const known = found.size;
    for (const member of members) found.set(member.id, member);
    last = members.at(-1)?.id;
    const isEnd = found.size === known;
    if (isEnd && first !== undefined && from === first - 1) longest.isWhole(first);
    if (isEnd || !longest.mayBeCut(page.length)) return { list: [...found.values()], isWhole };
    first ??= page.length;
    from += page.length - 1;
  }
}

/** @throws SourceError */
export async function askMemberPage(
  service: MoodleService,
  course: number,
  {
    standing,
    capability,
    group,
    from = 0,
    number,
    studyFields = {},
  }: {
    standing?: Standing;
    capability?: string;
    group?: number;
    from?: number;
    number: number;
    studyFields?: StudyFields;
  },
  signal: AbortSignal,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const name = 'core_enrol_get_enrolled_users';
  // Every field of a profile comes then, so they are only asked for where one of them is wanted.
  const profile = Object.keys(studyFields).length > 0 ? ['customfields'] : [];
  const options = [
    { name: 'userfields', value: ['lastcourseaccess', 'roles', ...profile].join() },
    ...(standing === undefined ? [] : [{ name: `only${standing}`, value: 1 }]),
    ...(capability === undefined ? [] : [{ name: 'withcapability', value: capability }]),
    ...(group === undefined ? [] : [{ name: 'groupid', value: group }]),
    ...[
      { name: 'sortby', value: 'id' },
      { name: 'limitfrom', value: from },
      { name: 'limitnumber', value: number },
    ],
  ];
  return listOf(name, await service.call(name, { courseid: course, options }, signal)).map(objectOf);
}

/** Short names of a person's roles in a course, in lower case. */
export function rolesOf(answer: Readonly<Record<string, unknown>>): readonly string[] {
  const roles = Array.isArray(answer['roles']) ? answer['roles'] : [];
  return roles.map((role) => textOf(objectOf(role)['shortname']).toLowerCase());
}

export function idOf(answer: Readonly<Record<string, unknown>>): string {
  return `${numberOf(answer['id']) ?? ''}`;
}

/** What decides who is staff of a course. */
export interface Teaching {
  /** Short names of roles, in lower case, that the administrator has named. */
  staffRoles: readonly string[];
  /** Ids of the people whom launches call instructors; undefined where Moodle does not tell. */
  teachers: ReadonlySet<string> | undefined;
}

/**
 * A person who both teaches and learns in one course counts as staff. What launches say counts before the names of roles, so that
 * nobody is a learner here and an instructor there.
 */
export function isStaff(
  answer: Readonly<Record<string, unknown>>,
  { staffRoles: named, teachers }: Teaching,
): boolean {
  const roles = rolesOf(answer);
  if (roles.some((role) => named.includes(role))) return true;
  return teachers ? teachers.has(idOf(answer)) : roles.some((role) => staffRoles.includes(role));
}

function memberOf(
  answer: Readonly<Record<string, unknown>>,
  teaching: Teaching,
  studyFields: StudyFields,
): Member {
  const lastAccess = timeOf(answer['lastcourseaccess']);
  return {
    id: idOf(answer),
    role: isStaff(answer, teaching) ? 'staff' : 'learner',
    ...(lastAccess && { lastAccess }),
    ...studyIn(answer, studyFields),
  };
}

/** Only the fields that the settings name are read: what else a profile holds is nobody's business here. */
function studyIn(answer: Readonly<Record<string, unknown>>, fields: StudyFields): Pick<Member, 'study'> {
  const given = Array.isArray(answer['customfields']) ? answer['customfields'].map(objectOf) : [];
  const textIn = (name: string | undefined) => {
    const field = given.find(
      ({ shortname }) => name !== undefined && textOf(shortname).toLowerCase() === name,
    );
    return field && textOf(field['value']).trim();
  };
  const programme = readProgramme(textIn(fields.programme));
  const year = readYearOfStudy(textIn(fields.year));
  if (!programme && year === undefined) return {};
  return { study: { ...(programme && { programme }), ...(year !== undefined && { year }) } };
}
