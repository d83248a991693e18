import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Types } from 'mongoose';
import { InstitutionModel } from '../../models/institution.ts';
import { type TrainedModel, TrainedModelModel } from '../../models/trained-model.ts';

type Description = Pick<TrainedModel, 'hyperparameters' | 'dataFingerprint' | 'metrics'>;

/** What an interrupted run left is swept after this long: nobody takes an hour between two writes. */
const graceMilliseconds = 3_600_000;

/** Keeps the figures of a model that did not beat popularity; its weights are of no use. */
export async function recordRejected(institutionId: Types.ObjectId, description: Description): Promise<void> {
  await TrainedModelModel.create({ institutionId, ...description, state: 'rejected' });
}

/**
 * Stores a model and lets it serve. The order makes a half model impossible: the weights are whole in GridFS
 * before the document points at them, and the institution points at the document last, in one write. A process
 * killed in between leaves a document in state `writing`, which a later run sweeps away.
 */
export async function storeLive(
  institutionId: Types.ObjectId,
  description: Description,
  weights: Uint8Array,
): Promise<Types.ObjectId> {
  const { _id } = await TrainedModelModel.create({ institutionId, ...description, state: 'writing' });
  const file = bucket().openUploadStream(`${_id}`, { metadata: { institutionId, trainedModel: _id } });
  await pipeline(Readable.from([weights]), file);
  await TrainedModelModel.updateOne({ institutionId, _id }, { state: 'accepted', weights: file.id });
  await InstitutionModel.updateOne({ _id: institutionId }, { liveModel: _id });
  await sweep(institutionId, _id);
  return _id;
}

/** Weights of an accepted model. @throws Error when the institution has no such model */
export async function loadWeights(institutionId: Types.ObjectId, id: Types.ObjectId): Promise<Uint8Array> {
  const found = await TrainedModelModel.findOne({ institutionId, _id: id, state: 'accepted' }).lean();
  if (!found?.weights)
    throw new Error(`Institution ${institutionId} has no accepted model ${id}: train again.`);
  const chunks: Buffer[] = [];
  for await (const chunk of bucket().openDownloadStream(found.weights)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Id of the model that serves this institution; undefined before the first accepted training. */
export async function liveModelId(institutionId: Types.ObjectId): Promise<Types.ObjectId | undefined> {
  const institution = await InstitutionModel.findById(institutionId, { liveModel: 1 }).lean();
  return institution?.liveModel;
}

/** Has the schedule train soon, whatever the last model was trained on; here or in another process. */
export async function wantTraining(institutionId: Types.ObjectId): Promise<void> {
  await InstitutionModel.updateOne({ _id: institutionId }, { trainingWantedAt: new Date() });
}

/** Removes the weights of all but the live model, and what interrupted runs left. The figures of all are kept. */
async function sweep(institutionId: Types.ObjectId, live: Types.ObjectId): Promise<void> {
  const before = new Date(Date.now() - graceMilliseconds);
  const replaced = await TrainedModelModel.distinct('_id', {
    institutionId,
    _id: { $ne: live },
    state: 'accepted',
  });
  const stale = bucket().find({
    'metadata.institutionId': institutionId,
    'metadata.trainedModel': { $ne: live },
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
