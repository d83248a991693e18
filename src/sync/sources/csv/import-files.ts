import { stat } from 'node:fs/promises';
import type { Institution } from '../../../../models/institution.ts';
import { type ApplyCounts, apply, noCounts } from '../../apply.ts';
import type { SyncRecord } from '../../record.ts';
import { recordRun } from '../../sync-run.ts';
import { assertReadable } from './read-bytes.ts';
import { readCourses, readEnrolments } from './read-records.ts';
import type { ReadOptions } from './read-rows.ts';

/** A row that was left out. */
export interface BadRow {
  file: string;
  /** "line 12" */
  place: string;
  reason: string;
  /** What in the row it is about; safe to print. */
  detail?: string | undefined;
}

export interface ImportOptions {
  institution: Institution;
  courses?: string | undefined;
  enrolments?: string | undefined;
  now: Date;
  /** `bytes` of `size` are read, as the file lies on the disk, and `rows` of it, good and bad. */
  onProgress?: (file: string, progress: { bytes: number; size: number; rows: number }) => void;
  onBadRow: (row: BadRow) => void;
  onIgnoredColumns?: (file: string, names: readonly string[]) => void;
}

/**
 * Imports courses, then enrolments. Running it again on the same files changes nothing.
 * @throws UnreadableFileError
 */
export function importFiles(options: ImportOptions): Promise<ApplyCounts> {
  return recordRun(options.institution._id, 'csv', async () => {
    const files = [
      [options.courses, readCourses],
      [options.enrolments, readEnrolments],
    ] as const;
    // A wrong second path is said before the first file is worked through.
    for (const [file] of files) if (file !== undefined) await assertReadable(file);

    const total: ApplyCounts = { ...noCounts };
    for (const [file, read] of files) {
      if (file === undefined) continue;
      const counts = await importFile(file, read, options);
      for (const name of Object.keys(total) as (keyof ApplyCounts)[]) total[name] += counts[name];
    }
    return total;
  });
}

async function importFile(
  file: string,
  read: (file: string, options: ReadOptions) => AsyncIterable<SyncRecord>,
  options: ImportOptions,
): Promise<ApplyCounts> {
  const { size, mtime } = await stat(file);
  let bytes = 0;
  let unusable = 0;
  const records = read(file, {
    onBytes: (soFar) => {
      bytes = soFar;
    },
    onBadRow: ({ line, reason }) => {
      unusable++;
      options.onBadRow({ file, place: `line ${line}`, reason });
    },
    onIgnoredColumns: (names) => options.onIgnoredColumns?.(file, names),
  });
  const counts = await apply({
    institution: options.institution,
    source: 'csv',
    records,
    // The file speaks for the time it was written.
    seenAt: mtime,
    now: options.now,
    onProgress: ({ courses, enrolments, rejected }) =>
      options.onProgress?.(file, { bytes, size, rows: courses + enrolments + rejected + unusable }),
    onReject: ({ origin = '', reason, detail }) => options.onBadRow({ file, place: origin, reason, detail }),
  });
  return { ...counts, rejected: counts.rejected + unusable };
}
