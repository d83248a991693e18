import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type Types } from 'mongoose';
import { ApiCredentialModel } from '../../../models/api-credential.ts';
import { AuditEntryModel } from '../../../models/audit-entry.ts';
import { ConnectionModel } from '../../../models/connection.ts';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { JobModel } from '../../../models/job.ts';
import { LeaseModel } from '../../../models/lease.ts';
import { RegistrationModel } from '../../../models/registration.ts';
import { ServiceTokenModel } from '../../../models/service-token.ts';
import { SessionModel } from '../../../models/session.ts';
import { SyncRunModel } from '../../../models/sync-run.ts';
import { recordAudit } from '../audit/record.ts';
import { disconnect } from '../institutions.ts';

const lookEveryMilliseconds = 500;
/** A run that is asked to end does so within seconds; whoever holds a lease and has died, within twenty. */
const patienceMilliseconds = 60_000;
/** Answers that had begun may still store something. */
const settleMilliseconds = 3_000;

/** Work that writes for the institution goes on; the message says what to do. */
export class StillAtWorkError extends Error {
  constructor() {
    super(
      'A run of a source or a training of this institution is still going on. Nobody can open the tool there any more; its data is kept so far. Run this again when the other has ended.',
    );
    this.name = 'StillAtWorkError';
  }
}

/**
 * Deletes an institution and everything that is stored of it. First nobody gets in any more and nothing begins for it, then all of it
 * goes, itself last, so that a command that was killed can be run again. What stays is one line of the audit.
 * @param wait for what has begun to end
 * @returns how many documents were deleted
 * @throws StillAtWorkError
 */
export async function deleteInstitution(
  institution: Institution,
  wait = { patience: patienceMilliseconds, settle: settleMilliseconds },
): Promise<number> {
  const { _id: institutionId, name } = institution;
  await closeDoors(institution);
  await untilNobodyWorks(institutionId, wait.patience);
  let deleted = await deleteAllOf(institutionId);
  await sleep(wait.settle);
  deleted += await deleteAllOf(institutionId);
  await recordAudit(institutionId, 'institution-deleted', { name, documents: deleted });
  await InstitutionModel.deleteOne({ _id: institutionId });
  return deleted + 1;
}

/** As an institution that waits for approval: launches, events and everything that the clock starts leave it out. */
async function closeDoors(institution: Institution): Promise<void> {
  const { _id: institutionId, registration } = institution;
  await InstitutionModel.updateOne({ _id: institutionId }, { pendingSince: new Date() });
  await disconnect(institution);
  if (registration && !(await RegistrationModel.exists({ _id: registration })))
    await ServiceTokenModel.deleteOne({ _id: registration });
  await SessionModel.deleteMany({ institutionId });
  await ApiCredentialModel.deleteMany({ institutionId });
  await ConnectionModel.deleteMany({ institutionId });
  await SyncRunModel.updateMany({ institutionId, state: 'running' }, { stopRequestedAt: new Date() });
}

async function untilNobodyWorks(institutionId: Types.ObjectId, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  while (await isAtWork(institutionId)) {
    if (performance.now() > deadline) throw new StillAtWorkError();
    await sleep(lookEveryMilliseconds);
  }
}

/** By the database's clock. */
async function isAtWork(institutionId: Types.ObjectId): Promise<boolean> {
  const isHeld = { ...ownLeases(institutionId), $expr: { $gt: ['$expiresAt', '$$NOW'] } };
  if (await LeaseModel.collection.findOne(isHeld as object)) return true;
  const isRunning = { institution: institutionId, state: 'running', $expr: { $gt: ['$nextAt', '$$NOW'] } };
  return (await JobModel.collection.findOne(isRunning as object)) !== null;
}

/** `<institutionId> <what>` */
function ownLeases(institutionId: Types.ObjectId) {
  return { _id: { $regex: `^${institutionId} ` } };
}

/** In every collection of the database, whether or not this version knows it. */
async function deleteAllOf(institutionId: Types.ObjectId): Promise<number> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('The database is not connected.');
  let deleted = await deleteWeights(db, institutionId);
  for (const collection of await db.collections())
    deleted += (await collection.deleteMany({ institutionId })).deletedCount;
  deleted += (await JobModel.deleteMany({ institution: institutionId })).deletedCount;
  await LeaseModel.collection.deleteMany(ownLeases(institutionId) as object);
  return deleted;
}

/** GridFS: the files of models, and the pieces of each. */
async function deleteWeights(db: mongoose.mongo.Db, institutionId: Types.ObjectId): Promise<number> {
  const files = db.collection('weights.files');
  const own = { 'metadata.institutionId': institutionId };
  const ids = await files.distinct('_id', own);
  const { deletedCount } = await db.collection('weights.chunks').deleteMany({ files_id: { $in: ids } });
  return deletedCount + (await files.deleteMany(own)).deletedCount;
}

/** What is left of institutions that were deleted, the newest first. */
export async function deletedInstitutions(): Promise<{ name: string; at: Date; documents: number }[]> {
  const entries = await AuditEntryModel.find({ what: 'institution-deleted' }).sort({ at: -1 }).lean();
  return entries.map(({ at, values = {} }) => ({
    ...{ at, name: `${values['name']}`, documents: Number(values['documents']) },
  }));
}
