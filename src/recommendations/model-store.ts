import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Types } from 'mongoose';
import { InstitutionModel } from '../../models/institution.ts';
import { type TrainedModel, TrainedModelModel } from '../../models/trained-model.ts';

type Description = Pick<TrainedModel, 'hyperparameters' | 'dataFingerprint' | 'metrics'>;

/**
 * Stores a trained model, and lets it serve if it was accepted. The order makes a half model impossible: the
 * weights are whole in GridFS before the document points at them, and the institution points at the document
 * last. A process killed in between leaves a document in state `writing`, which the next run sweeps away.
 */
export async function storeModel(
  tenant: Types.ObjectId,
  description: Description,
  weights: Uint8Array,
  accepted: boolean,
): Promise<Types.ObjectId> {
  if (!accepted) {
    const rejected = await TrainedModelModel.create({ tenant, ...description, state: 'rejected' });
    return rejected._id;
  }
  const writing = await TrainedModelModel.create({ tenant, ...description, state: 'writing' });
  const file = await upload(tenant, writing._id, weights);
  await TrainedModelModel.updateOne({ tenant, _id: writing._id }, { state: 'accepted', weights: file });
  await InstitutionModel.updateOne({ _id: tenant }, { liveModel: writing._id });
  await sweepModels(tenant, writing._id);
  return writing._id;
}

/** Weights of an accepted model. @throws Error when the tenant has no such model. */
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

/** GridFS files carry the tenant and the model that they belong to, so that nothing can be left unowned. */
async function upload(
  tenant: Types.ObjectId,
  trainedModel: Types.ObjectId,
  weights: Uint8Array,
): Promise<Types.ObjectId> {
  const stream = bucket().openUploadStream(`${trainedModel}`, { metadata: { tenant, trainedModel } });
  await pipeline(Readable.from([weights]), stream);
  return stream.id;
}

/** Removes the weights of every model but the live one, and what interrupted runs left behind. */
async function sweepModels(tenant: Types.ObjectId, live: Types.ObjectId): Promise<void> {
  const stale = bucket().find({ 'metadata.tenant': tenant, 'metadata.trainedModel': { $ne: live } });
  for await (const file of stale) await bucket().delete(file._id);
  await TrainedModelModel.deleteMany({ tenant, state: 'writing' });
  await TrainedModelModel.updateMany({ tenant, _id: { $ne: live } }, { $unset: { weights: 1 } });
}

function bucket(): mongoose.mongo.GridFSBucket {
  const { db } = mongoose.connection;
  if (!db) throw new Error('The database is not connected.');
  return new mongoose.mongo.GridFSBucket(db, { bucketName: 'weights' });
}
