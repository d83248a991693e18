import type { Institution } from '../../../../models/institution.ts';
import type { HeldBack } from '../../../../models/sync-run.ts';
import { message } from '../../../messages/message.ts';
import type { ByteEncoding } from '../../../values/encodings.ts';
import type { ApplyCounts } from '../../apply/apply.ts';
import { runSync } from '../../runs/run-sync.ts';
import type { PullOptions } from '../../source.ts';
import { type SaidOfFile, type SaidOfFiles, saidOfFiles } from '../file-source.ts';
import { type CsvFiles, type CsvOptions, csvSource } from './csv-source.ts';
import { encodingQuestion } from './encoding-question.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A row that was rejected. */
export interface BadRow {
  file: string;
  /** "line 12" */
  place: string;
  reason: string;
  /** The part of the row that is wrong; safe to print. */
  detail?: string | undefined;
}

export interface ImportOptions extends CsvFiles {
  /** Of files that are neither UTF-8 nor UTF-16. */
  encoding?: ByteEncoding | undefined;
  institution: Institution;
  now: Date;
  signal?: AbortSignal;
  /** `bytes` of `size` are read, as the file lies on the disk, and `rows` of it, good and bad. */
  onProgress?: (file: string, progress: { bytes: number; size: number; rows: number }) => void;
  onBadRow: (row: BadRow) => void;
  /** Removals that were not believed, and wait for an administrator. */
  onHeldBack?: (heldBack: HeldBack) => void;
  onIgnoredColumns?: (file: string, names: readonly string[]) => void;
  onMissedColumns?: CsvOptions['onMissedColumns'];
  onEncoding?: PullOptions['onEncoding'];
}

/**
 * Imports courses, then enrolments, then what people study. Running it again on the same files changes nothing, and completes an import that was
 * interrupted.
 * @throws UnreadableFileError, RunInProgressError
 */
export async function importFiles(options: ImportOptions): Promise<ApplyCounts> {
  let file = { path: '', size: 0, bytesBefore: 0, rowsBefore: 0 };
  let rows = 0;
  const said = await saidOfEncodings(options);
  const source = await csvSource(options, {
    onFile: (path, size, bytesBefore) => {
      file = { path, size, bytesBefore, rowsBefore: rows };
    },
    onIgnoredColumns: options.onIgnoredColumns,
    onMissedColumns: options.onMissedColumns,
    said,
  });
  const { counts } = await runSync({
    ...{ institution: options.institution, source, now: () => options.now, signal: options.signal },
    onReject: ({ origin: place = '', reason, detail }) =>
      options.onBadRow({ file: file.path, place, reason, detail }),
    onEncoding: options.onEncoding,
    onProgress: ({ done }, counts) => {
      rows = counts.rows;
      const { path, size, bytesBefore, rowsBefore } = file;
      options.onProgress?.(path, { bytes: done - bytesBefore, size, rows: rows - rowsBefore });
    },
  });
  return counts;
}

/** @throws UnreadableFileError where nobody has said in which encoding a file is that may be in several */
async function saidOfEncodings({ institution, encoding, ...files }: ImportOptions): Promise<SaidOfFiles> {
  const said: Record<string, SaidOfFile> = { ...saidOfFiles(institution, 'csv') };
  for (const name of ['courses', 'enrolments', 'people'] as const) {
    const file = files[name];
    if (file === undefined) continue;
    const stated = encoding ?? said[name]?.encoding;
    said[name] = { ...said[name], encoding: stated };
    const question = stated ? undefined : await encodingQuestion(file);
    if (!question) continue;
    const offers = question.offered.map((one) => `${one.encoding}: ${one.words.join(', ')}`);
    throw new UnreadableFileError(
      message('file.encodings', { file, offers: offers.join('; ') }),
      message('file.cure.encoding'),
    );
  }
  return said;
}
