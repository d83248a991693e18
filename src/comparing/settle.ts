import type { Types } from 'mongoose';
import { type ComparedLearner, ComparedLearnerModel } from '../../models/compared-learner.ts';
import { type Enrolment, EnrolmentModel } from '../../models/enrolment.ts';
import { type Event, EventModel, newestOfTypes } from '../../models/event.ts';
import { type Save, SaveModel } from '../../models/save.ts';
import { countedTime } from './record-compared.ts';

const learnersAtOnce = 500;

/**
 * Writes the outcomes of the learners whose time is over, and forgets which courses they were shown. The outcome: within the time they
 * opened the page of a course that was suggested to them, saved it (and have it saved still), or were enrolled in it as a learner.
 */
export async function settleOutcomes(
  institutionId: Types.ObjectId,
  comparison: Types.ObjectId,
  now = new Date(),
): Promise<void> {
  const over = {
    ...{ institutionId, comparison, outcome: { $exists: false } },
    firstShownAt: { $lte: new Date(now.getTime() - countedTime) },
  };
  for (;;) {
    const some = await ComparedLearnerModel.find(over)
      .sort({ firstShownAt: 1 })
      .limit(learnersAtOnce)
      .lean<ComparedLearner[]>();
    if (some.length === 0) return;
    const reached = await whoReached(institutionId, some);
    await ComparedLearnerModel.bulkWrite(
      some.map(({ _id, learner }) => ({
        updateOne: {
          filter: { institutionId, _id },
          update: { $set: { outcome: reached.has(learner) }, $unset: { courses: 1 } },
        },
      })),
    );
  }
}

/** Something that a learner did with a course at a time. */
type Act = Pick<Save, 'learner' | 'course' | 'at'>;

/** Pseudonyms of those who have the outcome. */
async function whoReached(
  institutionId: Types.ObjectId,
  people: readonly ComparedLearner[],
): Promise<Set<string>> {
  const byKey = new Map(people.map((one) => [one.learner, one]));
  const reached = new Set<string>();
  const count = ({ learner, course, at }: Act) => {
    const one = byKey.get(learner);
    if (one?.courses?.includes(course) && isInTime(one, at)) reached.add(learner);
  };
  const theirs = { institutionId, learner: { $in: [...byKey.keys()] } };
  const times = people.map(({ firstShownAt }) => firstShownAt.getTime());
  const span = { $gte: new Date(Math.min(...times)), $lt: new Date(Math.max(...times) + countedTime) };
  const [opened, saved, enrolments] = await Promise.all([
    EventModel.find({ ...theirs, type: 'opened', at: span })
      .hint(newestOfTypes)
      .lean<Event[]>(),
    SaveModel.find({ ...theirs, at: span }).lean<Save[]>(),
    EnrolmentModel.find({ ...theirs, role: 'learner', state: { $ne: 'withdrawn' } }).lean<Enrolment[]>(),
  ]);
  for (const { learner, course, at } of opened) if (course !== undefined) count({ learner, course, at });
  for (const one of saved) count(one);
  for (const one of enrolments) {
    const at = enrolledAt(one);
    if (at) count({ learner: one.learner, course: one.course, at });
  }
  return reached;
}

function isInTime({ firstShownAt }: ComparedLearner, at: Date): boolean {
  const after = at.getTime() - firstShownAt.getTime();
  return after >= 0 && after < countedTime;
}

/**
 * When somebody was enrolled, as far as it is known: when a source says that it happened, or when it first came from one, whatever was
 * earlier. An enrolment that begins later came before.
 */
function enrolledAt({ at, bySource = {} }: Enrolment): Date | undefined {
  const times = [at, ...Object.values(bySource).map(({ since }) => since)].filter(
    (time) => time !== undefined,
  );
  return times.sort((a, b) => a.getTime() - b.getTime())[0];
}
