import type { Types } from 'mongoose';
import { EnrolmentModel } from '../../../models/enrolment.ts';
import { SightingModel } from '../../../models/sighting.ts';
import { fewestPeople } from '../../privacy/fewest-people.ts';
import { disclose, type Figure, weekBegan } from './disclosure.ts';
import { sectionsOf } from './sections.ts';

/** Older sightings are of other terms. */
const weeks = 26;
const mostCourses = 20;
const peopleAtOnce = 1_000;

/** What became of one course in a panel: people, not clicks. */
export interface CourseFigures {
  /** `Course.key` */
  course: string;
  shown: Figure;
  opened: Figure;
  enrolled: Figure;
  hidden: Figure;
}

export interface PanelFigures {
  since: Date;
  until: Date;
  /** Those that most people were shown first; empty before ten people have used the panel. */
  courses: CourseFigures[];
}

interface Counted {
  _id: string;
  shown: number;
  opened: number;
  hidden: number;
}

/** Counts what became of the courses of a panel, by the rules of `disclosure.ts`. */
export async function readPanelFigures(
  institutionId: Types.ObjectId,
  panel: string,
  now: Date,
): Promise<PanelFigures> {
  const until = weekBegan(now);
  const since = new Date(until.getTime() - weeks * 7 * 86_400_000);
  const within = { institutionId, panel, shownAt: { $gte: since, $lt: until } };
  const isBefore = (field: string) => ({
    $max: { $cond: [{ $lt: [{ $ifNull: [field, until] }, until] }, 1, 0] },
  });
  const counted = await SightingModel.aggregate<Counted>([
    { $match: within },
    {
      $group: {
        _id: { course: '$course', learner: '$learner' },
        opened: isBefore('$openedAt'),
        hidden: isBefore('$hiddenAt'),
      },
    },
    {
      $group: {
        _id: '$_id.course',
        shown: { $sum: 1 },
        opened: { $sum: '$opened' },
        hidden: { $sum: '$hidden' },
      },
    },
    { $match: { shown: { $gte: fewestPeople } } },
    { $sort: { shown: -1, _id: 1 } },
    { $limit: mostCourses },
  ]);
  const [inCourse, ...enrolled] = await Promise.all([
    EnrolmentModel.countDocuments({ institutionId, course: panel, role: 'learner' }),
    ...counted.map(({ _id }) => countEnrolled(institutionId, _id, within, until)),
  ]);
  return {
    ...{ since, until },
    courses: counted.map(({ _id, shown, opened, hidden }, i) => ({
      course: _id,
      // Former students of the course may have been shown it too: then the course says nothing of how many were not.
      shown: disclose(shown, inCourse >= shown ? inCourse : undefined),
      opened: disclose(opened, shown),
      enrolled: disclose(enrolled[i] as number, shown),
      hidden: disclose(hidden, shown),
    })),
  };
}

/**
 * How many of those who were shown a course are enrolled in it, or in another section. It is shown to nobody who has it: so they have
 * enrolled since.
 */
async function countEnrolled(
  institutionId: Types.ObjectId,
  course: string,
  within: Readonly<{ institutionId: Types.ObjectId } & Record<string, unknown>>,
  until: Date,
): Promise<number> {
  const [people, sections] = await Promise.all([
    SightingModel.distinct('learner', { ...within, course }),
    sectionsOf(institutionId, course),
  ]);
  const enrolled = new Set<string>();
  for (let at = 0; at < people.length; at += peopleAtOnce) {
    const some = await EnrolmentModel.find(
      {
        ...{ institutionId, learner: { $in: people.slice(at, at + peopleAtOnce) } },
        ...{ course: { $in: sections }, role: 'learner', state: { $ne: 'withdrawn' } },
      },
      { _id: 0, learner: 1, at: 1 },
    ).lean();
    for (const one of some) if (!one.at || one.at < until) enrolled.add(one.learner);
  }
  return enrolled.size;
}
