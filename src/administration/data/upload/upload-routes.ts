import { type Request, type Response, Router } from 'express';
import { type Institution, InstitutionModel } from '../../../../models/institution.ts';
import { SyncRunModel } from '../../../../models/sync-run.ts';
import { findJob } from '../../../jobs/job-queue.ts';
import { asked, columnQuestion } from '../../../sync/sources/csv/column-questions.ts';
import { UnreadableFileError } from '../../../sync/sources/csv/unreadable-file-error.ts';
import { type FileSource, saidOfFiles } from '../../../sync/sources/file-source.ts';
import { pageWords } from '../../../words/page-words.ts';
import { AdministrationError } from '../../administration-error.ts';
import { recordAudit } from '../../audit/record.ts';
import type { DataEnvironment } from '../data-environment.ts';
import type { DataPages } from '../data-pages.ts';
import { backTo, sourceAddress } from '../notices.ts';
import { encodingWords } from '../run-view.ts';
import type { SourceKind } from '../source-kinds.ts';
import {
  columnInput,
  type FileQuestion,
  readColumnsForm,
  readQuestions,
  withChosen,
} from './columns-form.ts';
import {
  encodingInput,
  type FileEncodingQuestion,
  readEncodingForm,
  readEncodingQuestions,
} from './encoding-form.ts';
import { nameFields } from './named-fields.ts';
import { receiveFiles } from './receive-files.ts';
import { UploadError } from './upload-error.ts';
import type { WaitingFiles } from './upload-folders.ts';
import { requestUpload, uploadKind } from './upload-job.ts';
import {
  emptyCell,
  type FileWordQuestion,
  noWord,
  readWordQuestions,
  readWordsForm,
  type SaidWords,
  wordInput,
} from './words-form.ts';

const base = '/institutions/:id/data/:source';

/**
 * Files that an administrator uploads: they are received, read like those of a command by a job (`upload-job.ts`), and removed. Where
 * the letters of a table may be others, they wait until somebody has said which (`encoding-form.ts`); where one does not call its columns
 * as we do, until somebody has said which is which (`columns-form.ts`); where it has words for a state or a way in
 * that are not ours, until somebody has said what they mean (`words-form.ts`).
 */
