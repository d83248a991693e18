import type { Types } from 'mongoose';
import { type Course, CourseModel } from '../../models/course.ts';
import { EventModel, lately } from '../../models/event.ts';

const day = 86_400_000;
export const exposureDays = 30;

/** How often one course that may be shown was, in thirty days. */
export interface CourseExposure {
  key: string;
  title: string;
  cards: number;
  /** To whom, each person once. */
  people: number;
}

/** The cards of a category's courses beside its part of the catalogue. A course of several categories counts for each in part. */
export interface CategoryExposure {
  /** Empty: courses without one. */
  name: string;
  /** 0…1 of all cards. */
  cardShare: number;
  /** 0…1 of all courses. */
  catalogueShare: number;
  courses: number;
  /** Of these, those that nobody was shown. */
  neverShown: number;
  /** Its cards are fewer than half of what its part of the catalogue is, and too few for chance. */
  isStarved: boolean;
}

export interface Exposure {
  /** Of courses that may be shown. */
  cards: number;
  /** People who were shown any. */
  people: number;
  courses: CourseExposure[];
  /** The most over-shown first. */
  categories: CategoryExposure[];
}

const starvedBelow = 0.5;
/** Where so many cards are expected, half of them come by chance once in a few hundred (Poisson). */
const leastExpected = 20;

/**
 * Counts the logged cards. They are logged while exploration is on (`models/panel-settings.ts`), and only of people who do not
 * object.
 * @param offered the condition for courses that may be shown at all
 */
export async function countExposure(
  institutionId: Types.ObjectId,
  offered: object,
  now = new Date(),
): Promise<Exposure> {
  const span = { $gt: new Date(now.getTime() - exposureDays * day), $lte: now };
  const ours = { institutionId, at: span, type: 'shown' } as const;
  const counted = await EventModel.aggregate<{ _id: string; cards: number; people: number }>(
    [
      { $match: ours },
      { $group: { _id: { course: '$course', learner: '$learner' }, cards: { $sum: 1 } } },
      { $group: { _id: '$_id.course', cards: { $sum: '$cards' }, people: { $sum: 1 } } },
    ],
    { hint: lately, allowDiskUse: true },
  );
  const [{ people = 0 } = {}] = await EventModel.aggregate<{ people: number }>(
    [{ $match: ours }, { $group: { _id: '$learner' } }, { $count: 'people' }],
    { hint: lately, allowDiskUse: true },
  );
  const byKey = new Map(counted.map(({ _id, ...counts }) => [_id, counts]));
  const stored = await CourseModel.find(
    { institutionId, ...offered },
    { _id: 0, key: 1, title: 1, categories: 1 },
  )
    .sort({ key: 1 })
    .lean<Pick<Course, 'key' | 'title' | 'categories'>[]>();
  const courses = stored.map(({ key, title, categories }) => ({
    ...{ key, title, categories, cards: 0, people: 0 },
    ...byKey.get(key),
  }));
  return {
    ...{ cards: courses.reduce((sum, { cards }) => sum + cards, 0), people },
    courses: courses.map(({ categories: _, ...course }) => course),
    categories: byCategory(courses),
  };
}

function byCategory(courses: readonly (CourseExposure & { categories: readonly string[] })[]) {
  const total = courses.reduce((sum, { cards }) => sum + cards, 0);
  const sums = new Map<string, { cards: number; part: number; courses: number; neverShown: number }>();
  for (const { categories, cards } of courses) {
    const names = categories.length > 0 ? categories : [''];
    for (const name of names) {
      const sum = sums.get(name) ?? { cards: 0, part: 0, courses: 0, neverShown: 0 };
      sum.cards += cards / names.length;
      sum.part += 1 / names.length;
      sum.courses++;
      if (cards === 0) sum.neverShown++;
      sums.set(name, sum);
    }
  }
  return Array.from(sums, ([name, sum]): CategoryExposure => {
    const catalogueShare = sum.part / Math.max(1, courses.length);
    const cardShare = total === 0 ? 0 : sum.cards / total;
    const isStarved = catalogueShare * total >= leastExpected && cardShare < starvedBelow * catalogueShare;
    return {
      ...{ name, cardShare, catalogueShare, courses: sum.courses, neverShown: sum.neverShown, isStarved },
    };
  }).sort(
    (a, b) => b.cardShare - b.catalogueShare - (a.cardShare - a.catalogueShare) || (a.name < b.name ? -1 : 1),
  );
}
