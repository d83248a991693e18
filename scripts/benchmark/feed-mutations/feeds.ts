import { membersOf } from '../../../src/lti/names-and-roles/roster-page.ts';
import type { Random } from '../../../src/recommender/data/random.ts';
import type { EnrolmentRecord, SyncRecord } from '../../../src/sync/record.ts';
import type { PullOptions } from '../../../src/sync/source.ts';
import { toRecords } from '../../../src/sync/sources/names-and-roles/sync-roster.ts';
import { oneRosterSource } from '../../../src/sync/sources/one-roster/rest/rest-source.ts';
import { readId } from '../../../src/values/read-text.ts';
import { type FeedCourse, type FeedRow, pick } from './mutations.ts';
import type { School } from './school.ts';

/** Makes records of a list, as a source does that reads it. */
export type Reader = (
  feed: readonly FeedCourse[],
  random: Random,
  options: PullOptions,
) => AsyncIterable<SyncRecord>;

/** What an undisturbed feed says of a school. */
export function feedOf({ courses }: School): FeedCourse[] {
  return courses.map(({ id, people }) => ({
    id,
    rows: people.map((person): FeedRow => ({ course: id, person: person.id, role: person.role })),
  }));
}

/** The record form itself: a source that maps its rows and judges nothing. */
export async function* readRecords(feed: readonly FeedCourse[]): AsyncGenerator<SyncRecord> {
  for (const { id, rows } of feed) {
    yield { kind: 'course', key: id, title: `Course ${id}` };
    for (const { person, role, date } of rows) {
      const at = date === undefined ? undefined : new Date(`${date}`);
      const learner = readId(person) ?? '';
      yield {
        ...{ kind: 'enrolment', learner, course: id, role: role === 'staff' ? 'staff' : 'learner' },
        ...(at && { at }),
      } as EnrolmentRecord;
    }
    yield { kind: 'complete', of: 'enrolments', course: id };
  }
  yield { kind: 'complete', of: 'courses' };
}

const membersOnPage = 20;
const rosterRoles: Readonly<Record<string, string>> = { learner: 'Learner', staff: 'Instructor' };

/** Rosters by Names and Role Provisioning, page by page. A page of another course breaks off. */
export async function* readRosters(
  feed: readonly FeedCourse[],
  _random: Random,
  options: PullOptions,
): AsyncGenerator<SyncRecord> {
  for (const { id, rows } of feed)
    yield* toRecords({ key: id, title: id }, rosterOf(id, rows), true, options);
}

async function* rosterOf(course: string, rows: readonly FeedRow[]) {
  const isNumber = rows.some(({ person }) => typeof person === 'number');
  for (let at = 0; at < Math.max(rows.length, 1); at += membersOnPage)
    yield* membersOf(
      {
        context: { id: isNumber ? Number(course) : course },
        members: rows.slice(at, at + membersOnPage).map(({ person, role, status }) => ({
          ...{ user_id: person, roles: [rosterRoles[role] ?? role] },
          ...(status !== undefined && { status }),
        })),
      },
      course,
    );
}

const settings = {
  root: 'https://sis.example',
  tokenUrl: 'https://sis.example/token',
  clientId: '',
  secret: '',
  scope: '',
};
const rosterNames: Readonly<Record<string, string>> = { learner: 'student', staff: 'teacher' };

/** How a service gives its lists. Of those without any total a lost page may leave no trace, so these lose none. */
interface Service {
  cap: number;
  /** Where the total is. */
  total: 'header' | 'body' | 'none';
  wrongBy: number;
  /** The offset whose page comes empty, or again the page before. */
  lost: number | undefined;
  isRepeating: boolean;
}

/** A OneRoster service, as the connector reads it; its answers come from memory. */
export function readOneRoster(
  feed: readonly FeedCourse[],
  random: Random,
  options: PullOptions,
): AsyncIterable<SyncRecord> {
  const total = pick(['header', 'header', 'body', 'none'] as const, random);
  const cap = pick([20, 50, 100, 1_000], random);
  const count = feed.reduce((sum, { rows }) => sum + rows.length, 0);
  const hasLost = total !== 'none' && random.next() < 0.15;
  const service: Service = {
    ...{ cap, total, isRepeating: random.next() < 0.5 },
    wrongBy: random.next() < 0.15 ? random.below(60) - 30 : 0,
    lost: hasLost ? random.below(Math.ceil(count / cap) + 1) * cap : undefined,
  };
  const collections = collectionsOf(feed);
  const ask = async (address: string) => {
    const url = new URL(address);
    if (url.pathname === '/token') return answer({ access_token: 'token' });
    return pageOf(collections, url, service);
  };
  return oneRosterSource(ask as never, () => settings).pull(options);
}

function pageOf(collections: Readonly<Record<string, readonly unknown[]>>, url: URL, service: Service) {
  const name = url.pathname.slice(1);
  const all = collections[name] ?? [];
  const limit = Math.min(Number(url.searchParams.get('limit')), service.cap);
  let offset = Number(url.searchParams.get('offset'));
  const isLong = name === 'enrollments';
  const isLost = isLong && offset === service.lost;
  if (isLost && service.isRepeating) offset = Math.max(0, offset - limit);
  const items = isLost && !service.isRepeating ? [] : all.slice(offset, offset + limit);
  const total = Math.max(0, all.length + (isLong ? service.wrongBy : 0));
  return answer(
    { [name]: items, ...(service.total === 'body' && { totalCount: total }) },
    service.total === 'header' ? { 'x-total-count': `${total}` } : {},
  );
}

function answer(json: unknown, headers: Readonly<Record<string, string>> = {}) {
  return { status: 200, headers, json };
}

function collectionsOf(feed: readonly FeedCourse[]): Record<string, unknown[]> {
  const reference = (sourcedId: unknown) => ({ sourcedId });
  return {
    academicSessions: [{ sourcedId: 'T', title: 'Term', startDate: '2026-08-01', endDate: '2036-01-31' }],
    courses: [{ sourcedId: 'C', title: 'All', courseCode: 'C' }],
    classes: feed.map(({ id }) => ({
      ...{ sourcedId: id, status: 'active', title: `Class ${id}` },
      ...{ course: reference('C'), terms: [reference('T')] },
    })),
    enrollments: feed.flatMap(({ id, rows }) =>
      rows.map(({ course, person, role, status, date }, i) => ({
        ...{ sourcedId: `${id}-${i}`, role: rosterNames[role] ?? role, status: status ?? 'active' },
        ...{ user: reference(person), class: reference(course) },
        ...(date !== undefined && { beginDate: date }),
      })),
    ),
  };
}
