import type { ApplyCounts } from '../../../apply/apply.ts';
import { runSync } from '../../../runs/run-sync.ts';
import type { ImportOptions } from '../../csv/import-files.ts';
import { oneRosterBundle } from './bundle-source.ts';

/** `path` is that of a zip file, or of a folder that one was unpacked to. */
export type ImportBundleOptions = Omit<
  ImportOptions,
  'courses' | 'enrolments' | 'people' | 'onIgnoredColumns'
> & {
  path: string;
};

/**
 * Imports a OneRoster CSV bundle. Running it again changes nothing, and completes an import that was interrupted.
 * @throws UnreadableFileError, RunInProgressError
 */
export async function importBundle(options: ImportBundleOptions): Promise<ApplyCounts> {
  const { path, institution, now, signal } = options;
  const { counts, heldBack } = await runSync({
    ...{ institution, source: await oneRosterBundle(path), now: () => now, signal },
    onReject: ({ origin: place = '', reason, detail }) =>
      options.onBadRow({ file: path, place, reason, detail }),
    onEncoding: options.onEncoding,
    onProgress: ({ done: bytes, total: size = 0 }, { rows }) =>
      options.onProgress?.(path, { bytes, size, rows }),
  });
  if (heldBack) options.onHeldBack?.(heldBack);
  return counts;
}
