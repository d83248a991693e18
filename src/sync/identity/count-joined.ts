import type { Types } from 'mongoose';
import { type Alias, AliasModel } from '../../../models/alias.ts';
import { courseKind, enrolmentKind } from '../apply/document-kind.ts';

/** The latest ones are enough to tell. */
const looked = 500;
/** Named: where many documents are looked at and few match, the embedded engine's own choice of an index can fail. */
const byLearner = { hint: { institutionId: 1, learner: 1, course: 1 } } as const;
const byKey = { hint: { institutionId: 1, key: 1 } } as const;

/** Of some ids that the LMS has told, how many the source's data has. */
export interface Joined {
  told: number;
  found: number;
}

/**
 * Whether a source with ids of its own and the LMS speak of the same ids: a platform may send some other number than the one
 * that the source knows people by, and then nothing is ever joined.
 */
export async function countJoined(
  institutionId: Types.ObjectId,
  source: string,
): Promise<{ people: Joined; courses: Joined; hasData: boolean }> {
  const said = { institutionId, [`bySource.${source}`]: { $exists: true } };
  const told = (of: Alias['of']) =>
    AliasModel.find({ institutionId, source, of }, { to: 1 })
      .sort({ learntAt: -1 })
      .limit(looked)
      .lean<Alias[]>();
  const [people, courses] = await Promise.all([told('learner'), told('course')]);
  const among = (aliases: readonly Alias[]) => ({ $in: aliases.map(({ to }) => to) });
  const learners = await enrolmentKind.collection
    .aggregate([{ $match: { ...said, learner: among(people) } }, { $group: { _id: '$learner' } }], byLearner)
    .toArray();
  const found = await courseKind.collection.countDocuments({ ...said, key: among(courses) }, byKey);
  const hasData = (await courseKind.collection.findOne(said, byKey)) !== null;
  const distinct = (aliases: readonly Alias[]) => new Set(aliases.map(({ to }) => to)).size;
  return {
    people: { told: distinct(people), found: learners.length },
    courses: { told: distinct(courses), found },
    hasData,
  };
}
