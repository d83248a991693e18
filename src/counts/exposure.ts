import type { PipelineStage, Types } from 'mongoose';
import { type Course, CourseModel } from '../../models/course.ts';
import { EventModel, lately } from '../../models/event.ts';
import { SightingModel } from '../../models/sighting.ts';

const day = 86_400_000;
export const exposureDays = 30;

/** How many people one course was shown to in thirty days. */
export interface CourseExposure {
  key: string;
  title: string;
  /** Each person once, however often and wherever they saw it. */
  people: number;
}

/** What a category's courses had of all that was shown, beside its part of the catalogue. A course of several categories counts for each in part. */
export interface CategoryExposure {
  /** Empty: courses without one. */
  name: string;
  /** 0…1 of all showings: a course that a person was shown. */
  shownShare: number;
  /** 0…1 of all courses. */
  catalogueShare: number;
  courses: number;
  /** Of these, those that nobody was shown. */
  neverShown: number;
  /** It was shown less than half of what its part of the catalogue is, and too seldom for chance. */
  isStarved: boolean;
}

export interface Exposure {
  /** Courses that may be shown, each once for every person who was. */
  showings: number;
  /** People who were shown any course. */
  people: number;
  courses: CourseExposure[];
  /** The most over-shown first. */
  categories: CategoryExposure[];
}

const starvedBelow = 0.5;
/** Where so many showings are expected, half of them come by chance once in a few hundred (Poisson). */
const leastExpected = 20;

/**
 * Counts what people were shown: in panels, where each course counts when a person saw it first there (`models/sighting.ts`); and
 * wherever exploration is on, where every answer is logged (`models/event.ts`). People who object are in neither.
 * @param offered the condition for courses that may be shown at all
 */
export async function countExposure(
  institutionId: Types.ObjectId,
  offered: object,
  now = new Date(),
): Promise<Exposure> {
  const span = { $gt: new Date(now.getTime() - exposureDays * day), $lte: now };
  const pair = { $project: { _id: 0, course: 1, learner: 1 } };
  const shown: PipelineStage[] = [
    { $match: { institutionId, at: span, type: 'shown' } },
    pair,
    {
      $unionWith: {
        coll: SightingModel.collection.name,
        pipeline: [{ $match: { institutionId, shownAt: span } }, pair],
      },
    },
  ];
  const reading = { hint: lately, allowDiskUse: true };
  const counted = await EventModel.aggregate<{ _id: string; people: number }>(
    [
      ...shown,
      { $group: { _id: { course: '$course', learner: '$learner' } } },
      { $group: { _id: '$_id.course', people: { $sum: 1 } } },
    ],
    reading,
  );
  const [{ people = 0 } = {}] = await EventModel.aggregate<{ people: number }>(
    [...shown, { $group: { _id: '$learner' } }, { $count: 'people' }],
    reading,
  );
  const byKey = new Map(counted.map((one) => [one._id, one.people]));
  const stored = await CourseModel.find(
    { institutionId, ...offered },
    { _id: 0, key: 1, title: 1, categories: 1 },
  )
    .sort({ key: 1 })
    .lean<Pick<Course, 'key' | 'title' | 'categories'>[]>();
  const courses = stored.map((course) => ({ ...course, people: byKey.get(course.key) ?? 0 }));
  return {
    ...{ showings: courses.reduce((sum, course) => sum + course.people, 0), people },
    courses: courses.map(({ categories: _, ...course }) => course),
    categories: byCategory(courses),
  };
}

function byCategory(courses: readonly (CourseExposure & { categories: readonly string[] })[]) {
  const total = courses.reduce((sum, { people }) => sum + people, 0);
  const sums = new Map<string, { shown: number; part: number; courses: number; neverShown: number }>();
  for (const { categories, people } of courses) {
    const names = categories.length > 0 ? categories : [''];
    for (const name of names) {
      const sum = sums.get(name) ?? { shown: 0, part: 0, courses: 0, neverShown: 0 };
      sum.shown += people / names.length;
      sum.part += 1 / names.length;
      sum.courses++;
      if (people === 0) sum.neverShown++;
      sums.set(name, sum);
    }
  }
  return Array.from(sums, ([name, sum]): CategoryExposure => {
    const catalogueShare = sum.part / Math.max(1, courses.length);
    const shownShare = total === 0 ? 0 : sum.shown / total;
    const isStarved = catalogueShare * total >= leastExpected && shownShare < starvedBelow * catalogueShare;
    return {
      ...{ name, shownShare, catalogueShare, courses: sum.courses, neverShown: sum.neverShown, isStarved },
    };
  }).sort(
    (a, b) =>
      b.shownShare - b.catalogueShare - (a.shownShare - a.catalogueShare) || (a.name < b.name ? -1 : 1),
  );
}
