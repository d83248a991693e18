import type { FileSource } from '../../file-source.ts';
import { oneRosterBundle } from './bundle-source.ts';

/** An uploaded bundle (docs/one-roster.md). */
export const bundleFiles: FileSource = {
  name: 'one-roster',
  title: 'OneRoster',
  introduction: 'The CSV bundle that a student information system exports, as one zip file.',
  files: [{ name: 'bundle', label: 'Bundle', hint: 'A zip file with manifest.csv.' }],
  open: ({ bundle = '' }) => oneRosterBundle(bundle),
};
