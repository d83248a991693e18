import type { Types } from 'mongoose';
import { SightingModel } from '../../models/sighting.ts';
import type { ShownPerson } from './fall.ts';

const day = 86_400_000;
const learnersAtOnce = 500;

/** What of one page was new to somebody. */
interface FirstLook {
  _id: string;
  shownAt: Date;
  courses: string[];
  /** Of all of them the first time. */
  openedAt?: Date | null;
}

/**
 * The people who were shown something new from `from` until `to`, each once: their first page with anything new. What they opened within
 * a day counts, and before the span was over; more time would count how often somebody comes.
 */
export async function readShownPeople(
  institutionId: Types.ObjectId,
  from: Date,
  to: Date,
): Promise<ShownPerson[]> {
  // All of a page have the same time.
  const looks = await SightingModel.aggregate<FirstLook>(
    [
      { $match: { institutionId, shownAt: { $gte: from, $lt: to } } },
      {
        $group: {
          _id: { learner: '$learner', shownAt: '$shownAt' },
          courses: { $addToSet: '$course' },
          openedAt: { $min: '$openedAt' },
        },
      },
      { $sort: { '_id.shownAt': 1 } },
      {
        $group: {
          _id: '$_id.learner',
          shownAt: { $first: '$_id.shownAt' },
          courses: { $first: '$courses' },
          openedAt: { $first: '$openedAt' },
        },
      },
    ],
    { allowDiskUse: true },
  );
  const people: ShownPerson[] = [];
  for (let i = 0; i < looks.length; i += learnersAtOnce) {
    const some = looks.slice(i, i + learnersAtOnce);
    const known = await countKnown(
      institutionId,
      some.map(({ _id }) => _id),
      from,
    );
    for (const { _id, shownAt, courses, openedAt } of some) {
      const end = Math.min(to.getTime(), shownAt.getTime() + day);
      const opened = openedAt != null && openedAt.getTime() < end;
      people.push({ courses: courses.length, known: known.get(_id) ?? 0, opened });
    }
  }
  return people;
}

/** What each had been shown before, by learner. */
async function countKnown(
  institutionId: Types.ObjectId,
  learners: readonly string[],
  before: Date,
): Promise<Map<string, number>> {
  const counted = await SightingModel.aggregate<{ _id: string; courses: number }>([
    { $match: { institutionId, learner: { $in: [...learners] }, shownAt: { $lt: before } } },
    { $group: { _id: '$learner', courses: { $sum: 1 } } },
  ]);
  return new Map(counted.map(({ _id, courses }) => [_id, courses]));
}
