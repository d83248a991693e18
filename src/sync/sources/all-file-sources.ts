import { csvFiles } from './csv/csv-source.ts';
import type { FileSource } from './file-source.ts';
import { bundleFiles } from './one-roster/bundle/bundle-source.ts';

/** Every source that an administrator can upload files of, in the order in which they are offered. */
export const allFileSources: readonly FileSource[] = [csvFiles, bundleFiles];
