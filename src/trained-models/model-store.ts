import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type QueryFilter, type Types } from 'mongoose';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { type TrainedModel, TrainedModelModel } from '../../models/trained-model.ts';
import { endComparison } from '../comparing/comparisons.ts';
import { isDatabaseAway } from '../database/database-away.ts';
import { joinQueries } from '../joined-queries/join-queries.ts';
import { DamagedModelError } from './damaged-model-error.ts';
import { fallbacks, hasLearntFromErased, longestWait } from './kept-models.ts';

type Description = Pick<
  TrainedModel,
  | 'hyperparameters'
  | 'dataFingerprint'
  | 'metrics'
  | 'data'
  | 'intervals'
  | 'curves'
  | 'termLoad'
  | 'popularFor'
  | 'gate'
  | 'isWorse'
>;

/** So many models that passed the gate can serve again, the one that serves among them. */
export const keptModels = 5;
/** What an interrupted run left behind is deleted after this long: no run takes an hour between two writes. */
const graceMilliseconds = 3_600_000;

/** Keeps the figures of a model that did not beat popularity. Its weights are of no use and are not stored. */
export async function recordRejected(institutionId: Types.ObjectId, description: Description): Promise<void> {
  await TrainedModelModel.create({ institutionId, ...description, state: 'rejected' });
}

/**
 * Stores a model and makes it the one that serves, unless an older one was put back, two are compared, or it is surely worse than the
 * one that serves. Half a model can never serve, because of the order: first the weights are stored whole in GridFS, then the document
 * points at them, then they are read again and compared with their checksum, and last, in one write, the institution points at the
 * document. A process that is killed in between leaves a document in state `writing`, which a later run deletes.
 */
export async function storeLive(
  institutionId: Types.ObjectId,
  description: Description,
  weights: Uint8Array,
): Promise<Types.ObjectId> {
  const { _id } = await TrainedModelModel.create({ institutionId, ...description, state: 'writing' });
  const file = bucket().openUploadStream(`${_id}`, { metadata: { institutionId, trainedModel: _id } });
  await pipeline(Readable.from([weights]), file);
  const checksum = sha256(weights);
  await TrainedModelModel.updateOne(
    { institutionId, _id },
    { state: 'accepted', weights: file.id, checksum },
  );
  await loadWeights(institutionId, _id).catch(async (error) => {
    if (error instanceof DamagedModelError) await markDamaged(institutionId, _id);
    throw error;
  });
  await releaseWhereErased(institutionId);
  await endComparisonWhereErased(institutionId);
  if (!description.isWorse)
    await makeServe(institutionId, { isModelHeld: { $ne: true } }, { $set: { liveModel: _id } });
  await deleteStale(institutionId);
  return _id;
}

/**
 * Has another model serve, in one write, and then writes down since when. A process that is killed in between leaves a model of which
 * that is not known.
 * @param where the institution has to be so, and compare nothing
 * @returns whether it was
 */
export async function makeServe(
  institutionId: Types.ObjectId,
  where: QueryFilter<Institution>,
  change: { $set: Partial<Institution> & Required<Pick<Institution, 'liveModel'>>; $unset?: object },
  now = new Date(),
): Promise<boolean> {
  const institution = await InstitutionModel.findOneAndUpdate(
    { ...where, _id: institutionId, comparing: { $exists: false } },
    change,
  ).lean<Institution>();
  if (!institution) return false;
  const { liveModel: before } = institution;
  await TrainedModelModel.updateOne({ institutionId, _id: change.$set.liveModel }, { served: { from: now } });
  if (before)
    await TrainedModelModel.updateOne(
      { institutionId, _id: before, 'served.from': { $exists: true } },
      { 'served.until': now },
    );
  return true;
}

