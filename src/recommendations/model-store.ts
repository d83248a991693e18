import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Types } from 'mongoose';
import { InstitutionModel } from '../../models/institution.ts';
import { type TrainedModel, TrainedModelModel } from '../../models/trained-model.ts';

type Description = Pick<TrainedModel, 'hyperparameters' | 'dataFingerprint' | 'metrics'>;

/** What an interrupted run left is swept after this long: nobody takes an hour between two writes. */
const graceMilliseconds = 3_600_000;

/** Keeps the figures of a model that did not beat popularity; its weights are of no use. */
export async function recordRejected(tenant: Types.ObjectId, description: Description): Promise<void> {
  await TrainedModelModel.create({ tenant, ...description, state: 'rejected' });
}

/**
 * Stores a model and lets it serve. The order makes a half model impossible: the weights are whole in GridFS
 * before the document points at them, and the institution points at the document last, in one write. A process
 * killed in between leaves a document in state `writing`, which a later run sweeps away.
 */
export async function storeLive(
  tenant: Types.ObjectId,
  description: Description,
  weights: Uint8Array,
): Promise<Types.ObjectId> {
  const { _id } = await TrainedModelModel.create({ tenant, ...description, state: 'writing' });
  const file = bucket().openUploadStream(`${_id}`, { metadata: { tenant, trainedModel: _id } });
  await pipeline(Readable.from([weights]), file);
  await TrainedModelModel.updateOne({ tenant, _id }, { state: 'accepted', weights: file.id });
  await InstitutionModel.updateOne({ _id: tenant }, { liveModel: _id });
  await sweep(tenant, _id);
  return _id;
}

/** Weights of an accepted model. @throws Error when the institution has no such model */
export async function loadWeights(tenant: Types.ObjectId, id: Types.ObjectId): Promise<Uint8Array> {
  const found = await TrainedModelModel.findOne({ tenant, _id: id, state: 'accepted' }).lean();
  if (!found?.weights) throw new Error(`Institution ${tenant} has no accepted model ${id}: train again.`);
  const chunks: Buffer[] = [];
  for await (const chunk of bucket().openDownloadStream(found.weights)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Id of the model that serves this institution; undefined before the first accepted training. */
export async function liveModelId(tenant: Types.ObjectId): Promise<Types.ObjectId | undefined> {
  const institution = await InstitutionModel.findById(tenant, { liveModel: 1 }).lean();
  return institution?.liveModel;
}

/** Has the schedule train soon, whatever the last model was trained on; here or in another process. */
export async function wantTraining(tenant: Types.ObjectId): Promise<void> {
  await InstitutionModel.updateOne({ _id: tenant }, { trainingWantedAt: new Date() });
}

/** Removes the weights of all but the live model, and what interrupted runs left. The figures of all are kept. */
async function sweep(tenant: Types.ObjectId, live: Types.ObjectId): Promise<void> {
  const before = new Date(Date.now() - graceMilliseconds);
  const replaced = await TrainedModelModel.distinct('_id', { tenant, _id: { $ne: live }, state: 'accepted' });
  const stale = bucket().find({
    'metadata.tenant': tenant,
    'metadata.trainedModel': { $ne: live },
    $or: [{ 'metadata.trainedModel': { $in: replaced } }, { uploadDate: { $lt: before } }],
  });
  for await (const file of stale) await bucket().delete(file._id);
  await TrainedModelModel.updateMany({ tenant, _id: { $in: replaced } }, { $unset: { weights: 1 } });
  await TrainedModelModel.deleteMany({ tenant, state: 'writing', createdAt: { $lt: before } });
}

function bucket(): mongoose.mongo.GridFSBucket {
  const { db } = mongoose.connection;
  if (!db) throw new Error('The database is not connected.');
  return new mongoose.mongo.GridFSBucket(db, { bucketName: 'weights' });
}
