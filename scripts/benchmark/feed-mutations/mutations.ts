import type { Random } from '../../../src/recommender/data/random.ts';

/**
 * What may happen to a list on its way, by kind. Each leaves a trace: more than half of a course is missing, or a member cannot be
 * read, or the total is another. `silent` alone leaves none: a person less looks like somebody who has left.
 */
export const mutations = [
  ...['empty course', 'empty school', 'teachers alone', 'most of a course', 'every course halved and more'],
  ...['shuffled', 'twice', 'strangers', 'ids as numbers', 'ids spoilt', 'ids in another form'],
  ...['statuses', 'foreign dates', 'rows spoilt'],
] as const;
export type Mutation = (typeof mutations)[number] | 'silent';

/** One row of a feed: a person in a course. Any field may be anything. */
export interface FeedRow {
  course: unknown;
  person: unknown;
  role: string;
  status?: unknown;
  date?: unknown;
  /** Nobody whom the school knows. */
  isStranger?: true;
}

/** What one course's list says. */
export interface FeedCourse {
  id: string;
  rows: FeedRow[];
}

const oddStatuses = ['ACTIVE', ' active ', 'Active', 'pending', 'enrolled', null, 42, '', '\u0410ctive'];
const oddDates = [
  '8/17/2026',
  '17.8.2026',
  '31/12/2019',
  '2026-02-30',
  'yesterday',
  '0',
  0,
  '20260817',
  {},
  '2126-01-01',
];
const oddIds = [null, 0, -1, '', '  ', {}, [], 2 ** 60, 1.5, Number.MAX_VALUE, true, '\u0000'];

export function mutate(feed: FeedCourse[], mutation: Mutation, random: Random): FeedCourse[] {
  const some = () => feed[Math.floor(random.next() * feed.length)] as FeedCourse;
  switch (mutation) {
    case 'empty course':
      some().rows = [];
      return feed;
    case 'empty school':
      for (const course of feed) course.rows = [];
      return feed;
    case 'teachers alone':
      for (const course of random.next() < 0.5 ? [some()] : feed)
        course.rows = course.rows.filter(({ role }) => role !== 'learner');
      return feed;
    case 'most of a course':
      keepFewer(some(), random);
      return feed;
    case 'every course halved and more':
      for (const course of feed) keepFewer(course, random);
      return feed;
    case 'shuffled':
      for (const course of feed) shuffleRows(course.rows, random);
      return feed;
    case 'twice': {
      const course = some();
      course.rows.push(...course.rows.filter(() => random.next() < 0.5).map((row) => ({ ...row })));
      return feed;
    }
    case 'strangers': {
      const course = some();
      const count = Math.floor(random.next() * 40);
      for (let i = 0; i < count; i++)
        course.rows.push({ course: course.id, person: `${800_000 + i}`, role: 'learner', isStranger: true });
      return feed;
    }
    case 'ids as numbers':
      for (const row of rowsOf(feed))
        if (random.next() < 0.5 && isDigits(row.person)) row.person = Number(row.person);
      return feed;
    case 'ids spoilt':
      for (const row of some().rows) if (random.next() < 0.3) row.person = pick(oddIds, random);
      return feed;
    case 'ids in another form':
      for (const course of random.next() < 0.5 ? [some()] : feed)
        for (const row of course.rows) row.person = `u-${row.person}`;
      return feed;
    case 'statuses':
      for (const row of rowsOf(feed)) if (random.next() < 0.1) row.status = pick(oddStatuses, random);
      return feed;
    case 'foreign dates':
      for (const row of rowsOf(feed)) if (random.next() < 0.1) row.date = pick(oddDates, random);
      return feed;
    case 'rows spoilt':
      for (const row of some().rows) {
        if (random.next() < 0.2) Object.assign(row, { person: undefined });
        if (random.next() < 0.2) row.role = 'somebody';
      }
      return feed;
    case 'silent':
      some().rows.splice(Math.floor(random.next() * 10), 1 + Math.floor(random.next() * 8));
      return feed;
  }
}

/** Fewer than half of the learners are left, and of the others as chance will. Strangers and rows that come twice are no learners. */
function keepFewer(course: FeedCourse, random: Random): void {
  const isLearner = (row: FeedRow) => row.role === 'learner' && !row.isStranger;
  const learners = [...new Set(course.rows.filter(isLearner).map(({ person }) => `${person}`))];
  const kept = new Set(learners.slice(0, Math.floor(random.next() * (learners.length / 2 - 2))));
  course.rows = course.rows.filter((row) =>
    isLearner(row) ? kept.has(`${row.person}`) : random.next() < 0.5,
  );
}

/** `Number` would make usable ids of odd ones: 0 of null, 1 of true. */
function isDigits(id: unknown): boolean {
  return typeof id === 'string' && /^\d+$/.test(id);
}

function rowsOf(feed: readonly FeedCourse[]): FeedRow[] {
  return feed.flatMap(({ rows }) => rows);
}

function shuffleRows(rows: FeedRow[], random: Random): void {
  for (let i = rows.length - 1; i > 0; i--) {
    const other = Math.floor(random.next() * (i + 1));
    [rows[i], rows[other]] = [rows[other] as FeedRow, rows[i] as FeedRow];
  }
}

export function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random.next() * items.length)] as Item;
}
