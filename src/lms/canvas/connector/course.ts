import type { CourseEntry } from '../../../../models/course.ts';
import type { CourseRecord } from '../../../sync/record.ts';
import { canvasId } from '../ids.ts';
import { dateIn, type Fields, idIn, textIn } from './fields.ts';
import { type Terms, termOf } from './term.ts';

/** What reading the members of a course needs to know of the course. */
export interface CanvasCourse {
  id: string;
  isDeleted: boolean;
  /** People can study it: it is no template, no blueprint for other courses and no homeroom. */
  isTaught: boolean;
  isOver: boolean;
  startsAt: Date | undefined;
  endsAt: Date | undefined;
  /** Undefined: it has no name. */
  record: CourseRecord | undefined;
  /** Of the page at which people enrol themselves, where its settings let them. */
  joinCode: string | undefined;
  /** What its record says where that page lets nobody in. */
  shut: WaysIn;
}

type WaysIn = Pick<CourseRecord, 'url' | 'entry'>;

export interface Surroundings {
  /** Of the Canvas that has the course. */
  host: string;
  /** The same as a whole address; plain http only where that is allowed. */
  origin: string;
  terms: Terms;
  /** Number of the account whose courses are read. */
  account: string | undefined;
  now: Date;
}

/** Nobody can enrol in a course that is not published. */
const unpublished = new Date(0);

/**
 * Maps a course of `accounts/:id/courses` (Canvas: "Courses", Course object). `open_enrollment`, `self_enrollment` and its
 * code come because `include` names these columns. Where they do not come, the link goes to the course's own page.
 * @returns undefined where it has no number
 */
export function courseOf(found: Fields, surroundings: Surroundings): CanvasCourse | undefined {
  const { host, origin, terms, account, now } = surroundings;
  const id = idIn(found['id']);
  if (id === undefined) return undefined;
  const termNumber = idIn(found['enrollment_term_id']) ?? '';
  const term = termNumber === terms.none ? undefined : (termOf(found['term']) ?? terms.known.get(termNumber));
  // The course's own dates count where it says so, otherwise those of its term.
  const hasOwnDates = found['restrict_enrollments_to_course_dates'] === true;
  const own = { startsAt: dateIn(found['start_at']), endsAt: dateIn(found['end_at']) };
  const [first, second] = hasOwnDates ? [own, term] : [term, own];
  const startsAt = first?.startsAt ?? second?.startsAt;
  const endsAt = first?.endsAt ?? (hasOwnDates ? term?.endsAt : undefined);
  const state = found['workflow_state'];
  const isOver =
    state === 'completed' ||
    (typeof found['concluded'] === 'boolean'
      ? found['concluded']
      : endsAt !== undefined && endsAt.getTime() < now.getTime());
  // What whoever has allowed this calls the course for themselves would be its name, and the real one stands beside it.
  const title = textIn(found['original_name']) ?? textIn(found['name']) ?? '';
  const category = found['account_id'] === account ? undefined : textIn(found['account_name']);
  const description = textIn(found['public_description']);
  const code = textIn(found['course_code']);
  return {
    ...{ id, isOver, startsAt, endsAt, isDeleted: state === 'deleted' },
    joinCode: joinCodeIn(found),
    shut: waysIn({ ...found, self_enrollment: false }, origin, id),
    isTaught: !['blueprint', 'template', 'homeroom_course'].some((name) => found[name] === true),
    record:
      title === ''
        ? undefined
        : {
            ...{ kind: 'course', key: canvasId(host, id), title, code: code ?? null },
            ...(description && { description }),
            ...(category && { categories: [category] }),
            language: textIn(found['locale']) ?? null,
            ...waysIn(found, origin, id),
            term: term ?? null,
            ...{ startsAt: startsAt ?? null, endsAt: closingOf(isOver, endsAt, now) },
            hidden: state === 'unpublished' ? true : null,
            closesAt: state === 'unpublished' ? unpublished : closingOf(isOver, endsAt, now),
            origin: `course ${id}`,
          },
  };
}

/** When it is over, and nobody can enrol any more: once the course is concluded, whatever its dates say. */
function closingOf(isOver: boolean, endsAt: Date | undefined, now: Date): Date | null {
  if (!isOver) return endsAt ?? null;
  return endsAt && endsAt < now ? endsAt : unpublished;
}

function waysIn(found: Fields, origin: string, id: string): WaysIn {
  const code = hasJoinButton(found) ? joinCodeIn(found) : undefined;
  return {
    url: `${origin}/${code === undefined ? `courses/${id}` : `enroll/${code}`}`,
    entry: entryOf(found),
  };
}

/**
 * Part of the address at which people enrol themselves. Canvas calls that address secret, and staff share it with whom they
 * want, unless they have switched on the button "Join this Course", which shows it to everybody.
 */
function joinCodeIn(found: Fields): string | undefined {
  const code = textIn(found['self_enrollment_code']);
  return canJoin(found) && /^[A-Za-z0-9]{1,40}$/.test(code ?? '') ? code : undefined;
}

function hasJoinButton(found: Fields): boolean {
  return canJoin(found) && found['open_enrollment'] === true;
}

/** Canvas makes a code as soon as the account, too, lets people enrol themselves; it stays when the account no longer does. */
function canJoin({ self_enrollment: isOn, self_enrollment_code: code }: Fields): boolean {
  return isOn === true && code !== null;
}

/**
 * How people get in: by a button on the course's page, or by an address that staff must give them (`key`). Everybody may look
 * at a public course. A setting that nobody has touched is null, which is off.
 * @returns null: Canvas does not say whether people may enrol themselves
 */
function entryOf(found: Fields): CourseEntry[] | null {
  if (found['self_enrollment'] === undefined) return null;
  if (canJoin(found)) return [{ way: hasJoinButton(found) ? 'open' : 'key' }];
  const isPublic = found['is_public'] === true || found['is_public_to_auth_users'] === true;
  return [{ way: isPublic ? 'guest' : 'invitation' }];
}