/** A model that has learnt from somebody who was deleted serves no longer than until there is another one. */
async function releaseWhereErased(institutionId: Types.ObjectId): Promise<void> {
  const institution = await InstitutionModel.findById(institutionId).lean<Institution>();
  if (!institution?.isModelHeld || !institution.liveModel) return;
  const _id = institution.liveModel;
  const live = await TrainedModelModel.findOne({ institutionId, _id }).lean<TrainedModel>();
  if (!live || hasLearntFromErased(live, institution))
    await InstitutionModel.updateOne({ _id: institutionId }, { $unset: { isModelHeld: 1 } });
}

/** Nor is it compared any longer; and neither is one whose weights are gone. */
async function endComparisonWhereErased(institutionId: Types.ObjectId): Promise<void> {
  const institution = await InstitutionModel.findById(institutionId).lean<Institution>();
  if (!institution?.comparing) return;
  const both = [institution.liveModel, institution.comparing.compared].filter((id) => id !== undefined);
  const models = await TrainedModelModel.find({ institutionId, _id: { $in: both } }).lean<TrainedModel[]>();
  const sound = models.filter((model) => model.weights && !hasLearntFromErased(model, institution));
  if (sound.length < 2) await endComparison(institutionId, 'erased');
}

/**
 * The weights of an accepted model, as they were stored.
 * @throws DamagedModelError when the institution has no such model, or what is stored is not what was written
 */
export async function loadWeights(institutionId: Types.ObjectId, id: Types.ObjectId): Promise<Uint8Array> {
  const found = await TrainedModelModel.findOne({ institutionId, _id: id, state: 'accepted' }).lean();
  if (!found?.weights) throw new DamagedModelError('it is not there');
  const weights = await read(found.weights);
  if (found.checksum !== undefined && sha256(weights) !== found.checksum)
    throw new DamagedModelError('its checksum is another');
  return weights;
}

/** @throws DamagedModelError where pieces are missing or have another length */
async function read(file: Types.ObjectId): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of bucket().openDownloadStream(file)) chunks.push(chunk as Buffer);
  } catch (error) {
    // What the driver says of a file that is not whole, and of nothing else that may happen here.
    const isNotWhole = ['MongoGridFSChunkError', 'MongoRuntimeError'].includes((error as Error).name);
    throw isNotWhole && !isDatabaseAway(error)
      ? new DamagedModelError('pieces of it are missing', { cause: error })
      : error;
  }
  return Buffer.concat(chunks);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function markDamaged(institutionId: Types.ObjectId, _id: Types.ObjectId): Promise<void> {
  await TrainedModelModel.updateOne({ institutionId, _id }, { damagedAt: new Date() });
}

/**
 * Has the newest sound model serve instead of one that was found to be damaged, where one is kept, and a new one trained.
 * @returns whether another one serves by this
 */
export async function replaceDamaged(
  institutionId: Types.ObjectId,
  damaged: Types.ObjectId,
): Promise<boolean> {
  await markDamaged(institutionId, damaged);
  await endComparison(institutionId, 'unreadable');
  const institution = await InstitutionModel.findById(institutionId).lean<Institution>();
  const others = await TrainedModelModel.find({
    ...{ institutionId, state: 'accepted', _id: { $ne: damaged } },
    ...{ weights: { $exists: true }, damagedAt: { $exists: false } },
  })
    .sort({ createdAt: -1, _id: -1 })
    .lean<TrainedModel[]>();
  const before = others.find((model) => institution && !hasLearntFromErased(model, institution));
  const isReplaced =
    before !== undefined &&
    (await makeServe(institutionId, { liveModel: damaged }, { $set: { liveModel: before._id } }));
  await requestTraining(institutionId);
  return isReplaced;
}

/** What the weights of each kept model take, bytes, by `TrainedModel.weights`. */
export async function weightSizes(institutionId: Types.ObjectId): Promise<Map<string, number>> {
  const files = await bucket().find({ 'metadata.institutionId': institutionId }).toArray();
  return new Map(files.map(({ _id, length }) => [`${_id}`, length]));
}

/** Id of the model that serves this institution; undefined before the first accepted training. */
export async function liveModelId(institutionId: Types.ObjectId): Promise<Types.ObjectId | undefined> {
  return (await servingIds(institutionId)).liveModel;
}

