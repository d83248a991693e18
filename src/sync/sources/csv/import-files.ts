import { stat } from 'node:fs/promises';
import type { Institution } from '../../../../models/institution.ts';
import { type ApplyCounts, apply } from '../../apply.ts';
import type { SyncRecord } from '../../record.ts';
import { recordRun } from '../../sync-run.ts';
import { readCourses, readEnrolments } from './read-records.ts';

export interface ImportOptions {
  institution: Institution;
  courses?: string | undefined;
  enrolments?: string | undefined;
  now: Date;
  onProgress?: (file: string, bytes: number, size: number, rows: number) => void;
  onBadRow: (file: string, place: string, reason: string) => void;
}

/**
 * Imports courses, then enrolments. Running it again on the same files changes nothing.
 * @throws UnreadableFileError
 */
export function importFiles(options: ImportOptions): Promise<ApplyCounts> {
  return recordRun(options.institution._id, 'csv', async () => {
    const total: ApplyCounts = { courses: 0, enrolments: 0, rejected: 0, changed: 0 };
    for (const [file, read] of [
      [options.courses, readCourses],
      [options.enrolments, readEnrolments],
    ] as const) {
      if (file === undefined) continue;
      const counts = await importFile(file, read, options);
      for (const name of Object.keys(total) as (keyof ApplyCounts)[]) total[name] += counts[name];
    }
    return total;
  });
}

async function importFile(
  file: string,
  read: typeof readCourses | typeof readEnrolments,
  options: ImportOptions,
): Promise<ApplyCounts> {
  const { size, mtime } = await stat(file).catch(() => ({ size: 0, mtime: options.now }));
  let bytes = 0;
  let bad = 0;
  const records: AsyncIterable<SyncRecord> = read(file, {
    onBytes: (read) => {
      bytes = read;
    },
    onBadRow: ({ line, reason }) => {
      bad++;
      options.onBadRow(file, `line ${line}`, reason);
    },
  });
  const counts = await apply({
    institution: options.institution,
    source: 'csv',
    records,
    // The file speaks for the time it was written: importing it again changes nothing.
    seenAt: mtime,
    now: options.now,
    onProgress: (soFar) => options.onProgress?.(file, bytes, size, soFar.courses + soFar.enrolments),
    onReject: (origin, reason) => options.onBadRow(file, origin ?? '', reason),
  });
  return { ...counts, rejected: counts.rejected + bad };
}
