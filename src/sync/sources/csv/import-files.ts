import type { Institution } from '../../../../models/institution.ts';
import type { HeldBack } from '../../../../models/sync-run.ts';
import type { ApplyCounts } from '../../apply/apply.ts';
import { runSync } from '../../runs/run-sync.ts';
import type { PullOptions } from '../../source.ts';
import { saidOfFiles } from '../file-source.ts';
import { type CsvFiles, csvSource } from './csv-source.ts';

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
  institution: Institution;
  now: Date;
  signal?: AbortSignal;
  /** `bytes` of `size` are read, as the file lies on the disk, and `rows` of it, good and bad. */
  onProgress?: (file: string, progress: { bytes: number; size: number; rows: number }) => void;
  onBadRow: (row: BadRow) => void;
  /** Removals that were not believed, and wait for an administrator. */
  onHeldBack?: (heldBack: HeldBack) => void;
  onIgnoredColumns?: (file: string, names: readonly string[]) => void;
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
  const source = await csvSource(options, {
    onFile: (path, size, bytesBefore) => {
      file = { path, size, bytesBefore, rowsBefore: rows };
    },
    onIgnoredColumns: options.onIgnoredColumns,
    said: saidOfFiles(options.institution, 'csv'),
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
