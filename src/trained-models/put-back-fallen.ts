import type { Types } from 'mongoose';
import { ComparisonModel } from '../../models/comparison.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { type FallenResults, type TrainedModel, TrainedModelModel } from '../../models/trained-model.ts';
import { findFall } from '../comparing/fall.ts';
import { readShownPeople } from '../comparing/shown-people.ts';
import { longestWait, week } from './kept-models.ts';
import { cannotServe, type ServedAgain, serveAgain } from './serve-again.ts';

/** A model that has not fallen in so many weeks is not looked at any more. */
const mostWeeks = 4;

/** A model that the tool has put back by itself, and why. */
export interface PutBack extends ServedAgain {
  fell: FallenResults;
}

/**
 * Puts back the model that served before, where significantly fewer people have opened something of what they were shown since
 * (docs/decisions/0019-retraining.md). It is looked at after one, two, three and four whole weeks, each with as many weeks before. Where
 * models are replaced oftener than that, it is the last one that was replaced a week ago, and all since then are looked at together.
 * It is not done while an older model was put back anyhow or two are compared, nor to a model that was found better by learner, or that
 * somebody has made to serve after this had been done to it. Two weeks later the next model that passes the gate serves again, and is
 * looked at like any other.
 */
export async function putBackFallen(
  institution: Institution,
  now = new Date(),
): Promise<PutBack | undefined> {
  const { _id: institutionId, liveModel, isModelHeld, comparing } = institution;
  if (liveModel && isModelHeld) await endHold(institutionId, liveModel, now);
  if (!liveModel || isModelHeld || comparing) return undefined;
  const kept = await TrainedModelModel.find({
    ...{ institutionId, state: 'accepted', served: { $exists: true } },
    weights: { $exists: true },
  }).lean<TrainedModel[]>();
  const live = kept.find(({ _id }) => _id.equals(liveModel));
  const before = lastReplaced(kept, institution, now);
  if (!live || live.fell || !before) return undefined;
  const won = { institutionId, compared: liveModel, ending: 'served' } as const;
  if (await ComparisonModel.exists(won)) return undefined;
  const { model, until } = before;
  const length = Math.min(mostWeeks, Math.floor((now.getTime() - until.getTime()) / week)) * week;
  const [from, to] = [new Date(until.getTime() - length), new Date(until.getTime() + length)];
  const fall = findFall(
    await readShownPeople(institutionId, from, until),
    await readShownPeople(institutionId, until, to),
  );
  if (!fall) return undefined;
  const answer = await serveAgain(institution, model, now);
  if (typeof answer === 'string') return undefined;
  const fell = { ...fall, at: now };
  await TrainedModelModel.updateOne({ institutionId, _id: liveModel }, { fell });
  return { ...answer, fell };
}

/** The model that was taken out for the one that serves, where this tool has done that by itself. @param live the one that serves */
export async function findFallen({
  institutionId,
  served,
}: Pick<TrainedModel, 'institutionId' | 'served'>): Promise<TrainedModel | undefined> {
  if (!served) return undefined;
  const taken = { institutionId, 'fell.at': served.from };
  return (await TrainedModelModel.findOne(taken).lean<TrainedModel>()) ?? undefined;
}

/** Ends what this tool has begun by itself, not what somebody wants: the fall may have had another cause. */
async function endHold(institutionId: Types.ObjectId, liveModel: Types.ObjectId, now: Date): Promise<void> {
  const live = await TrainedModelModel.findOne({ institutionId, _id: liveModel }).lean<TrainedModel>();
  if (!live?.served || now.getTime() - live.served.from.getTime() < longestWait) return;
  if (await findFallen(live))
    await InstitutionModel.updateOne(
      { _id: institutionId, liveModel, isModelHeld: true },
      { $unset: { isModelHeld: 1 } },
    );
}

/** The last model that was replaced at least a week ago, and not so long ago that it has been looked at enough. */
function lastReplaced(
  kept: readonly TrainedModel[],
  institution: Institution,
  now: Date,
): { model: TrainedModel; until: Date } | undefined {
  const [last] = kept
    .filter((model) => !model.fell && !cannotServe(model, institution))
    .flatMap((model) => (model.served?.until ? [{ model, until: model.served.until }] : []))
    .filter(({ until }) => until.getTime() <= now.getTime() - week)
    .sort((a, b) => b.until.getTime() - a.until.getTime());
  return last && now.getTime() - last.until.getTime() < (mostWeeks + 1) * week ? last : undefined;
}
