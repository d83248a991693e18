import { Router } from 'express';
import { SyncRunModel } from '../../../../models/sync-run.ts';
import { message } from '../../../messages/message.ts';
import { RunInProgressError } from '../../../sync/runs/run-errors.ts';
import type { Source } from '../../../sync/source.ts';
import { UnreadableFileError } from '../../../sync/sources/csv/unreadable-file-error.ts';
import type { FileSource } from '../../../sync/sources/file-source.ts';
import { pageWords } from '../../../words/page-words.ts';
import { AdministrationError } from '../../administration-error.ts';
import type { DataEnvironment } from '../data-environment.ts';
import type { DataPages } from '../data-pages.ts';
import { backTo, sourceAddress } from '../notices.ts';
import { receiveFiles } from './receive-files.ts';
import { UploadError } from './upload-error.ts';

/** Files that an administrator uploads: they are received, read like those of a command, and removed. */
export function uploadRoutes({ runs, uploads }: DataEnvironment, pages: DataPages): Router {
  return Router().post('/institutions/:id/data/:source/files', async (req, res) => {
    const { institution, kind } = await pages.requestedSource(req);
    const { files, name } = kind;
    if (!files) throw new AdministrationError('source-unknown');
    if (await SyncRunModel.exists({ institutionId: institution._id, source: name, state: 'running' }))
      throw new UploadError('run-under-way', uploads.limit);
    const names = files.files.map((field) => field.name);
    const { paths, remove } = await receiveFiles(req, names, uploads);
    try {
      const source = withoutPaths(await files.open(paths), files, paths);
      await runs.sync(institution, source, 'everything', remove);
    } catch (error) {
      await remove();
      // Other files came in the meantime and were a moment faster.
      if (error instanceof RunInProgressError) throw new UploadError('run-under-way', uploads.limit);
      if (!(error instanceof UnreadableFileError)) throw error;
      return pages.showSource(res.status(422), institution, kind, {
        problem: {
          text: pageWords(res).tell(nameFields(error, files, paths).sentences),
          isEnglish: false,
        },
      });
    }
    backTo(res, sourceAddress(institution, name), 'upload-started');
  });
}

/** A source whose errors name the form's fields, not the paths of the uploaded files on this server. */
function withoutPaths(source: Source, files: FileSource, paths: Paths): Source {
  return {
    ...source,
    async *pull(options) {
      try {
        yield* source.pull(options);
      } catch (error) {
        throw error instanceof UnreadableFileError ? nameFields(error, files, paths) : error;
      }
    },
  };
}

/** The same error; it names the form's fields instead of paths, and in a bundle the file of it as well. */
function nameFields(error: UnreadableFileError, { files }: FileSource, paths: Paths): UnreadableFileError {
  return error.renamed((file) => {
    const field = files.find(({ name }) => paths[name] !== undefined && file.startsWith(paths[name]));
    if (!field) return file;
    const [, part] = file.slice(paths[field.name]?.length).split(/^, /);
    return part === undefined
      ? message('file.named', { name: field.label })
      : message('file.namedIn', { name: field.label, part });
  });
}

type Paths = Readonly<Record<string, string>>;
