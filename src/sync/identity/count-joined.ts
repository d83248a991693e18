import type { Types } from 'mongoose';
import { type Alias, AliasModel } from '../../../models/alias.ts';
import { courseKind, enrolmentKind } from '../documents/document-kind.ts';

/** The latest aliases are enough to tell. */
const mostAliases = 500;
/** The index is named, because the embedded engine's own choice can fail where many documents are read and few match. */
const byLearner = { hint: { institutionId: 1, learner: 1, course: 1 } } as const;
const byKey = { hint: { institutionId: 1, key: 1 } } as const;

/** How many ids the LMS has told, and how many of these the source's data has. */
export interface JoinedCount {
  told: number;
  found: number;
}

/**
 * Counts how far a source with ids of its own and the LMS speak of the same ids. A platform may send another number than the one
 * that the source knows people by; then nothing is ever joined.
 */
export async function countJoined(
  institutionId: Types.ObjectId,
  source: string,
): Promise<{ people: JoinedCount; courses: JoinedCount; hasData: boolean }> {
  const inSource = { institutionId, [`bySource.${source}`]: { $exists: true } };
  const told = (of: Alias['of']) =>
    AliasModel.find({ institutionId, source, of }, { to: 1 })
      .sort({ learntAt: -1 })
      .limit(mostAliases)
      .lean<Alias[]>();
  const [people, courses] = await Promise.all([told('learner'), told('course')]);
  const among = (aliases: readonly Alias[]) => ({ $in: aliases.map(({ to }) => to) });
  const learners = await enrolmentKind.collection
    .aggregate(
      [{ $match: { ...inSource, learner: among(people) } }, { $group: { _id: '$learner' } }],
      byLearner,
    )
    .toArray();
  const found = await courseKind.collection.countDocuments({ ...inSource, key: among(courses) }, byKey);
  const hasData = (await courseKind.collection.findOne(inSource, byKey)) !== null;
  const distinct = (aliases: readonly Alias[]) => new Set(aliases.map(({ to }) => to)).size;
  return {
    people: { told: distinct(people), found: learners.length },
    courses: { told: distinct(courses), found },
    hasData,
  };
}
