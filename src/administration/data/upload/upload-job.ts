import type { Institution } from '../../../../models/institution.ts';
import { JobModel } from '../../../../models/job.ts';
import { HopelessError, type JobKind, priorities } from '../../../jobs/job-kind.ts';
import type { JobQueue } from '../../../jobs/job-queue.ts';
import { approvedInstitution } from '../../../jobs/kinds/planning.ts';
import { notItsFault } from '../../../jobs/kinds/sync-job.ts';
import { runSync } from '../../../sync/runs/run-sync.ts';
import { UnreadableFileError } from '../../../sync/sources/csv/unreadable-file-error.ts';
import { type FileSource, saidOfFiles } from '../../../sync/sources/file-source.ts';
import { withoutPaths } from './named-fields.ts';
import type { UploadFolders } from './upload-folders.ts';

export const uploadKind = 'upload';
const longestMilliseconds = 12 * 3_600_000;
/** So long no process has come that shares the folder: it may be gone for good, with the machine that it was on. */
const longestWait = 3_600_000;

/**
 * Reads uploaded files and removes them. `data.folder`: where they are, in the folder that the job's `place` names. They are not in the
 * database, as they may name people; so only processes that share the folder can read them.
 */
export function uploadJob(fileSources: readonly FileSource[], uploads: UploadFolders): JobKind {
  return {
    ...{ name: uploadKind, priority: priorities.requested, atOnce: 2, attempts: 3, longestMilliseconds },
    async run({ institution: id, source: name, data }, { signal }) {
      const folder = String(data?.['folder']);
      const institution = await approvedInstitution(id);
      const files = fileSources.find((one) => one.name === name);
      if (!institution || !files) return uploads.remove(folder);
      const paths = await uploads.handedOver(folder);
      if (!paths) throw new UploadGoneError();
      await files
        .open(paths, saidOfFiles(institution, files.name))
        .then((source) => runSync({ institution, source: withoutPaths(source, files, paths), signal }))
        .catch(unlessFinal);
      await uploads.remove(folder);
    },
    // Nothing is planned. Others of the same source would be refused for ever, though.
    async plan({ _id }, now) {
      await giveUpLost(_id, now);
      return [];
    },
  };
}

/**
 * Has files read, in the folder of this process's uploads where they lie.
 * @returns false where others of the same source are still to be read
 */
export async function requestUpload(
  queue: JobQueue,
  uploads: UploadFolders,
  { institution, source, folder: from }: { institution: Institution; source: string; folder: string },
): Promise<boolean> {
  const [folder, place] = [await uploads.handOver(from), await uploads.place()];
  const job = { kind: uploadKind, institution: institution._id, source, data: { folder }, place };
  const isAsked = await queue.request(job, { unlessWaiting: true });
  if (!isAsked) await uploads.remove(folder);
  return isAsked;
}

async function giveUpLost(institution: Institution['_id'], now: Date): Promise<void> {
  const isLost = { kind: uploadKind, institution, nextAt: { $lt: new Date(now.getTime() - longestWait) } };
  await JobModel.updateMany(isLost, {
    $set: { state: 'failed', holder: '', failedAt: now, error: new UploadLostError().message },
    $unset: { nextAt: 1 },
  });
}

/** The run's record says what is wrong with the files. */
function unlessFinal(error: unknown): void {
  if (!(error instanceof UnreadableFileError)) notItsFault(error);
}

class UploadLostError extends Error {
  constructor() {
    super('No process has the folder that they were uploaded to. Start one, or upload them again.');
    this.name = 'UploadLostError';
  }
}

class UploadGoneError extends HopelessError {
  constructor() {
    super('The uploaded files are there no more. Upload them again.');
    this.name = 'UploadGoneError';
  }
}