/**
 * The model that serves, which new ones are held to. None where it is not whole or has learnt from somebody who was deleted since; nor
 * where it has kept others out for `longestWait`.
 */
export async function findSoundLive(
  institutionId: Types.ObjectId,
  now = new Date(),
): Promise<TrainedModel | undefined> {
  const institution = await InstitutionModel.findById(institutionId).lean<Institution>();
  if (!institution?.liveModel) return undefined;
  const _id = institution.liveModel;
  const live = await TrainedModelModel.findOne({ institutionId, _id }).lean<TrainedModel>();
  const isSound = live?.weights && !live.damagedAt && !hasLearntFromErased(live, institution);
  if (!isSound) return undefined;
  const keptOut = {
    ...{ institutionId, createdAt: { $gt: live.createdAt, $lte: new Date(now.getTime() - longestWait) } },
    $or: [{ isWorse: true }, { state: 'rejected' as const, gate: 'interval' as const }],
  };
  return (await TrainedModelModel.exists(keptOut)) ? undefined : live;
}

/** What serves: the live model, and what it is compared with. */
export const servingIds = joinQueries<Types.ObjectId, Pick<Institution, 'liveModel' | 'comparing'>>(
  () => '',
  async (institutionIds) => {
    const ids = new Map(institutionIds.map((id) => [`${id}`, id]));
    const fields = { liveModel: 1, comparing: 1 };
    const found = await InstitutionModel.find({ _id: { $in: [...ids.values()] } }, fields).lean<
      Institution[]
    >();
    const of = new Map(found.map((institution) => [`${institution._id}`, institution]));
    return institutionIds.map((id) => of.get(`${id}`) ?? {});
  },
);

/** Has the schedule train soon, whatever the last model was trained on; in this process or another. */
export async function requestTraining(institutionId: Types.ObjectId): Promise<void> {
  await InstitutionModel.updateOne({ _id: institutionId }, { trainingWantedAt: new Date() });
}

/**
 * Deletes the weights of all models but the live one, the one that it is compared with, the newest of the others, and those that may be
 * put back when results have fallen; of those too that have learnt from somebody who was deleted since, and what interrupted runs left.
 * All figures are kept.
 */
async function deleteStale(institutionId: Types.ObjectId): Promise<void> {
  const before = new Date(Date.now() - graceMilliseconds);
  const institution = await InstitutionModel.findById(institutionId).lean<Institution>();
  if (!institution?.liveModel) return;
  const live = institution.liveModel;
  const accepted = await TrainedModelModel.find({ institutionId, state: 'accepted' })
    .sort({ createdAt: -1, _id: -1 })
    .lean<TrainedModel[]>();
  const isCompared = ({ _id }: TrainedModel) => institution.comparing?.compared.equals(_id) ?? false;
  const others = accepted
    .filter(({ _id }) => !_id.equals(live))
    .sort((a, b) => Number(isCompared(b)) - Number(isCompared(a)));
  const sound = others.filter((model) => model.weights && !hasLearntFromErased(model, institution));
  const kept = [...sound.slice(0, keptModels - 1), ...fallbacks(sound, new Date())].map(({ _id }) => _id);
  const replaced = others.map(({ _id }) => _id).filter((_id) => !kept.some((one) => one.equals(_id)));
  const stale = bucket().find({
    'metadata.institutionId': institutionId,
    'metadata.trainedModel': { $nin: [live, ...kept] },
    $or: [{ 'metadata.trainedModel': { $in: replaced } }, { uploadDate: { $lt: before } }],
  });
  for await (const file of stale) await bucket().delete(file._id);
  await TrainedModelModel.updateMany({ institutionId, _id: { $in: replaced } }, { $unset: { weights: 1 } });
  await TrainedModelModel.deleteMany({ institutionId, state: 'writing', createdAt: { $lt: before } });
}

function bucket(): mongoose.mongo.GridFSBucket {
  const { db } = mongoose.connection;
  if (!db) throw new Error('The database is not connected.');
  return new mongoose.mongo.GridFSBucket(db, { bucketName: 'weights' });
}