export function uploadRoutes({ jobs, uploads }: DataEnvironment, pages: DataPages): Router {
  const router = Router();

  router.post(`${base}/files`, async (req, res) => {
    const { institution, kind, files } = await requestedFiles(req);
    await assertNothingRuns(institution, files);
    const names = files.files.map((field) => field.name);
    const received = await receiveFiles(req, names, uploads).catch((error) => error as Error);
    // What can be put right in the form is said above the form.
    if (received instanceof UploadError)
      return pages.showSource(res.status(received.status), institution, kind, {
        problem: { text: pageWords(res).tell(received.person), isEnglish: false },
      });
    if (received instanceof Error) throw received;
    const { paths, folder, remove } = received;
    const question = await openQuestion(institution, files, paths).catch(async (error) => {
      await remove();
      throw error;
    });
    if (question) {
      const id = await uploads.keepWaiting(folder, ownerOf(institution, files));
      return res.redirect(303, `${sourceAddress(institution, files.name)}/${question}/${id}`);
    }
    return read(res, { institution, kind, files }, received);
  });

  router.get(`${base}/encoding/:upload`, async (req, res) => {
    const { institution, files } = await requestedFiles(req);
    const paths = await waitingFiles(req, institution, files);
    const questions = await readEncodingQuestions(files, paths, saidOfFiles(institution, files.name));
    showEncodings(res, institution, { files, upload: req.params.upload, questions, missing: [] });
  });

  router.post(`${base}/encoding/:upload`, async (req, res) => {
    const { institution, kind, files } = await requestedFiles(req);
    await assertNothingRuns(institution, files);
    const paths = await waitingFiles(req, institution, files);
    const questions = await readEncodingQuestions(files, paths, saidOfFiles(institution, files.name));
    const { said, missing } = readEncodingForm(req.body ?? {}, questions);
    if (missing.length > 0)
      return showEncodings(res.status(422), institution, {
        ...{ files, upload: req.params.upload, questions, missing },
      });
    const fileEncodings = { ...institution.fileEncodings?.[files.name], ...said };
    await InstitutionModel.updateOne(
      { _id: institution._id },
      { $set: { [`fileEncodings.${files.name}`]: fileEncodings } },
    );
    await recordAudit(institution._id, 'files-explained', { source: files.name });
    const changed = {
      ...institution,
      fileEncodings: { ...institution.fileEncodings, [files.name]: fileEncodings },
    };
    return goOn(req, res, { institution: changed, kind, files }, paths);
  });

  router.get(`${base}/columns/:upload`, async (req, res) => {
    const { institution, files } = await requestedFiles(req);
    const paths = await waitingFiles(req, institution, files);
    const questions = await readQuestions(files, paths, saidOfFiles(institution, files.name), asked);
    showColumns(res, institution, { files, upload: req.params.upload, questions, missing: [] });
  });

  router.post(`${base}/columns/forgotten`, async (req, res) => {
    const { institution, files } = await requestedFiles(req);
    await InstitutionModel.updateOne(
      { _id: institution._id },
      {
        $unset: Object.fromEntries(
          ['columnNames', 'cellWords', 'fileEncodings'].map((said) => [`${said}.${files.name}`, 1]),
        ),
      },
    );
    await recordAudit(institution._id, 'files-forgotten', { source: files.name });
    backTo(res, sourceAddress(institution, files.name), 'columns-forgotten');
  });

  router.post(`${base}/columns/:upload`, async (req, res) => {
    const { institution, kind, files } = await requestedFiles(req);
    await assertNothingRuns(institution, files);
    const paths = await waitingFiles(req, institution, files);
    const questions = await readQuestions(files, paths, saidOfFiles(institution, files.name), asked);
    const { said, missing } = readColumnsForm(req.body ?? {}, questions);
    if (missing.length > 0)
      return showColumns(res.status(422), institution, {
        ...{ files, upload: req.params.upload, missing },
        questions: questions.map((one) => withChosen(one, said[one.field.name] ?? {})),
      });
    const columnNames = { ...institution.columnNames?.[files.name], ...said };
    await InstitutionModel.updateOne(
      { _id: institution._id },
      { $set: { [`columnNames.${files.name}`]: columnNames } },
    );
    await recordAudit(institution._id, 'files-explained', { source: files.name });
    const changed = {
      ...institution,
      columnNames: { ...institution.columnNames, [files.name]: columnNames },
    };
    return goOn(req, res, { institution: changed, kind, files }, paths);
  });

  router.get(`${base}/words/:upload`, async (req, res) => {
    const { institution, files } = await requestedFiles(req);
    const paths = await waitingFiles(req, institution, files);
    const questions = await readWordQuestions(files, paths, saidOfFiles(institution, files.name));
    showWords(res, institution, { files, upload: req.params.upload, questions, missing: [], chosen: {} });
  });

  router.post(`${base}/words/:upload`, async (req, res) => {
    const { institution, kind, files } = await requestedFiles(req);
    await assertNothingRuns(institution, files);
    const paths = await waitingFiles(req, institution, files);
    const questions = await readWordQuestions(files, paths, saidOfFiles(institution, files.name));
    const { said, missing } = readWordsForm(req.body ?? {}, questions);
    if (missing.length > 0)
      return showWords(res.status(422), institution, {
        ...{ files, upload: req.params.upload, questions, missing, chosen: req.body },
      });
    const cellWords = withWords(institution.cellWords?.[files.name] ?? {}, said);
    await InstitutionModel.updateOne(
      { _id: institution._id },
      { $set: { [`cellWords.${files.name}`]: cellWords } },
    );
    await recordAudit(institution._id, 'files-explained', { source: files.name });
    const changed = { ...institution, cellWords: { ...institution.cellWords, [files.name]: cellWords } };
    return read(res, { institution: changed, kind, files }, await takenFiles(req, institution, files));
  });

  return router;

  /** Asks the next question about files that wait, or reads them. */
  async function goOn(
    req: Request<{ upload: string }>,
    res: Response,
    requested: { institution: Institution; kind: SourceKind; files: FileSource },
    paths: Paths,
  ): Promise<void> {
    const { institution, files } = requested;
    const question = await openQuestion(institution, files, paths);
    if (question)
      return res.redirect(303, `${sourceAddress(institution, files.name)}/${question}/${req.params.upload}`);
    return read(res, requested, await takenFiles(req, institution, files));
  }

  /** What somebody has to say before the files can be read; undefined: nothing. */
  async function openQuestion(
    institution: Institution,
    files: FileSource,
    paths: Paths,
  ): Promise<'encoding' | 'columns' | 'words' | undefined> {
    const said = saidOfFiles(institution, files.name);
    if ((await readEncodingQuestions(files, paths, said)).length > 0) return 'encoding';
    if ((await readQuestions(files, paths, said, columnQuestion)).length > 0) return 'columns';
    return (await readWordQuestions(files, paths, said)).length > 0 ? 'words' : undefined;
  }

  async function requestedFiles(req: Request<{ id: string; source: string }>) {
    const { institution, kind } = await pages.requestedSource(req);
    if (!kind.files) throw new AdministrationError('source-unknown');
    return { institution, kind, files: kind.files };
  }

  /** @throws UploadError */
  async function assertNothingRuns({ _id }: Institution, { name }: FileSource): Promise<void> {
    const job = await findJob(uploadKind, _id, name);
    const isWaiting = job !== null && job.state !== 'failed';
    if (isWaiting || (await SyncRunModel.exists({ institutionId: _id, source: name, state: 'running' })))
      throw new UploadError('run-under-way', uploads.limit);
  }

  /** @throws UploadError where they have been read or removed in the meantime, or are another institution's */
  async function waitingFiles(
    req: Request<{ upload: string }>,
    institution: Institution,
    files: FileSource,
  ): Promise<Paths> {
    return present(await uploads.waiting(req.params.upload, ownerOf(institution, files)));
  }

  /** The same, to be read. */
  async function takenFiles(
    req: Request<{ upload: string }>,
    institution: Institution,
    files: FileSource,
  ): Promise<WaitingFiles> {
    return present(await uploads.take(req.params.upload, ownerOf(institution, files)));
  }

  function present<Found>(found: Found | undefined): Found {
    if (found === undefined) throw new UploadError('upload-gone', uploads.limit);
    return found;
  }

  async function read(
    res: Response,
    { institution, kind, files }: { institution: Institution; kind: SourceKind; files: FileSource },
    { paths, folder, remove }: WaitingFiles,
  ): Promise<void> {
    try {
      // What can be said of them at once is said at once.
      await files.open(paths, saidOfFiles(institution, files.name));
      // Other files came in the meantime and were a moment faster.
      if (!(await requestUpload(jobs, uploads, { institution, source: files.name, folder })))
        throw new UploadError('run-under-way', uploads.limit);
    } catch (error) {
      await remove();
      if (!(error instanceof UnreadableFileError)) throw error;
      return pages.showSource(res.status(422), institution, kind, {
        problem: {
          text: pageWords(res).tell(nameFields(error, files, paths).sentences),
          isEnglish: false,
        },
      });
    }
    await recordAudit(institution._id, 'files-uploaded', { source: files.name });
    backTo(res, sourceAddress(institution, files.name), 'upload-started');
  }
}

