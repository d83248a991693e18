import type { Types } from 'mongoose';
import { type ComparedLearner, ComparedLearnerModel } from '../../models/compared-learner.ts';
import type { RunningComparison } from '../../models/institution.ts';
import { assignmentOf } from './assignment.ts';

const day = 86_400_000;
/** What a learner does within so long after they were first shown suggestions counts. */
export const countedDays = 14;
export const countedTime = countedDays * day;
/** A record holds so many courses at most; nobody sees more in two weeks. */
const mostCourses = 500;

/**
 * Remembers that a learner who takes part in a comparison of models was shown suggestions, of which courses, and which model made them.
 * It is told at every look; whoever sees nothing new costs one read and no write.
 */
export async function recordCompared(
  { institutionId, learner }: { institutionId: Types.ObjectId; learner: string },
  courses: readonly string[],
  comparing: RunningComparison,
  now = new Date(),
): Promise<void> {
  const { comparison } = comparing;
  const theirs = { institutionId, learner, comparison };
  const known = await ComparedLearnerModel.findOne(theirs).lean<ComparedLearner>();
  if (!known) {
    const first = { ...assignmentOf(comparing, learner), firstShownAt: now, courses };
    await ComparedLearnerModel.updateOne(theirs, { $setOnInsert: first }, { upsert: true });
    return;
  }
  const { courses: before = [], firstShownAt } = known;
  const added = courses.filter((course) => !before.includes(course)).slice(0, mostCourses - before.length);
  const isOver = now.getTime() >= firstShownAt.getTime() + countedTime;
  if (isOver || added.length === 0) return;
  await ComparedLearnerModel.updateOne(
    { ...theirs, outcome: { $exists: false } },
    { $addToSet: { courses: { $each: added } } },
  );
}
