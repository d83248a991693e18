import { Router } from 'express';
import { SyncRunModel } from '../../../../models/sync-run.ts';
import { RunInProgressError } from '../../../sync/runs/run-errors.ts';
import { UnreadableFileError } from '../../../sync/sources/csv/unreadable-file-error.ts';
import { AdministrationError } from '../../administration-error.ts';
import type { DataEnvironment } from '../data-environment.ts';
import type { DataPages } from '../data-pages.ts';
import { backTo } from '../notices.ts';
import { receiveFiles } from './receive-files.ts';
import { UploadError } from './upload-error.ts';
import { namingFields, withoutPaths } from './without-paths.ts';

/** Files that an administrator gives: received, read like those of a command, removed. */
export function uploadRoutes({ runs, uploads }: DataEnvironment, pages: DataPages): Router {
  return Router().post('/institutions/:id/data/:source/files', async (req, res) => {
    const { institution, kind } = await pages.sourceOf(req);
    const { files, name } = kind;
    if (!files) throw new AdministrationError('source-unknown');
    if (await SyncRunModel.exists({ institutionId: institution._id, source: name, state: 'running' }))
      throw new UploadError('run-under-way', uploads.limit);
    const names = files.files.map((field) => field.name);
    const { paths, remove } = await receiveFiles(req, names, uploads);
    try {
      const source = withoutPaths(await files.open(paths), paths);
      await runs.sync(institution, source, 'everything', remove);
    } catch (error) {
      await remove();
      // Other files have come in the meantime, and were a moment faster.
      if (error instanceof RunInProgressError) throw new UploadError('run-under-way', uploads.limit);
      if (!(error instanceof UnreadableFileError)) throw error;
      return pages.showSource(res.status(422), institution, kind, {
        problem: namingFields(error, paths).message,
      });
    }
    backTo(res, `/administration/institutions/${institution._id}/data/${name}`, 'upload-started');
  });
}
