import type { Types } from 'mongoose';
import { ComparedLearnerModel } from '../../models/compared-learner.ts';
import { type Comparison, type ComparisonEnding, ComparisonModel } from '../../models/comparison.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { settleOutcomes } from './settle.ts';
import { canBeTold, readStanding } from './standing.ts';

/** Half of the learners: the difference is then known soonest. */
const share = 0.5;

/**
 * Begins to compare another model with the one that serves.
 * @returns undefined where one runs already, or another model serves by now
 */
export async function beginComparison(
  { _id: institutionId, liveModel }: Pick<Institution, '_id' | 'liveModel'>,
  compared: Types.ObjectId,
): Promise<Comparison | undefined> {
  if (!liveModel) return undefined;
  const comparison = await ComparisonModel.create({
    ...{ institutionId, serving: liveModel, compared, share, startedAt: new Date() },
  });
  const begun = await InstitutionModel.updateOne(
    { _id: institutionId, liveModel, comparing: { $exists: false } },
    { comparing: { comparison: comparison._id, compared, share } },
  );
  if (begun.modifiedCount === 1) return comparison.toObject();
  await ComparisonModel.deleteOne({ institutionId, _id: comparison._id });
  return undefined;
}

/** The comparison that runs at an institution. */
export async function runningComparison({
  _id: institutionId,
  comparing,
}: Pick<Institution, '_id' | 'comparing'>): Promise<Comparison | undefined> {
  if (!comparing) return undefined;
  const found = await ComparisonModel.findOne({
    institutionId,
    _id: comparing.comparison,
  }).lean<Comparison>();
  return found ?? undefined;
}

/**
 * Ends the comparison that runs: keeps what came of it, and deletes who was in it. If this is interrupted, ending again completes it.
 * @returns undefined where none runs
 */
export async function endComparison(
  institutionId: Types.ObjectId,
  ending: ComparisonEnding,
  now = new Date(),
): Promise<Comparison | undefined> {
  const institution = await InstitutionModel.findById(institutionId).lean<Institution>();
  const running = institution?.comparing;
  if (!running) return undefined;
  const _id = running.comparison;
  await settleOutcomes(institutionId, _id, now);
  const { result } = await readStanding(institutionId, _id);
  await ComparisonModel.updateOne(
    { institutionId, _id, endedAt: { $exists: false } },
    { endedAt: now, ending, ...(canBeTold(result) && { result }) },
  );
  await InstitutionModel.updateOne(
    { _id: institutionId, 'comparing.comparison': _id },
    { $unset: { comparing: 1 } },
  );
  await ComparedLearnerModel.deleteMany({ institutionId, comparison: _id });
  return (await ComparisonModel.findOne({ institutionId, _id }).lean<Comparison>()) ?? undefined;
}

/** Once a day: outcomes of those whose time is over, and nothing of people that is left of a comparison that has ended. */
export async function tidyComparisons(institutionId: Types.ObjectId): Promise<void> {
  const institution = await InstitutionModel.findById(institutionId, { comparing: 1 }).lean<Institution>();
  if (institution?.comparing) await settleOutcomes(institutionId, institution.comparing.comparison);
  // Not all but the one that runs: another may begin at this moment.
  const ended = await ComparisonModel.distinct('_id', { institutionId, endedAt: { $exists: true } });
  await ComparedLearnerModel.deleteMany({ institutionId, comparison: { $in: ended } });
}