/** Asks which letters are in uploaded files. @param missing the files of which something has to be chosen */
function showEncodings(
  res: Response,
  { _id, name }: Institution,
  {
    files,
    ...about
  }: { files: FileSource; upload: string; questions: FileEncodingQuestion[]; missing: string[] },
): void {
  const title = typeof files.title === 'string' ? files.title : pageWords(res).tell(files.title);
  res.render('administration/data-encoding', {
    ...{ institution: { id: `${_id}`, name }, source: { name: files.name, title }, encodingInput, ...about },
  });
}

/** Asks which column of uploaded files is which. @param missing the boxes in which something has to be chosen */
function showColumns(
  res: Response,
  { _id, name, fileEncodings }: Institution,
  { files, ...about }: { files: FileSource; upload: string; questions: FileQuestion[]; missing: string[] },
): void {
  const title = typeof files.title === 'string' ? files.title : pageWords(res).tell(files.title);
  res.render('administration/data-columns', {
    ...{ institution: { id: `${_id}`, name }, source: { name: files.name, title }, columnInput, ...about },
    encodingOf: (question: FileQuestion) =>
      encodingWords(
        [{ file: question.field.name, encoding: question.encoding }],
        { said: fileEncodings?.[files.name] ?? {} },
        pageWords(res),
      ),
  });
}

function ownerOf({ _id }: Institution, { name }: FileSource): string {
  return `${_id} ${name}`;
}

/** What was said of words before, and what was said now: of another file's words nothing is forgotten. */
function withWords(before: Readonly<SaidWords>, said: SaidWords): SaidWords {
  const all: SaidWords = { ...before };
  for (const [file, columns] of Object.entries(said))
    for (const [column, words] of Object.entries(columns))
      all[file] = { ...all[file], [column]: [...(all[file]?.[column] ?? []), ...words] };
  return all;
}

/** Asks what words in uploaded files mean. @param missing the boxes in which something has to be chosen */
function showWords(
  res: Response,
  { _id, name }: Institution,
  {
    files,
    ...about
  }: {
    files: FileSource;
    upload: string;
    questions: FileWordQuestion[];
    missing: string[];
    chosen: Readonly<Record<string, unknown>>;
  },
): void {
  const title = typeof files.title === 'string' ? files.title : pageWords(res).tell(files.title);
  res.render('administration/data-words', {
    ...{ institution: { id: `${_id}`, name }, source: { name: files.name, title } },
    ...{ wordInput, emptyCell, noWord, ...about },
  });
}

type Paths = Readonly<Record<string, string>>;
